import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hmacSha256 } from './hmac.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

describe('HMAC-SHA-256', () => {
  // RFC 4231, sections 4.2 to 4.4, 4.7 and 4.8.
  it.each([
    ['0b'.repeat(20), Buffer.from('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    ['4a656665', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['aa'.repeat(20), bytes('dd'.repeat(50)), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
    [
      'aa'.repeat(131),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [
      'aa'.repeat(131),
      'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    ],
  ])('has the values of its specification with the key %.12s', (key, message, mac) =>
    expect(hmacSha256(bytes(key), message).toString('hex')).toBe(mac),
  )

  it('is the system’s for messages of every length, of bytes and of text', () => {
    const key = randomBytes(32)
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000, 5461, 5462, 20_000]) {
      const message = randomBytes(length)
      const text = '客户 é😀a'.repeat(length).slice(0, length).toWellFormed()
      expect(hmacSha256(key, message)).toEqual(createHmac('sha256', key).update(message).digest())
      expect(hmacSha256(key, text)).toEqual(createHmac('sha256', key).update(text).digest())
    }
  })
})
