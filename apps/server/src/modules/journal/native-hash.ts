import { hash } from 'node:crypto'
import { canonicalEntry, type EntryPublic } from '@candor/journal'
import { hmacSha256 } from '../../platform/crypto/index.ts'

/** As `leafHashOf` of the journal package, by the system's SHA-256, which is twice as fast. */
export const nativeLeafHash = (entry: EntryPublic): Buffer =>
  // By way of a string, which Node makes more cheaply than a buffer.
  Buffer.from(hash('sha256', `\0${canonicalEntry(entry)}`, 'binary'), 'binary')

/** As `commitmentOfText` of the journal package, by the system's HMAC-SHA-256; the 32 bytes themselves. */
export const nativeCommitment = (salt: Uint8Array, canonicalBody: string): Buffer => hmacSha256(salt, canonicalBody)
