import { fromHex, toHex } from '../bytes.ts'
import { parseSignedCheckpoint } from '../note/checkpoint.ts'
import { openNote } from '../note/signed-note.ts'
import type { NoteVerifier } from '../note/verifier-key.ts'
import { verifyConsistency } from '../tree/consistency.ts'

/**
 * Two checkpoints that a log has signed and that do not belong to one history. With `proven` anybody who has the log's
 * key can see it from this alone; without, the log was asked for a proof of consistency and gave one that does not hold.
 */
export type SplitView = {
  readonly origin: string
  /** The signed checkpoint that was known. */
  readonly known: string
  /** The signed checkpoint that does not fit it. */
  readonly shown: string
  /** The proof that came with it, hash by hash in hex. */
  readonly proof: readonly string[]
  readonly proven: boolean
}

/**
 * Whether two checkpoints and a proof show two histories by themselves: another root for the same size, or a proof that
 * leads to the root shown but begins with another root than the one known. What builds the larger root is fixed by it,
 * so the larger tree does not begin with the smaller one.
 */
const showsTwoHistories = (known: string, shown: string, proof: readonly Uint8Array[]): boolean => {
  const [older, newer] = [parseSignedCheckpoint(known).checkpoint, parseSignedCheckpoint(shown).checkpoint]
  if (older.size === newer.size) return toHex(older.root) !== toHex(newer.root)
  const claim = { fromSize: older.size, fromRoot: older.root, toSize: newer.size, toRoot: newer.root, proof }
  const verdict = verifyConsistency(claim)
  if (verdict.ok || verdict.code !== 'CONSISTENCY_ROOT_DIFFERS') return false
  const { computedFromRoot, computedToRoot } = verdict.evidence
  // For a size that is a power of two the proof leaves the older root out, so nothing but a failure can be seen.
  return computedToRoot === toHex(newer.root) && computedFromRoot !== toHex(older.root)
}

/** Puts the evidence together. The caller has verified that the log signed both. */
export const splitViewOf = (origin: string, known: string, shown: string, proof: readonly Uint8Array[]): SplitView => ({
  origin,
  known,
  shown,
  proof: proof.map(toHex),
  proven: showsTwoHistories(known, shown, proof),
})

/**
 * Verifies evidence that somebody else has kept.
 * @param verifier the log's key
 * @returns whether the log signed both checkpoints and they show two histories by themselves
 */
export const verifySplitView = ({ origin, known, shown, proof }: SplitView, verifier: NoteVerifier): boolean => {
  try {
    const both = [known, shown]
    return (
      verifier.name === origin &&
      both.every((note) => parseSignedCheckpoint(note).checkpoint.origin === origin) &&
      both.every((note) => openNote(note, [verifier]).ok) &&
      showsTwoHistories(
        known,
        shown,
        proof.map((hash) => fromHex(hash, 32)),
      )
    )
  } catch {
    return false
  }
}
