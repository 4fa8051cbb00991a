import { emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Empties what deals say of a customer; amounts, stages and times stay for the figures. */
export const eraseDeals = async (tx: Tx, records: readonly string[]): Promise<number> =>
  emptyRows(tx, 'deal', 'subject_id', records, `content = ''`, `content = ''`)
