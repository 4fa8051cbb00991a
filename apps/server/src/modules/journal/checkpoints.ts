import type { JournalAnchor, JournalCheckpoint } from '@candor/api'
import { z } from 'zod'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'

type Row = {
  size: number
  root: Buffer
  note: string
  signed_at: Date
  chain_id: number | null
  contract: string
  log: string
  transaction_hash: string
  block_number: number
  anchored_at: Date
  final: boolean
}

const anchorOf = (row: Row): JournalAnchor | null =>
  row.chain_id === null
    ? null
    : {
        chainId: row.chain_id,
        contract: row.contract,
        log: row.log,
        transactionHash: row.transaction_hash,
        blockNumber: row.block_number,
        anchoredAt: row.anchored_at.toISOString(),
        final: row.final,
      }

const checkpointOf = (row: Row): JournalCheckpoint => ({
  size: row.size,
  root: row.root.toString('hex'),
  note: row.note,
  signedAt: row.signed_at.toISOString(),
  anchor: anchorOf(row),
})

const columns = `c.size, c.root, c.note, c.signed_at, a.chain_id, a.contract, a.log, a.transaction_hash,
  a.block_number, a.anchored_at, a.final`
const join = 'a.organisation_id = c.organisation_id and a.size = c.size and a.transaction_hash is not null'

const all = `select ${columns} from journal_checkpoint c left join journal_anchor a on ${join}`
/** Starts from the anchors, which are the fewer. */
const anchored = `select ${columns} from journal_anchor a join journal_checkpoint c on ${join}`
const newestFirst = (table: 'a' | 'c') =>
  `where ${table}.organisation_id = $1 and ${table}.size < $2 order by ${table}.size desc limit $3`

/**
 * Signed checkpoints with their anchors, newest first.
 * @param query.anchored only those that are on the ledger
 * @throws HTTP_CURSOR_INVALID
 */
export const listCheckpoints = async (
  tx: Tx,
  query: { readonly cursor?: string | undefined; readonly limit: number; readonly anchored?: boolean | undefined },
): Promise<{ items: JournalCheckpoint[]; nextCursor: string | null }> => {
  const [below] = decodeCursor(z.tuple([z.int().min(0)]), query.cursor) ?? [Number.MAX_SAFE_INTEGER]
  const rows = await tx.rows<Row>({
    ...(query.anchored === true
      ? { name: 'journal-checkpoints-anchored', text: `${anchored} ${newestFirst('a')}` }
      : { name: 'journal-checkpoints', text: `${all} ${newestFirst('c')}` }),
    values: [tx.organisationId, below, query.limit + 1],
  })
  return pageOf(rows, query.limit, (row) => [row.size], checkpointOf)
}
