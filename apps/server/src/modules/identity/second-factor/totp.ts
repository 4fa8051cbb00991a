import { createHmac, timingSafeEqual } from 'node:crypto'
import { base32 } from './base32.ts'

/** Seconds that a code stands for (RFC 6238 §4.1). */
export const period = 30
const digits = 6
/** Steps before and after the present one whose codes are taken too, because clocks differ (RFC 6238 §5.2). */
const drift = 1

/** The time step of an instant. @param at milliseconds since 1970 */
export const stepAt = (at: number): number => Math.floor(at / 1000 / period)

/**
 * The code of a time step: HOTP with HMAC-SHA-1 (RFC 4226 §5.3) over the step (RFC 6238 §4.2), which is what
 * authenticator apps compute unless told otherwise, and many whatever they are told.
 * @param secret 20 bytes
 * @param length of the code, in digits
 */
export const codeOf = (secret: Uint8Array, step: number, length = digits): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(number % 10 ** length).padStart(length, '0')
}

/**
 * The time step whose code this is, if it is one of those that are taken now.
 * @param at milliseconds since 1970
 */
export const stepOfCode = (secret: Uint8Array, code: string, at: number): number | undefined => {
  const now = stepAt(at)
  const given = Buffer.from(code)
  let found: number | undefined
  for (let step = now - drift; step <= now + drift; step += 1) {
    const expected = Buffer.from(codeOf(secret, step))
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = step
  }
  return found
}

/** The address that authenticator apps read from a picture: `otpauth://totp/…`. */
export const authenticatorUri = (secret: Uint8Array, account: string, issuer = 'Candor'): string => {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}
