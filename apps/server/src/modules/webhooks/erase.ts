import { deleteRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Forgets messages about a customer, what waits and what receivers answered. */
export const eraseWebhooks = async (tx: Tx, records: readonly string[]): Promise<number> =>
  deleteRows(tx, 'webhook_delivery', 'subject_id', records)
