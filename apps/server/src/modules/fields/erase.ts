import { deleteRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Deletes the own fields of customers, and what lists find them by. */
export const eraseFields = async (tx: Tx, records: readonly string[]): Promise<number> =>
  (await deleteRows(tx, 'custom_index', 'subject_id', records)) +
  (await deleteRows(tx, 'custom_value', 'subject_id', records))
