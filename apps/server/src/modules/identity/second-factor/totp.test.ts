import { describe, expect, it } from 'vitest'
import { base32, fromBase32 } from './base32.ts'
import { authenticatorUri, codeOf, stepAt, stepOfCode } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

describe('Base32 (RFC 4648 §10)', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('writes %j as %j and reads it back', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written)
    expect(fromBase32(written)?.toString()).toBe(text)
    expect(fromBase32(`${written.toLowerCase()} =`)?.toString()).toBe(text)
  })

  it('does not read what it cannot have written', () => {
    expect(fromBase32('MZXW1')).toBeUndefined()
    expect(fromBase32('ü')).toBeUndefined()
  })
})

describe('codes of authenticator apps', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('are those of RFC 6238, appendix B, at second %d', (second, code) => {
    expect(codeOf(secret, stepAt(second * 1000), 8)).toBe(code)
  })

  it.each([
    [0, '755224'],
    [1, '287082'],
    [9, '520489'],
  ])('are those of RFC 4226, appendix D, for count %d', (count, code) => {
    expect(codeOf(secret, count)).toBe(code)
  })

  it('are taken in their own half minute and one to either side, and at no other time', () => {
    const at = 1_700_000_000_000
    const code = codeOf(secret, stepAt(at))
    for (const away of [-30_000, 0, 30_000]) expect(stepOfCode(secret, code, at + away)).toBe(stepAt(at))
    for (const away of [-90_000, -60_000, 60_000, 90_000]) expect(stepOfCode(secret, code, at + away)).toBeUndefined()
    expect(stepOfCode(secret, code.slice(1), at)).toBeUndefined()
    expect(stepOfCode(secret, '', at)).toBeUndefined()
  })

  it('come of an address that apps read', () => {
    expect(authenticatorUri(secret, 'ann lee@example.com')).toBe(
      'otpauth://totp/Candor:ann%20lee%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Candor',
    )
  })
})
