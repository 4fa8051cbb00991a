import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { equalBytes, fromBase64, fromHex, joinBytes, toBase64, toHex, toUtf8 } from '../bytes.ts'
import { JournalFormatError } from '../errors.ts'
import { formatNote, type NoteSignature, parseNote } from '../note/signed-note.ts'
import { isKeyName, type NoteVerifier, type VerifierKey } from '../note/verifier-key.ts'

/** Signature type of Ed25519 cosignatures (C2SP tlog-cosignature). */
const cosignatureType = 0x04
const timeLength = 8

const refuse = (why: string, cause?: unknown): never => {
  throw new JournalFormatError('JOURNAL_KEY_MALFORMED', `Not a usable witness key: ${why}.`, { cause })
}

/**
 * The key of a witness.
 * @param name the witness's name, a URL without scheme
 * @param publicKey Ed25519 public key, 32 bytes; it must not sign anything else
 * @throws JournalFormatError `JOURNAL_KEY_MALFORMED`
 */
export const witnessKey = (name: string, publicKey: Uint8Array): VerifierKey => {
  if (!isKeyName(name)) return refuse(`${JSON.stringify(name)} cannot be the name of a key`)
  if (publicKey.length !== 32) return refuse('an Ed25519 public key has 32 bytes')
  const id = sha256(joinBytes(toUtf8(`${name}\n`), Uint8Array.of(cosignatureType), publicKey)).slice(0, 4)
  return { name, id, publicKey }
}

/** Text form of a witness's key, a C2SP vkey of type `0x04`. */
export const formatWitnessKey = ({ name, id, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(joinBytes(Uint8Array.of(cosignatureType), publicKey))}`

/**
 * Reads the vkey of a witness.
 * @throws JournalFormatError `JOURNAL_KEY_MALFORMED` if the form is wrong, the id is not that of the key, or the key is
 * not one of Ed25519 cosignatures
 */
export const parseWitnessKey = (text: string): VerifierKey => {
  const [, name, id, material] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  if (name === undefined || id === undefined || material === undefined) return refuse('expected <name>+<id>+<key>')
  let typed: Uint8Array
  try {
    typed = fromBase64(material)
  } catch (cause) {
    return refuse('the key is not base64', cause)
  }
  if (typed[0] !== cosignatureType || typed.length !== 33) return refuse('it is not a key of Ed25519 cosignatures')
  const key = witnessKey(name, typed.slice(1))
  return equalBytes(key.id, fromHex(id, 4)) ? key : refuse('the id does not belong to name and key')
}

/** What a witness signs: two lines of its own, then the text of the checkpoint. */
const cosignedMessage = (time: bigint, text: Uint8Array): Uint8Array =>
  joinBytes(toUtf8(`cosignature/v1\ntime ${time}\n`), text)

/** When a cosignature says that it was made. Says nothing unless the signature holds. */
export const cosignatureTime = (signature: Uint8Array): Date =>
  new Date(Number(new DataView(signature.buffer, signature.byteOffset, timeLength).getBigUint64(0)) * 1000)

const strictly = (publicKey: Uint8Array) => (message: Uint8Array, signature: Uint8Array) =>
  ed25519.verify(signature, message, publicKey, { zip215: false })

/**
 * Checks cosignatures of one witness; use it with `openNote` like the verifier of a log.
 * @param verify checks plain Ed25519 signatures of the key, where there is a faster way than the portable one
 */
export const witnessVerifier = (key: VerifierKey, verify = strictly(key.publicKey)): NoteVerifier => ({
  name: key.name,
  id: key.id,
  verify: (text, signature) => {
    if (signature.length !== timeLength + 64) return false
    const time = new DataView(signature.buffer, signature.byteOffset, timeLength).getBigUint64(0)
    if (time === 0n || time >= 2n ** 63n) return false
    try {
      return verify(cosignedMessage(time, text), signature.subarray(timeLength))
    } catch {
      return false
    }
  },
})

/** Makes cosignatures. */
export type Cosigner = {
  readonly key: VerifierKey
  /**
   * @param text text of a checkpoint, without signatures
   * @param at when
   */
  cosign(text: string, at: Date): NoteSignature
}

/**
 * Signs for a witness. It does not check anything: see `answerAddCheckpoint`.
 * @param name the witness's name
 * @param seed the 32-byte private key of RFC 8032. The caller keeps it secret.
 */
export const createCosigner = (name: string, seed: Uint8Array): Cosigner => {
  const key = witnessKey(name, ed25519.getPublicKey(seed))
  return {
    key,
    cosign: (text, at) => {
      const time = BigInt(Math.floor(at.getTime() / 1000))
      const stamped = new Uint8Array(timeLength)
      new DataView(stamped.buffer).setBigUint64(0, time)
      const signature = joinBytes(stamped, ed25519.sign(cosignedMessage(time, toUtf8(text)), seed))
      return { name, id: key.id, signature }
    },
  }
}

/** Signature lines as a witness answers them, each ending in a newline. */
export const formatSignatureLines = (signatures: readonly NoteSignature[]): string =>
  formatNote({ text: '\n', signatures }).slice('\n\n'.length)

/**
 * Reads signature lines.
 * @throws JournalFormatError `JOURNAL_NOTE_MALFORMED`
 */
export const parseSignatureLines = (lines: string): readonly NoteSignature[] => parseNote(`\n\n${lines}`).signatures

/** A note with further signatures behind those it has. */
export const withSignatures = (note: string, more: readonly NoteSignature[]): string => {
  const { text, signatures } = parseNote(note)
  return formatNote({ text, signatures: [...signatures, ...more] })
}
