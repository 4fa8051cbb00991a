import { deleteRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Deletes tasks about a customer. */
export const eraseTasks = async (tx: Tx, records: readonly string[]): Promise<number> =>
  deleteRows(tx, 'task', 'subject_id', records)
