import { deleteRows, emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/**
 * Empties what a customer did, and forgets by which devices they are recognised. The rows stay: their hashes are in the
 * root of the group that they were sealed with.
 */
export const eraseEvents = async (tx: Tx, records: readonly string[]): Promise<number> =>
  (await emptyRows(tx, 'event', 'customer_id', records, `body = '', device = null, person = null`, `body = ''`)) +
  (await deleteRows(tx, 'event_identity', 'customer_id', records))
