import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto'
import { platformErrors } from '../platform-errors.ts'
import { hmacSha256 } from './hmac.ts'

/** First byte of every ciphertext: the form below. */
const form = 1
const ivLength = 12
const tagLength = 16
const overhead = 1 + ivLength + tagLength

// Random bytes are drawn in bulk: one call into the system for hundreds of initialisation vectors.
const pool = Buffer.alloc(ivLength * 512)
let used = pool.length
const nextIv = (): Buffer => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += ivLength
  return pool.subarray(used - ivLength, used)
}

// Keys are handed over as key objects: given as bytes, Node 24 takes three times as long for each value.

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D) under a random 96-bit initialisation vector.
 * @param key 32 bytes
 * @param context bound to the ciphertext: it decrypts only where the same context is given
 * @returns form byte ‖ IV ‖ ciphertext ‖ 128-bit tag, 29 bytes longer than the plaintext
 */
export const seal = (key: Uint8Array, context: string, plaintext: Uint8Array): Buffer => {
  const iv = nextIv()
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), iv)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.allocUnsafe(overhead + plaintext.length)
  sealed[0] = form
  iv.copy(sealed, 1)
  cipher.update(plaintext).copy(sealed, 1 + ivLength)
  cipher.final()
  cipher.getAuthTag().copy(sealed, sealed.length - tagLength)
  return sealed
}

/**
 * Undoes {@link seal}.
 * @throws CORRUPT_CIPHERTEXT when the key, the context or any byte is not the one it was sealed with
 */
export const open = (key: Uint8Array, context: string, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length)
  if (bytes.length < overhead || bytes[0] !== form) {
    throw platformErrors.CORRUPT_CIPHERTEXT(`a stored value of ${bytes.length} bytes is not a ciphertext of ours`)
  }
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), bytes.subarray(1, 1 + ivLength), {
    authTagLength: tagLength,
  })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(bytes.length - tagLength))
  const plaintext = decipher.update(bytes.subarray(1 + ivLength, bytes.length - tagLength))
  try {
    decipher.final()
  } catch (cause) {
    throw platformErrors.CORRUPT_CIPHERTEXT('a stored value was changed, moved or sealed under another key', { cause })
  }
  return plaintext
}

/**
 * A key for one use, derived from a uniformly random one: HKDF-Expand with SHA-256 (RFC 5869 §2.3; the extract
 * step is not needed for such a key, §3.3).
 * @param info names the use
 * @returns 32 bytes
 */
export const deriveKey = (key: Uint8Array, info: string | Uint8Array): Buffer =>
  hmacSha256(key, typeof info === 'string' ? `${info}\u0001` : Buffer.concat([info, Uint8Array.of(1)]))
