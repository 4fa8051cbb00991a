import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { JournalFormatError } from './errors.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Lower-case hex of `bytes`, two digits each. */
export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes)

/**
 * Bytes of a lower-case hex string of exactly `length` bytes.
 * @throws JournalFormatError `JOURNAL_BYTES_MALFORMED` for any other form, upper case included: one value, one spelling.
 */
export const fromHex = (text: string, length: number): Uint8Array => {
  if (text.length !== length * 2 || !/^[0-9a-f]*$/.test(text)) {
    throw new JournalFormatError('JOURNAL_BYTES_MALFORMED', `Expected ${length} bytes as lower-case hex.`)
  }
  return hexToBytes(text)
}

/** UTF-8 bytes of `text`. */
export const toUtf8 = (text: string): Uint8Array => encoder.encode(text)

/**
 * Text of UTF-8 `bytes`; a byte order mark is kept, so that text and bytes stand for each other one to one.
 * @throws JournalFormatError `JOURNAL_BYTES_MALFORMED` if the bytes are not UTF-8.
 */
export const fromUtf8 = (bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new JournalFormatError('JOURNAL_BYTES_MALFORMED', 'The bytes are not valid UTF-8.', { cause })
  }
}

/** Whether both hold the same bytes. For public values only: it does not run in constant time. */
export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** All parts, one after the other. */
export const joinBytes = (...parts: readonly Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/** Standard base64 with padding (RFC 4648 section 4) of `bytes`. */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * Bytes of standard padded base64 (RFC 4648 section 4).
 * @throws JournalFormatError `JOURNAL_BYTES_MALFORMED` unless it is the one canonical spelling: right padding, no
 * white space, unused bits zero (section 3.5).
 */
export const fromBase64 = (text: string): Uint8Array => {
  const malformed = (cause?: unknown) =>
    new JournalFormatError('JOURNAL_BYTES_MALFORMED', 'Expected canonical base64 with padding.', { cause })
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw malformed()
  let binary: string
  try {
    binary = atob(text)
  } catch (cause) {
    throw malformed(cause)
  }
  if (btoa(binary) !== text) throw malformed()
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
