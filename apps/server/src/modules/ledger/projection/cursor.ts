import type { Pool } from 'pg'
import type { Tx } from '../../../platform/db/index.ts'

/** How far an organisation has followed the ledger. */
export type Cursor = {
  readonly blockNumber: number
  readonly logIndex: number
  readonly rollback: number
  readonly finalBlock: number
}

/** After the last event of any block. */
export const endOfBlock = 2_147_483_647

/** The organisation's cursor, locked; begun where there is none. */
export const lockCursor = async (tx: Tx, rollback: number): Promise<Cursor> => {
  await tx.rows({
    name: 'ledger-cursor-begin',
    text: `insert into ledger_cursor (organisation_id, block_number, log_index, rollback, final_block)
           values ($1, -1, $2, $3, -1) on conflict do nothing`,
    values: [tx.organisationId, endOfBlock, rollback],
  })
  return tx.one<Cursor>({
    name: 'ledger-cursor-lock',
    text: `select block_number as "blockNumber", log_index as "logIndex", rollback, final_block as "finalBlock"
             from ledger_cursor where organisation_id = $1 for update`,
    values: [tx.organisationId],
  })
}

export const saveCursor = async (tx: Tx, cursor: Cursor): Promise<void> => {
  await tx.rows({
    name: 'ledger-cursor-save',
    text: `update ledger_cursor set block_number = $2, log_index = $3, rollback = $4, final_block = $5
            where organisation_id = $1`,
    values: [tx.organisationId, cursor.blockNumber, cursor.logIndex, cursor.rollback, cursor.finalBlock],
  })
}

/** The chain's rollbacks after one: the newest, and how far back they went together. */
export const rollbacksAfter = async (
  owner: Pool,
  rollback: number,
): Promise<{ readonly newest: number; readonly toBlock: number } | undefined> => {
  const { rows } = await owner.query<{ newest: number | null; toBlock: number | null }>({
    name: 'ledger-rollbacks-after',
    text: 'select max(id) as newest, min(to_block) as "toBlock" from system.ledger_rollback where id > $1',
    values: [rollback],
  })
  const [row] = rows
  if (row === undefined || row.newest === null || row.toBlock === null) return undefined
  return { newest: row.newest, toBlock: row.toBlock }
}

/** The newest rollback there was, 0 if none. */
export const newestRollback = async (owner: Pool): Promise<number> => {
  const { rows } = await owner.query<{ newest: number }>(
    'select coalesce(max(id), 0) as newest from system.ledger_rollback',
  )
  return rows[0]?.newest ?? 0
}

/** The newest block whose events are indexed; nothing while none is. */
export const indexedBlock = async (owner: Pool): Promise<number | undefined> => {
  const { rows } = await owner.query<{ number: number }>({
    name: 'ledger-indexed-block',
    text: 'select number from system.ledger_block order by number desc limit 1',
  })
  return rows[0]?.number
}
