import type { Tx } from '../../../platform/db/index.ts'
import { cellsToExport } from '../values/from-text.ts'
import { namingCustomers } from './erase.ts'

/** What records of own objects tell of a customer: for the package of their data. Guarded and secret fields are not in it. */
export const recordsAbout = async (
  tx: Tx,
  customers: readonly string[],
): Promise<{ readonly object: string; readonly values: Readonly<Record<string, string>> }[]> => {
  const found = await namingCustomers(tx, customers)
  const told = []
  for (const [object, of] of Map.groupBy(found, (record) => record.object)) {
    const cells = await cellsToExport(
      tx,
      of.map(({ id }) => id),
      object,
    )
    told.push(...of.map(({ id }) => ({ object, values: cells.get(id) ?? {} })))
  }
  return told
}
