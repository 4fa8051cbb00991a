import { internalKinds, lookKinds } from '@candor/api'
import { isLookAt } from '../modules/access-log/index.ts'
import { headOf } from '../modules/customers/index.ts'
import { readEntry, subjectOf } from '../modules/journal/index.ts'
import type { Tx } from '../platform/db/index.ts'

/** The customer whom an entry concerns; who stands for them, where the record was merged. @throws JOURNAL_ENTRY_NOT_FOUND */
export const customerOfEntry = async (tx: Tx, entryId: string): Promise<string> =>
  headOf(tx, await subjectOf(tx, entryId))

/**
 * Whether a customer may see an entry: their own, unless staff keep it among themselves, and those about who looked at their data.
 * @throws JOURNAL_ENTRY_NOT_FOUND
 */
export const customerMaySee = async (tx: Tx, entryId: string, customerId: string): Promise<boolean> => {
  const { subject, kind } = (await readEntry(tx, entryId)).entry
  if (internalKinds.includes(kind)) return false
  return lookKinds.some((known) => known === kind)
    ? isLookAt(tx, entryId, customerId)
    : (await headOf(tx, subject)) === customerId
}
