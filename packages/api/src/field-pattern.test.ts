import { describe, expect, it } from 'vitest'
import { readPattern } from './field-pattern.ts'

const matches = (pattern: string, text: string): boolean => {
  const read = readPattern(pattern)
  if (!('matches' in read)) throw new Error(`${read.fault} at ${read.at}`)
  return read.matches(text)
}

describe('a pattern of a field', () => {
  it.each([
    [String.raw`[A-Z]{2}-\d{4}`, 'AB-1234', true],
    [String.raw`[A-Z]{2}-\d{4}`, 'AB-12345', false],
    [String.raw`^\d+$`, '007', true],
    ['(gold|silver)( plus)?', 'silver plus', true],
    ['(gold|silver)( plus)?', 'silver  plus', false],
    ['[^@]+@[^@]+', 'a@b', true],
    [String.raw`\w{2,4}`, '王小明', true],
    ['a{2,}', 'a', false],
    ['a{0,2}b', 'aab', true],
    ['a{0,2}b', 'aaab', false],
    [String.raw`1\.5`, '1x5', false],
    ['', '', true],
    ['[a-]', '-', true],
  ])('%s on %s: %s', (pattern, text, wanted) => {
    expect(matches(pattern, text)).toBe(wanted)
  })

  it('agrees with the usual regular expressions on all short texts', () => {
    const patterns = ['a*b?', '(a|ab)(b|)', '(ab)+|b{2}', '[ab]{1,2}a', '((a|b)*b)?', 'a?b*a+', '(a{0,2}b)*']
    const texts = Array.from({ length: 64 }, (_, at) => at.toString(2).replaceAll('0', 'a').replaceAll('1', 'b'))
    for (const pattern of patterns) {
      for (const text of ['', ...texts])
        expect([pattern, text, matches(pattern, text)]).toEqual([
          pattern,
          text,
          new RegExp(`^(?:${pattern})$`).test(text),
        ])
    }
  })

  it('answers at once where others would try for years', () => {
    expect(matches('(a+)+', `${'a'.repeat(2000)}!`)).toBe(false)
    expect(matches('(a|a)*b', 'a'.repeat(2000))).toBe(false)
    expect(matches('(.*)*(.*)*x', 'y'.repeat(2000))).toBe(false)
  })

  it.each([
    ['[a-z', 'unfinished', 4],
    ['(ab', 'unfinished', 3],
    ['ab)', 'unexpected', 2],
    ['*a', 'unexpected', 0],
    ['a+?', 'unexpected', 2],
    ['(?=a)', 'unknown', 0],
    [String.raw`\1`, 'unknown', 1],
    ['[z-a]', 'range', 1],
    ['a{5,2}', 'range', 1],
    ['((a{400}){400})', 'large', 0],
    ['('.repeat(30), 'deep', 20],
  ] as const)('%s is refused: %s at %i', (pattern, fault, at) => {
    expect(readPattern(pattern)).toEqual({ fault, at })
  })
})
