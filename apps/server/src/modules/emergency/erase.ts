import { emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Empties why a record was opened; that it was stays. */
export const eraseOpenings = async (tx: Tx, records: readonly string[]): Promise<number> =>
  emptyRows(tx, 'emergency_opening', 'customer_id', records, `reason = ''`, `reason = ''`)
