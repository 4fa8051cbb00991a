import { deleteRows, emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Forgets whom a customer was compared with, and what undoing merges of theirs would have needed. */
export const eraseComparisons = async (tx: Tx, records: readonly string[]): Promise<number> =>
  (await deleteRows(tx, 'duplicate_pair', 'first_id', records)) +
  (await deleteRows(tx, 'duplicate_pair', 'second_id', records)) +
  (await deleteRows(tx, 'duplicate_bulk_row', 'first_id', records)) +
  (await deleteRows(tx, 'duplicate_bulk_row', 'second_id', records)) +
  (await emptyRows(tx, 'customer_merge', 'kept_id', records, `memento = ''`, `memento = ''`)) +
  (await emptyRows(tx, 'customer_merge', 'other_id', records, `memento = ''`, `memento = ''`))
