import { equalBytes, fromHex, toHex } from '../bytes.ts'
import { JournalFormatError } from '../errors.ts'
import type { Checkpoint } from '../note/checkpoint.ts'
import { formatNote, openNote } from '../note/signed-note.ts'
import type { NoteVerifier } from '../note/verifier-key.ts'
import { verifyConsistency } from '../tree/consistency.ts'
import { emptyRoot } from '../tree/hash.ts'
import { type AddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts'
import { type Cosigner, formatSignatureLines } from './cosignature.ts'
import { type SplitView, splitViewOf } from './split-view.ts'

/** The newest checkpoint of a log that a witness has cosigned. */
export type Witnessed = {
  readonly size: number
  /** Root of the tree, 64 hex digits. */
  readonly root: string
  /** The checkpoint with the signatures of the log that were verified, and the witness's own. */
  readonly note: string
  readonly cosignedAt: Date
}

/** What becomes of a request: what to keep, and what to answer. */
export type WitnessDecision = {
  readonly keep?: Witnessed
  /** Two checkpoints that do not fit each other, both signed by the log. */
  readonly evidence?: SplitView
  readonly answer: WitnessAnswer
}

/** An answer in HTTP. */
export type WitnessAnswer = { readonly status: number; readonly type: string; readonly body: string }

/** Where a witness remembers. */
export type WitnessStore = {
  /**
   * Gives the newest checkpoint of a log to `decide`, and keeps what it decides **before** this resolves. Nobody else
   * decides for the same log meanwhile: else two requests could bring a smaller tree after a larger one.
   */
  change(origin: string, decide: (newest: Witnessed | undefined) => WitnessDecision): Promise<WitnessAnswer>
}

/** A witness: who it is, whose logs it watches, what it remembers. */
export type Witness = {
  readonly cosigner: Cosigner
  /** The keys trusted for an origin; none if the log is not known. */
  readonly keysOf: (origin: string) => readonly NoteVerifier[]
  readonly store: WitnessStore
  readonly now: () => Date
}

const plain = 'text/plain; charset=utf-8'
/** Type of the answer that names the size that the witness has (C2SP tlog-witness). */
const sizeType = 'text/x.tlog.size'
/** A request is a few kilobytes: 63 hashes and a checkpoint. */
export const largestWitnessRequest = 65_536

const refusal = (status: number, why: string): WitnessAnswer => ({ status, type: plain, body: `${why}\n` })

/** Whether the tree shown grows out of the one known, by the rules of the specification. */
const isConsistent = (newest: Witnessed | undefined, { oldSize, proof }: AddCheckpoint, shown: Checkpoint): boolean => {
  if (shown.size === 0 && !equalBytes(shown.root, emptyRoot())) return false
  if (newest === undefined || oldSize === 0) return proof.length === 0
  const fromRoot = fromHex(newest.root, 32)
  const claim = { fromSize: oldSize, fromRoot, toSize: shown.size, toRoot: shown.root, proof }
  return verifyConsistency(claim).ok
}

const decide = (
  newest: Witnessed | undefined,
  request: ReturnType<typeof parseAddCheckpoint>,
  signed: string,
  { cosigner, now }: Witness,
): WitnessDecision => {
  const { stated, oldSize, proof } = request
  const known = newest?.size ?? 0
  const differs =
    newest !== undefined && newest.size > 0 && newest.size === stated.size && newest.root !== toHex(stated.root)
  const evidence = (): SplitView | undefined =>
    newest === undefined || newest.size === 0 || stated.size < newest.size
      ? undefined
      : splitViewOf(stated.origin, newest.note, signed, proof)
  const withEvidence = (answer: WitnessAnswer): WitnessDecision => {
    const found = evidence()
    return found === undefined ? { answer } : { answer, evidence: found }
  }
  if (oldSize !== known) {
    const answer = { status: 409, type: sizeType, body: `${known}\n` }
    // Another root for the size that was cosigned speaks for itself, whatever else is wrong with the request.
    return differs ? withEvidence(answer) : { answer }
  }
  if (!isConsistent(newest, request, stated)) {
    return withEvidence(refusal(422, `no consistency between size ${oldSize} and this checkpoint is proved`))
  }
  const at = now()
  const signature = cosigner.cosign(request.note.text, at)
  const note = `${signed}${formatSignatureLines([signature])}`
  return {
    keep: { size: stated.size, root: toHex(stated.root), note, cosignedAt: at },
    answer: { status: 200, type: plain, body: formatSignatureLines([signature]) },
  }
}

/**
 * Answers `add-checkpoint` as C2SP tlog-witness asks: cosigns what grows out of the checkpoint cosigned before, and
 * nothing else. A request that shows two histories, signed by the log, is kept as evidence by the store.
 * @param body the request's body
 */
export const answerAddCheckpoint = async (body: string, witness: Witness): Promise<WitnessAnswer> => {
  let request: ReturnType<typeof parseAddCheckpoint>
  try {
    request = parseAddCheckpoint(body)
  } catch (error) {
    if (error instanceof JournalFormatError) return refusal(400, error.message)
    throw error
  }
  const { stated, note, oldSize } = request
  const verifiers = witness.keysOf(stated.origin)
  if (verifiers.length === 0) return refusal(404, 'this log is not witnessed here')
  const opened = openNote(request.checkpoint, verifiers)
  if (!opened.ok) return refusal(403, opened.message)
  if (oldSize > stated.size) return refusal(400, 'the old size is above the size of the checkpoint')
  // Only what was verified is kept and shown to others.
  const own = note.signatures.filter(({ name, id }) =>
    verifiers.some((verifier) => verifier.name === name && equalBytes(verifier.id, id)),
  )
  const signed = formatNote({ text: note.text, signatures: own })
  return witness.store.change(stated.origin, (newest) => decide(newest, request, signed, witness))
}
