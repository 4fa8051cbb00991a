import { type AnchorReference, inclusionProof, issueReceipt, parseSignedCheckpoint } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { entryRow } from './entries.ts'
import { publicEntry } from './entry.ts'
import { journalErrors } from './errors.ts'
import { signerAmong } from './log-key.ts'
import { readBody, readingKey } from './timeline.ts'
import { treeReader } from './tree-reader.ts'

type Covering = {
  size: number
  note: string
  /** Signature lines of witnesses, where there are any. */
  lines: string | null
  chain_id: number | null
  contract: `0x${string}`
  log: `0x${string}`
  transaction_hash: `0x${string}`
  block_number: number
}

const columns = 'c.size, c.note, w.lines, a.chain_id, a.contract, a.log, a.transaction_hash, a.block_number'
const anchors = `journal_anchor a
    join journal_checkpoint c on c.organisation_id = $1 and c.size = a.size and c.root = a.root`
const smallestAnchored = `a.organisation_id = $1 and a.size > $2 and a.transaction_hash is not null
   order by a.size limit 1`
const witnessed = 'join journal_witnessed w on w.organisation_id = $1 and w.size = c.size'

/**
 * The smallest anchored checkpoint above a leaf: the one whose anchor is oldest and so hardest to undo. One that enough
 * witnesses have signed comes first, where there is one.
 */
const witnessedAbove = `select ${columns} from ${anchors} ${witnessed} and w.quorum where ${smallestAnchored}`
const anchoredAbove = `select ${columns} from ${anchors} left ${witnessed} where ${smallestAnchored}`

const newestAbove = `
  select c.size, c.note, w.lines, null as chain_id from journal_checkpoint c left ${witnessed}
   where c.organisation_id = $1 and c.size > $2 order by c.size desc limit 1`

const coveringCheckpoint = async (tx: Tx, leafIndex: number): Promise<Covering | undefined> => {
  const values = [tx.organisationId, leafIndex]
  return (
    (await tx.maybe<Covering>({ name: 'journal-witnessed-above', text: witnessedAbove, values })) ??
    (await tx.maybe<Covering>({ name: 'journal-anchored-above', text: anchoredAbove, values })) ??
    (await tx.maybe<Covering>({ name: 'journal-newest-above', text: newestAbove, values }))
  )
}

const anchorOf = ({ chain_id: chainId, contract, log, ...covering }: Covering): AnchorReference | undefined =>
  chainId === null
    ? undefined
    : { chainId, contract, log, transactionHash: covering.transaction_hash, blockNumber: covering.block_number }

/**
 * Issues the receipt of an entry. It is the same each time, byte for byte, once its checkpoint is anchored and, where
 * the journal has witnesses, signed by enough of them.
 * @param opened whether the reader may have the body with it; an erased body stays closed in any case
 * @returns a C2SP tlog-proof file
 * @throws JOURNAL_ENTRY_NOT_FOUND; JOURNAL_NOT_SEALED_YET within the first second; JOURNAL_INCONSISTENT when the stored
 * row is not what was sealed
 */
export const receiptOf = async (tx: Tx, id: string, opened: boolean): Promise<string> => {
  const row = await entryRow(tx, id)
  const covering = row.leaf_index === null ? undefined : await coveringCheckpoint(tx, row.leaf_index)
  if (row.leaf_index === null || covering === undefined) {
    throw journalErrors.JOURNAL_NOT_SEALED_YET(`no checkpoint covers entry ${id} yet`, {
      headers: { 'retry-after': '1' },
    })
  }
  const { note } = parseSignedCheckpoint(covering.note)
  const keyIds = note.signatures.map(({ id: keyId }) => keyId)
  const [signer, proof, key] = await Promise.all([
    signerAmong(tx, keyIds),
    inclusionProof(row.leaf_index, covering.size, treeReader(tx)),
    opened ? readingKey(tx, row.subject) : undefined,
  ])
  if (signer === undefined)
    throw journalErrors.JOURNAL_INCONSISTENT(`checkpoint ${covering.size} is signed by no key of the log`)
  const { body, salt, readable } = readBody(key, row)
  if (readable === 'damaged') throw journalErrors.JOURNAL_INCONSISTENT(`the stored body of entry ${id} was changed`)
  const anchor = anchorOf(covering)
  return issueReceipt(
    {
      entry: publicEntry(tx.organisationId, row),
      ...(salt === undefined ? {} : { opened: { salt, body } }),
      ...(anchor === undefined ? {} : { anchor }),
      index: row.leaf_index,
      proof,
      checkpoint: `${covering.note}${covering.lines ?? ''}`,
    },
    signer,
  )
}
