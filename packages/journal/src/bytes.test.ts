import { describe, expect, it } from 'vitest'
import { equalBytes, fromBase64, fromHex, fromUtf8, joinBytes, toBase64, toHex, toUtf8 } from './bytes.ts'

describe('base64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('gives the RFC 4648 section 10 vector of %j', (text, encoded) => {
    expect(toBase64(toUtf8(text))).toBe(encoded)
    expect(fromUtf8(fromBase64(encoded))).toBe(text)
  })

  it.each(['Zg', 'Zg=', 'Zh==', 'Zm9=', 'Zg==\n', ' Zg==', 'Zm 9v', 'Zm-_', 'Zg==Zg==', '====', 'Z==='])(
    'refuses %j, which is not the one spelling of any bytes',
    (text) => {
      expect(() => fromBase64(text)).toThrow(expect.objectContaining({ code: 'JOURNAL_BYTES_MALFORMED' }))
    },
  )
})

describe('hex', () => {
  it('keeps bytes through a round trip', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    expect(fromHex(toHex(bytes), 256)).toEqual(bytes)
  })

  it.each([
    ['AB', 1],
    ['ab', 2],
    ['abc', 1],
    ['0x', 1],
    ['g0', 1],
  ])('refuses %j as %i bytes', (text, length) => {
    expect(() => fromHex(text, length)).toThrow(expect.objectContaining({ code: 'JOURNAL_BYTES_MALFORMED' }))
  })
})

describe('UTF-8', () => {
  it('keeps a byte order mark and refuses bytes that are not UTF-8', () => {
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa')
    expect(() => fromUtf8(Uint8Array.of(0xc3, 0x28))).toThrow(
      expect.objectContaining({ code: 'JOURNAL_BYTES_MALFORMED' }),
    )
  })
})

describe('byte strings', () => {
  it('join in order and compare by content', () => {
    expect(joinBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3))
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).toBe(false)
  })
})
