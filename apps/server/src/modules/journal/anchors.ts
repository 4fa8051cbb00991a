import { createHash } from 'node:crypto'
import { logIdOf, parseSignedCheckpoint } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { newestCheckpoint, type StoredCheckpoint } from './checkpoint.ts'

/** What a ledger contract is asked to keep. */
export type AnchorRequest = {
  readonly log: `0x${string}`
  readonly treeSize: number
  readonly rootHash: `0x${string}`
  /** SHA-256 of the signed checkpoint. */
  readonly checkpointHash: `0x${string}`
}

/** What the ledger says that it keeps. */
export type Anchored = {
  readonly log: `0x${string}`
  readonly treeSize: number
  readonly rootHash: `0x${string}`
  readonly chainId: number
  readonly contract: `0x${string}`
  readonly transactionHash: `0x${string}`
  readonly blockNumber: number
  /** Time of the block. */
  readonly anchoredAt: Date
}

const hex = (bytes: Buffer): `0x${string}` => `0x${bytes.toString('hex')}`

/**
 * The newest checkpoint that enough witnesses have signed and that is newer than what was anchored before, so that
 * receipts can show both. Nothing where there are no witnesses, or where they do not answer: anchoring goes on then.
 */
const newestWitnessed = async (tx: Tx): Promise<StoredCheckpoint | undefined> =>
  tx.maybe<StoredCheckpoint>({
    name: 'journal-witnessed-newest',
    text: `select c.size, c.root, c.note, c.signed_at as "signedAt"
             from journal_witnessed w join journal_checkpoint c on c.organisation_id = $1 and c.size = w.size
            where w.organisation_id = $1 and w.quorum
              and w.size > (select coalesce(max(size), 0) from journal_anchor where organisation_id = $1)
            order by w.size desc limit 1`,
    values: [tx.organisationId],
  })

/**
 * The newest checkpoint, if it is to be anchored now: it is noted as requested in the caller's transaction, in which
 * the caller also puts the call into the ledger's outbox.
 * @param every shortest time between two requests of a log, milliseconds
 */
export const requestAnchor = async (tx: Tx, every: number): Promise<AnchorRequest | undefined> => {
  const newest = (await newestWitnessed(tx)) ?? (await newestCheckpoint(tx))
  if (newest === undefined) return undefined
  const [noted] = await tx.rows({
    name: 'journal-anchor-request',
    text: `insert into journal_anchor (organisation_id, size, root)
           select $1, $2, $3 where not exists (
             select from journal_anchor where organisation_id = $1
                and (size >= $2 or requested_at > now() - $4 * interval '1 millisecond'))
           on conflict do nothing returning size`,
    values: [tx.organisationId, newest.size, newest.root, every],
  })
  if (noted === undefined) return undefined
  return {
    log: logIdOf(parseSignedCheckpoint(newest.note).checkpoint.origin),
    treeSize: newest.size,
    rootHash: hex(newest.root),
    checkpointHash: hex(createHash('sha256').update(newest.note).digest()),
  }
}

/** Takes down that the ledger keeps a root of this organisation's log. Saying it twice changes nothing. */
export const noteAnchored = async (tx: Tx, anchored: Anchored): Promise<void> => {
  await tx.rows({
    name: 'journal-anchored',
    text: `insert into journal_anchor (organisation_id, size, root, chain_id, contract, log, transaction_hash, block_number, anchored_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (organisation_id, size) do update set
             root = excluded.root, chain_id = excluded.chain_id, contract = excluded.contract, log = excluded.log,
             transaction_hash = excluded.transaction_hash, block_number = excluded.block_number,
             anchored_at = excluded.anchored_at`,
    values: [
      tx.organisationId,
      anchored.treeSize,
      Buffer.from(anchored.rootHash.slice(2), 'hex'),
      anchored.chainId,
      anchored.contract.toLowerCase(),
      anchored.log,
      anchored.transactionHash,
      anchored.blockNumber,
      anchored.anchoredAt,
    ],
  })
}

/** Takes back what the chain took back: anchors in blocks from `fromBlock` on. They stay requested. */
export const retractAnchors = async (tx: Tx, fromBlock: number): Promise<void> => {
  await tx.rows({
    text: `update journal_anchor set chain_id = null, contract = null, log = null, transaction_hash = null,
             block_number = null, anchored_at = null, final = false
            where organisation_id = $1 and block_number >= $2`,
    values: [tx.organisationId, fromBlock],
  })
}

/** Marks as final the anchors in blocks up to `block`, which the chain will not take back any more. */
export const finaliseAnchors = async (tx: Tx, block: number): Promise<void> => {
  await tx.rows({
    name: 'journal-anchors-final',
    text: `update journal_anchor set final = true
            where organisation_id = $1 and block_number <= $2 and not final`,
    values: [tx.organisationId, block],
  })
}
