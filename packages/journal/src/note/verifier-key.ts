import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { equalBytes, fromBase64, fromHex, joinBytes, toBase64, toHex, toUtf8 } from '../bytes.ts'
import { JournalFormatError } from '../errors.ts'

/** Signature type of plain Ed25519 notes (C2SP signed-note). */
const ed25519Type = 0x01

/** A public key that signs notes, under the name that goes with it. */
export type VerifierKey = {
  readonly name: string
  /** The 4 bytes that tell keys of one name apart. */
  readonly id: Uint8Array
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array
}

/** Checks signatures of one key. */
export type NoteVerifier = {
  readonly name: string
  readonly id: Uint8Array
  verify(message: Uint8Array, signature: Uint8Array): boolean
}

/** Makes signatures of one key. */
export type NoteSigner = {
  readonly name: string
  readonly id: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

/** Whether a key name has the form C2SP signed-note asks for: not empty, no Unicode space, no plus, no control. */
export const isKeyName = (name: string): boolean => name.isWellFormed() && /^[^\s\p{White_Space}\p{Cc}+]+$/u.test(name)

const idOf = (name: string, publicKey: Uint8Array): Uint8Array =>
  sha256(joinBytes(toUtf8(`${name}\n`), Uint8Array.of(ed25519Type), publicKey)).slice(0, 4)

/**
 * The key of that name.
 * @param name key name; for a log its origin.
 * @param publicKey Ed25519 public key, 32 bytes (RFC 8032).
 */
export const verifierKey = (name: string, publicKey: Uint8Array): VerifierKey => {
  if (!isKeyName(name)) {
    throw new JournalFormatError('JOURNAL_KEY_MALFORMED', `${JSON.stringify(name)} cannot be the name of a key.`)
  }
  if (publicKey.length !== 32) {
    throw new JournalFormatError('JOURNAL_KEY_MALFORMED', 'An Ed25519 public key has 32 bytes.')
  }
  return { name, id: idOf(name, publicKey), publicKey }
}

/** Text form of a key, C2SP "vkey": `<name>+<hex id>+<base64(0x01 ‖ public key)>`. */
export const formatVerifierKey = ({ name, id, publicKey }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(joinBytes(Uint8Array.of(ed25519Type), publicKey))}`

/**
 * Reads a vkey.
 * @throws JournalFormatError `JOURNAL_KEY_MALFORMED` if the form is wrong, the id is not that of the key, or the type
 * is not Ed25519.
 */
export const parseVerifierKey = (text: string): VerifierKey => {
  const refuse = (why: string, cause?: unknown): never => {
    throw new JournalFormatError('JOURNAL_KEY_MALFORMED', `Not a usable verifier key: ${why}.`, { cause })
  }
  const [, name, id, material] = /^([^+]+)\+([^+]+)\+(.+)$/.exec(text) ?? []
  if (name === undefined || id === undefined || material === undefined) return refuse('expected <name>+<id>+<key>')
  if (!isKeyName(name)) return refuse('the name has a character that names must not have')
  const decode = <T>(read: () => T, what: string): T => {
    try {
      return read()
    } catch (cause) {
      return refuse(what, cause)
    }
  }
  const idBytes = decode(() => fromHex(id, 4), 'the id is not 8 lower-case hex digits')
  const typed = decode(() => fromBase64(material), 'the key is not base64')
  if (typed[0] !== ed25519Type || typed.length !== 33) return refuse('it is not an Ed25519 key')
  const key = verifierKey(name, typed.slice(1))
  return equalBytes(key.id, idBytes) ? key : refuse('the id does not belong to name and key')
}

/** Checks Ed25519 signatures as RFC 8032 says (strict: no ZIP 215 leniency). */
export const ed25519Verifier = (key: VerifierKey): NoteVerifier => ({
  name: key.name,
  id: key.id,
  verify: (message, signature) => {
    if (signature.length !== 64) return false
    try {
      return ed25519.verify(signature, message, key.publicKey, { zip215: false })
    } catch {
      return false
    }
  },
})

/**
 * Signs notes with Ed25519.
 * @param name key name; for a log its origin.
 * @param seed the 32-byte private key of RFC 8032. The caller keeps it secret.
 */
export const ed25519Signer = (name: string, seed: Uint8Array): NoteSigner & { readonly key: VerifierKey } => {
  const key = verifierKey(name, ed25519.getPublicKey(seed))
  return { name, id: key.id, key, sign: (message) => ed25519.sign(message, seed) }
}
