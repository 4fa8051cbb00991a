import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { toHex, toUtf8 } from './bytes.ts'
import { canonicalJson, type JsonValue } from './canonical-json.ts'
import { JournalFormatError } from './errors.ts'

/** Bytes of salt that each entry has: too many to guess, destroyed together with the body. */
export const saltLength = 32

/**
 * Commitment to a body: HMAC-SHA-256 (RFC 2104) under the salt over the body's canonical JSON. It binds the body and,
 * as long as the salt is secret, tells nothing about it.
 * @param salt 32 random bytes, used for one entry only.
 * @param body the entry's body.
 * @returns 64 lower-case hex digits.
 */
export const commitmentOf = (salt: Uint8Array, body: JsonValue): string => commitmentOfText(salt, canonicalJson(body))

/** As {@link commitmentOf}, for a body that is at hand as canonical JSON already. */
export const commitmentOfText = (salt: Uint8Array, canonicalBody: string): string => {
  if (salt.length !== saltLength) {
    throw new JournalFormatError('JOURNAL_ENTRY_MALFORMED', `A salt has ${saltLength} bytes, this one ${salt.length}.`)
  }
  return toHex(hmac(sha256, salt, toUtf8(canonicalBody)))
}
