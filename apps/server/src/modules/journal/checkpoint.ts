import {
  type Checkpoint,
  consistencyProof,
  emptyRoot,
  equalBytes,
  parseSignedCheckpoint,
  signCheckpoint,
  verifyConsistency,
} from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { journalErrors } from './errors.ts'
import type { LogSigner } from './log-key.ts'
import { treeReader } from './tree-reader.ts'

/** A row of `journal_checkpoint`. */
export type StoredCheckpoint = {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly signedAt: Date
}

const columns = 'size, root, note, signed_at as "signedAt"'

/** The newest checkpoint of the organisation's log. */
export const newestCheckpoint = async (tx: Tx): Promise<StoredCheckpoint | undefined> =>
  tx.maybe({
    name: 'journal-checkpoint-newest',
    text: `select ${columns} from journal_checkpoint where organisation_id = $1 order by size desc limit 1`,
    values: [tx.organisationId],
  })

/** The checkpoint of one size. */
export const checkpointAt = async (tx: Tx, size: number): Promise<StoredCheckpoint | undefined> =>
  tx.maybe({
    name: 'journal-checkpoint-at',
    text: `select ${columns} from journal_checkpoint where organisation_id = $1 and size = $2`,
    values: [tx.organisationId, size],
  })

/** Takes a stored checkpoint apart and makes sure that row and signed text agree. */
export const openStored = (stored: StoredCheckpoint): Checkpoint => {
  const { checkpoint } = parseSignedCheckpoint(stored.note)
  if (checkpoint.size !== stored.size || !equalBytes(checkpoint.root, stored.root)) {
    throw journalErrors.JOURNAL_INCONSISTENT(`checkpoint ${stored.size} and its signed text differ`)
  }
  return checkpoint
}

/**
 * Signs and stores a checkpoint, unless the stored tree does not grow out of the one signed before: that is a log's
 * first duty (C2SP tlog-checkpoint). What is compared is what the database holds now, not what this process remembers.
 * @param size leaves in the tree
 * @param root its root
 * @throws JOURNAL_INCONSISTENT, and nothing is signed
 */
export const sealTree = async (tx: Tx, signer: LogSigner, size: number, root: Uint8Array): Promise<void> => {
  const previous = await newestCheckpoint(tx)
  if (previous !== undefined && previous.size >= size) {
    const same = previous.size === size && equalBytes(previous.root, root)
    if (same) return
    throw journalErrors.JOURNAL_INCONSISTENT(`checkpoint ${previous.size} exists, so ${size} is not signed any more`)
  }
  const from = previous === undefined ? { size: 0, root: emptyRoot() } : openStored(previous)
  const verdict = verifyConsistency({
    fromSize: from.size,
    fromRoot: from.root,
    toSize: size,
    toRoot: root,
    proof: await consistencyProof(from.size, size, treeReader(tx)),
  })
  if (!verdict.ok) {
    const evidence = JSON.stringify(verdict.evidence)
    throw journalErrors.JOURNAL_INCONSISTENT(
      `the stored tree does not grow out of checkpoint ${from.size}: ${evidence}`,
    )
  }
  await tx.rows({
    name: 'journal-checkpoint-add',
    text: `insert into journal_checkpoint (organisation_id, size, root, note, previous, signed_at)
           values ($1, $2, $3, $4, $5, $6)`,
    values: [
      tx.organisationId,
      size,
      Buffer.from(root),
      signCheckpoint({ origin: signer.origin, size, root }, signer),
      from.size,
      new Date(),
    ],
  })
}
