import { emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/**
 * Empties what a customer came with and closes it. Messages only ever are added, so their ciphertext stays, without the
 * key that opens it.
 */
export const eraseTickets = async (tx: Tx, records: readonly string[]): Promise<number> =>
  emptyRows(
    tx,
    'ticket',
    'customer_id',
    records,
    `content = '', status = 'closed', urgent = false, due_at = 'infinity', wake_at = null, assignee = null`,
    `content = ''`,
  )
