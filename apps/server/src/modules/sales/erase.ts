import { emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Empties what quotes and invoices say to a customer, and their links; numbers, days and amounts stay for the books. */
export const eraseSales = async (tx: Tx, records: readonly string[]): Promise<number> =>
  emptyRows(tx, 'sales_document', 'subject_id', records, `content = '', link = null, link_hash = null`, `content = ''`)
