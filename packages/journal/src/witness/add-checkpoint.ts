import { fromBase64, toBase64 } from '../bytes.ts'
import { JournalFormatError } from '../errors.ts'
import { type Checkpoint, parseDecimal, parseSignedCheckpoint } from '../note/checkpoint.ts'
import type { SignedNote } from '../note/signed-note.ts'
import { hashLength } from '../tree/hash.ts'

/** What a log asks of a witness: the request `add-checkpoint` of C2SP tlog-witness. */
export type AddCheckpoint = {
  /** Size that the log believes the witness has seen last. */
  readonly oldSize: number
  /** Consistency proof from there, hash by hash. */
  readonly proof: readonly Uint8Array[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
}

/** Most hashes of a proof, which no tree exceeds. */
const mostHashes = 63

const refuse = (why: string, cause?: unknown): never => {
  throw new JournalFormatError('JOURNAL_WITNESS_REQUEST_MALFORMED', `Not an add-checkpoint request: ${why}.`, { cause })
}

/** Writes the body of the request. */
export const formatAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpoint): string =>
  `old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`

/**
 * Reads the body of the request. **Nothing is verified.**
 * @throws JournalFormatError `JOURNAL_WITNESS_REQUEST_MALFORMED`, or the code of what is wrong with the checkpoint
 */
export const parseAddCheckpoint = (
  body: string,
): AddCheckpoint & { readonly note: SignedNote; readonly stated: Checkpoint } => {
  const end = body.indexOf('\n\n')
  if (end < 0) return refuse('there is no empty line before the checkpoint')
  const [first, ...lines] = body.slice(0, end).split('\n')
  const oldSize = first?.startsWith('old ') === true ? parseDecimal(first.slice('old '.length)) : undefined
  if (oldSize === undefined) return refuse('the first line is not old and a size')
  if (lines.length > mostHashes) return refuse(`a proof has at most ${mostHashes} hashes`)
  let proof: Uint8Array[]
  try {
    proof = lines.map(fromBase64)
  } catch (cause) {
    return refuse('a line of the proof is not base64', cause)
  }
  if (proof.some((hash) => hash.length !== hashLength)) return refuse(`a hash has ${hashLength} bytes`)
  const checkpoint = body.slice(end + 2)
  const { note, checkpoint: stated } = parseSignedCheckpoint(checkpoint)
  return { oldSize, proof, checkpoint, note, stated }
}
