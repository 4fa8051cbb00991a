import { createHash } from 'node:crypto'
import type { Hex } from './needs.ts'

/**
 * The reference under which a contract takes a call once: SHA-256 over what the call is about. The same content gives
 * the same reference in every process and after every crash, so that asking again changes nothing.
 * @param parts names of the purpose and everything that makes the call what it is
 */
export const referenceOf = (...parts: readonly (string | number | Uint8Array)[]): Hex => {
  const hash = createHash('sha256')
  for (const part of parts) {
    const bytes = typeof part === 'object' ? part : Buffer.from(String(part))
    // Each part behind its length, so that no two lists of parts read alike.
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    hash.update(length).update(bytes)
  }
  return `0x${hash.digest('hex')}`
}

export const hexOf = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString('hex')}`

export const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex')
