import { createCipheriv, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CandorError } from '../errors.ts'
import { deriveKey, open, seal } from './cipher.ts'

const key = randomBytes(32)
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
  } catch (error) {
    return error instanceof CandorError ? error.code : String(error)
  }
  return undefined
}

describe('sealing', () => {
  it.each([0, 1, 15, 16, 17, 100_000])('gives back %i bytes as they were', (length) => {
    const plaintext = randomBytes(length)
    const sealed = seal(key, 'here', plaintext)
    expect(sealed.length).toBe(length + 29)
    expect(open(key, 'here', sealed).equals(plaintext)).toBe(true)
  })

  it('is AES-256-GCM with the context as associated data', () => {
    const sealed = seal(key, 'here', Buffer.from('你好'))
    const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(1, 13)).setAAD(Buffer.from('here'))
    const ciphertext = Buffer.concat([cipher.update('你好'), cipher.final(), cipher.getAuthTag()])
    expect(sealed.subarray(13).equals(ciphertext)).toBe(true)
  })

  it('never uses an initialisation vector twice', () => {
    const vectors = Array.from({ length: 2000 }, () => seal(key, '', Buffer.alloc(0)).toString('hex', 1, 13))
    expect(new Set(vectors).size).toBe(2000)
  })

  it('notices each single byte that was changed', () => {
    const sealed = seal(key, 'here', Buffer.from('points: 120'))
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(codeOf(() => open(key, 'here', changed))).toBe('CORRUPT_CIPHERTEXT')
    }
  })

  it('notices another key, another context, a cut and an empty value', () => {
    const sealed = seal(key, 'here', Buffer.from('x'))
    expect(codeOf(() => open(randomBytes(32), 'here', sealed))).toBe('CORRUPT_CIPHERTEXT')
    expect(codeOf(() => open(key, 'there', sealed))).toBe('CORRUPT_CIPHERTEXT')
    expect(codeOf(() => open(key, 'here', sealed.subarray(0, -1)))).toBe('CORRUPT_CIPHERTEXT')
    expect(codeOf(() => open(key, 'here', Buffer.alloc(0)))).toBe('CORRUPT_CIPHERTEXT')
  })

  it('does not touch the bytes it was given', () => {
    const sealed = seal(key, 'here', Buffer.from('x'))
    const before = sealed.toString('hex')
    open(key, 'here', sealed)
    expect(sealed.toString('hex')).toBe(before)
  })
})

describe('derived keys', () => {
  it('are those of HKDF-Expand, RFC 5869 test case 1 (first 32 bytes)', () => {
    const prk = Buffer.from('077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5', 'hex')
    const info = Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex')
    const okm = '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf'
    expect(deriveKey(prk, info).toString('hex')).toBe(okm)
  })

  it('differ by their use', () => {
    expect(deriveKey(key, 'a').equals(deriveKey(key, 'b'))).toBe(false)
    expect(deriveKey(key, 'a').equals(deriveKey(key, 'a'))).toBe(true)
  })
})
