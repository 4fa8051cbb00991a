import { fromBase64, toBase64 } from '../bytes.ts'
import { JournalFormatError } from '../errors.ts'
import { hashLength } from '../tree/hash.ts'
import { type SignedNote, parseNote, signNote } from './signed-note.ts'
import type { NoteSigner } from './verifier-key.ts'

/** A statement of how large a log's tree is and what its root is (C2SP tlog-checkpoint). */
export type Checkpoint = {
  readonly origin: string
  /** Leaves in the tree. */
  readonly size: number
  /** Root of the tree, 32 bytes. */
  readonly root: Uint8Array
  /** Further lines, which our logs do not write. */
  readonly extensions: readonly string[]
}

const refuse = (why: string, cause?: unknown): never => {
  throw new JournalFormatError('JOURNAL_CHECKPOINT_MALFORMED', `Not a checkpoint: ${why}.`, { cause })
}

/** A whole number in decimal without leading zeros, at most 2^53 - 1; undefined for anything else. */
export const parseDecimal = (text: string): number | undefined =>
  /^(?:0|[1-9][0-9]{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined

/** Text of a checkpoint: what gets signed. Ends in a newline. */
export const formatCheckpoint = ({ origin, size, root, extensions }: Checkpoint): string => {
  const lines = [origin, String(size), toBase64(root), ...extensions]
  if (lines.some((line) => line === '' || line.includes('\n'))) refuse('every line has to have text')
  if (!Number.isSafeInteger(size) || size < 0) refuse('the size is not a whole number')
  if (root.length !== hashLength) refuse(`a root has ${hashLength} bytes`)
  return `${lines.join('\n')}\n`
}

/**
 * Reads the text of a checkpoint (without signatures). Strict: it is refused unless {@link formatCheckpoint} would
 * write the very same.
 * @throws JournalFormatError `JOURNAL_CHECKPOINT_MALFORMED`.
 */
export const parseCheckpoint = (text: string): Checkpoint => {
  if (!text.endsWith('\n')) return refuse('it does not end in a newline')
  const [origin, sizeLine, rootLine, ...extensions] = text.slice(0, -1).split('\n')
  if (origin === undefined || sizeLine === undefined || rootLine === undefined)
    return refuse('it has under three lines')
  if ([origin, ...extensions].includes('')) return refuse('it has an empty line')
  const size = parseDecimal(sizeLine)
  if (size === undefined) return refuse('the size is not a decimal number without leading zeros')
  let root: Uint8Array
  try {
    root = fromBase64(rootLine)
  } catch (cause) {
    return refuse('the root is not base64', cause)
  }
  if (root.length !== hashLength) return refuse(`the root has ${root.length} bytes instead of ${hashLength}`)
  return { origin, size, root, extensions }
}

/** Signs a checkpoint without extension lines; the signer's name should be the origin. Gives the whole note. */
export const signCheckpoint = (checkpoint: Omit<Checkpoint, 'extensions'>, ...signers: readonly NoteSigner[]): string =>
  signNote(formatCheckpoint({ ...checkpoint, extensions: [] }), ...signers)

/**
 * Takes a signed checkpoint apart. **Nothing is verified**: use `openNote` for that.
 * @throws JournalFormatError `JOURNAL_NOTE_MALFORMED` or `JOURNAL_CHECKPOINT_MALFORMED`.
 */
export const parseSignedCheckpoint = (note: string): { note: SignedNote; checkpoint: Checkpoint } => {
  const parsed = parseNote(note)
  return { note: parsed, checkpoint: parseCheckpoint(parsed.text) }
}
