import { describe, expect, it } from 'vitest'
import { dateLevel, dateNumber } from './date-level.ts'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { levelNames, levels, type LevelName } from './level.ts'
import {
  codeLevel,
  emailLevel,
  localPart,
  numberLevel,
  personNameLevel,
  phoneLevel,
  shortTextLevel,
} from './text-level.ts'

const named = (level: number): LevelName => levelNames[level]!

describe('jaroWinkler', () => {
  // Values that Winkler's papers give.
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['jones', 'johnson', 0.832],
    ['abc', 'abc', 1],
    ['abc', 'xyz', 0],
    ['', 'abc', 0],
  ])('of %s and %s is %d', (a, b, value) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(value, 3)
    expect(jaroWinkler(b, a)).toBeCloseTo(value, 3)
  })

  it('takes texts of any length', () => {
    expect(jaroWinkler('a'.repeat(5000), `${'a'.repeat(4999)}b`)).toBeGreaterThan(0.9)
  })
})

describe('editDistance', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['abcd', 'abdc', 1],
    ['abcd', 'abcd', 0],
    ['ca', 'abc', 3],
    ['', 'abc', 3],
    ['smith', 'smyth', 1],
    ['4011', '4101', 1],
  ])('of %s and %s is %d', (a, b, edits) => {
    expect(editDistance(a, b, 5)).toBe(edits)
    expect(editDistance(b, a, 5)).toBe(edits)
  })

  it('stops counting where nobody asks for more', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(3)
    expect(editDistance('abcdefgh', 'stuvwxyz', 1)).toBe(2)
  })

  it('agrees with the full table within its band', () => {
    const full = (a: string, b: string): number => editDistance(a, b, 64)
    const words = ['banana', 'bandana', 'nabana', 'abanan', 'bnaana', 'bananas', 'ana', 'b']
    for (const a of words) {
      for (const b of words)
        for (const most of [1, 2, 3]) expect(editDistance(a, b, most)).toBe(Math.min(full(a, b), most + 1))
    }
  })
})

describe('the level of', () => {
  it.each<[string, string, LevelName]>([
    ['robert', 'robert', 'same'],
    ['robert', 'rboert', 'nearlySame'],
    ['rob', 'robert', 'verySimilar'],
    ['j', 'john', 'similar'],
    ['anna', 'peter', 'different'],
    ['王伟', '李娜', 'different'],
  ])('names %s and %s is %s', (a, b, level) => {
    expect(named(personNameLevel(a, b))).toBe(level)
    expect(named(personNameLevel(b, a))).toBe(level)
  })

  it('a town and one letter of it is not that of a name and its initial', () => {
    expect(shortTextLevel('l', 'london')).toBe(levels.different)
  })

  it.each<[string, string, LevelName]>([
    ['1971-06-24', '1971-05-24', 'nearlySame'],
    ['1971-04-03', '1971-03-04', 'nearlySame'],
    ['1971-06-24', '1917-06-24', 'nearlySame'],
    ['1971-06-24', '1980-06-24', 'verySimilar'],
    ['1971-06-24', '1971-07-02', 'similar'],
    ['1971-06-24', '1971-11-02', 'slightlySimilar'],
    ['1971-06-24', '1985-11-02', 'different'],
  ])('dates %s and %s is %s', (a, b, level) => {
    expect(named(dateLevel(dateNumber(a), dateNumber(b)))).toBe(level)
    expect(named(dateLevel(dateNumber(b), dateNumber(a)))).toBe(level)
  })

  it.each<[string, string, LevelName]>([
    ['5304218', '5304218', 'same'],
    ['5304218', '5304281', 'nearlySame'],
    ['5304218', '5314219', 'verySimilar'],
    ['12', '13', 'similar'],
    ['5304218', '9988776', 'different'],
  ])('identifiers %s and %s is %s', (a, b, level) => {
    expect(named(codeLevel(a, b))).toBe(level)
  })

  it.each<[string, string, LevelName]>([
    ['442079460018', '2079460018', 'nearlySame'],
    ['442079460018', '442079460019', 'verySimilar'],
    ['442079460018', '442079470028', 'similar'],
    ['442079460018', '15551234567', 'different'],
  ])('telephone numbers %s and %s is %s', (a, b, level) => {
    expect(named(phoneLevel(a, b))).toBe(level)
  })

  it.each<[string, string, LevelName]>([
    ['ada@example.com', 'ada@exmaple.com', 'nearlySame'],
    ['ada.love@example.com', 'ada.love@other.org', 'nearlySame'],
    ['ada.love@example.com', 'bob@example.com', 'different'],
  ])('addresses %s and %s is %s', (a, b, level) => {
    expect(named(emailLevel(a, b, localPart(a), localPart(b)))).toBe(level)
  })

  it.each<[number, number, LevelName]>([
    [100, 100.5, 'nearlySame'],
    [100, 104, 'verySimilar'],
    [100, 90, 'similar'],
    [100, -100, 'different'],
    [0, 5, 'different'],
  ])('quantities %d and %d is %s', (a, b, level) => {
    expect(named(numberLevel(a, b))).toBe(level)
  })
})
