import { createHash, randomBytes } from 'node:crypto'
import { canonicalJson, type JsonValue } from '@candor/journal'
import { hmacSha256 } from '../../platform/crypto/index.ts'
import type { Hex } from './needs.ts'

/** A commitment with the salt that opens it. */
export type Commitment = { readonly hash: Hex; readonly salt: Buffer }

/**
 * HMAC-SHA-256 (RFC 2104) under a salt of 32 bytes over canonical JSON (RFC 8785): binds the value, and tells nothing
 * about it to whoever does not have the salt.
 */
export const commitmentUnder = (salt: Uint8Array, value: JsonValue): Hex =>
  `0x${hmacSha256(salt, canonicalJson(value)).toString('hex')}`

/** Commits to a value under a new salt. */
export const commit = (value: JsonValue): Commitment => {
  const salt = randomBytes(32)
  return { hash: commitmentUnder(salt, value), salt }
}

/** SHA-256 of a value as canonical JSON, for what is no secret. */
export const hashOf = (value: JsonValue): Buffer => createHash('sha256').update(canonicalJson(value)).digest()
