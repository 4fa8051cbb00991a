import { equalBytes, fromBase64, joinBytes, toBase64, toUtf8 } from '../bytes.ts'
import { type Failure, JournalFormatError } from '../errors.ts'
import { isKeyName, type NoteSigner, type NoteVerifier } from './verifier-key.ts'

/** One signature line of a note. */
export type NoteSignature = { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array }

/** A note taken apart; nothing is verified yet. */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** More signatures than this are refused; the specification asks to accept at least 16. */
const mostSignatures = 64

const refuse = (why: string, cause?: unknown): never => {
  throw new JournalFormatError('JOURNAL_NOTE_MALFORMED', `Not a signed note: ${why}.`, { cause })
}

const checkText = (text: string): void => {
  if (!text.endsWith('\n')) refuse('the text does not end in a newline')
  if (!text.isWellFormed()) refuse('the text is not valid Unicode')
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) refuse('it has a control character other than newline')
}

const parseLine = (line: string): NoteSignature => {
  const [, name, base64] = /^\u2014 (\S+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? []
  if (name === undefined || base64 === undefined || !isKeyName(name)) {
    return refuse(`${JSON.stringify(line)} is not a signature line`)
  }
  let bytes: Uint8Array
  try {
    bytes = fromBase64(base64)
  } catch (cause) {
    return refuse(`the signature of ${name} is not base64`, cause)
  }
  if (bytes.length < 5) return refuse(`the signature of ${name} is too short`)
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) }
}

/**
 * Takes a signed note apart (C2SP signed-note). Strict: whatever {@link formatNote} would not write is refused.
 * @throws JournalFormatError `JOURNAL_NOTE_MALFORMED`.
 */
export const parseNote = (note: string): SignedNote => {
  checkText(note)
  // The text may have empty lines itself: the last one separates it from the signatures.
  const split = note.lastIndexOf('\n\n')
  if (split < 0) return refuse('there is no empty line before the signatures')
  const lines = note.slice(split + 2, -1).split('\n')
  if (lines.length > mostSignatures) return refuse(`it has more than ${mostSignatures} signatures`)
  return { text: note.slice(0, split + 1), signatures: lines.map(parseLine) }
}

/** Writes a note: text, empty line, signature lines. */
export const formatNote = ({ text, signatures }: SignedNote): string =>
  `${text}\n${signatures
    .map(({ name, id, signature }) => `\u2014 ${name} ${toBase64(joinBytes(id, signature))}\n`)
    .join('')}`

/**
 * Signs `text`.
 * @param text ends in a newline, has no other control character.
 * @returns the note with one signature per signer, in that order.
 */
export const signNote = (text: string, ...signers: readonly NoteSigner[]): string => {
  checkText(text)
  const message = toUtf8(text)
  return formatNote({
    text,
    signatures: signers.map((signer) => ({ name: signer.name, id: signer.id, signature: signer.sign(message) })),
  })
}

/** Outcome of {@link openNote}: the text, which only now may be used, and the names of those whose signatures hold. */
export type NoteVerdict =
  | { readonly ok: true; readonly text: string; readonly signedBy: readonly string[] }
  | Failure<
      'NOTE_SIGNATURE_MISSING' | 'NOTE_SIGNATURE_FAILS',
      { readonly note: string; readonly keys: readonly string[] }
    >

/**
 * Verifies a note with the keys at hand. Signatures by unknown keys are passed over; one bad signature by a known key
 * refuses the note; at least one has to hold.
 * @throws JournalFormatError `JOURNAL_NOTE_MALFORMED` if it is no note at all.
 */
export const openNote = (note: string, verifiers: readonly NoteVerifier[]): NoteVerdict => {
  const { text, signatures } = parseNote(note)
  const message = toUtf8(text)
  const evidence = { note, keys: verifiers.map(({ name }) => name) }
  const signedBy: string[] = []
  for (const { name, id, signature } of signatures) {
    const verifier = verifiers.find((candidate) => candidate.name === name && equalBytes(candidate.id, id))
    if (verifier === undefined) continue
    if (!verifier.verify(message, signature)) {
      return {
        ok: false,
        code: 'NOTE_SIGNATURE_FAILS',
        message: `The signature of ${name} does not fit the text.`,
        evidence,
      }
    }
    signedBy.push(name)
  }
  return signedBy.length > 0
    ? { ok: true, text, signedBy }
    : { ok: false, code: 'NOTE_SIGNATURE_MISSING', message: 'None of the trusted keys has signed this note.', evidence }
}
