import { deleteRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Forgets who followed a customer. */
export const eraseFollowing = async (tx: Tx, records: readonly string[]): Promise<number> =>
  deleteRows(tx, 'follow', 'subject_id', records)
