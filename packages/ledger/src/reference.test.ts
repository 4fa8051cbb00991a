import { describe, expect, it } from 'vitest'
import { referenceOf } from './reference.ts'

describe('a business reference', () => {
  it('is the same 32 bytes for the same parts', () => {
    expect(referenceOf('earn', 'a', '1')).toMatch(/^0x[0-9a-f]{64}$/)
    expect(referenceOf('earn', 'a', '1')).toBe(referenceOf('earn', 'a', '1'))
  })

  it('differs when parts are divided differently', () => {
    const references = [
      referenceOf('ab', 'c'),
      referenceOf('a', 'bc'),
      referenceOf('abc'),
      referenceOf('a', 'b', 'c'),
      referenceOf('a","b', 'c'),
      referenceOf(),
    ]
    expect(new Set(references).size).toBe(references.length)
  })
})
