import { describe, expect, it } from 'vitest'
import { copyField } from './copy.ts'
import { personOf } from './person.ts'

describe('made-up customers', () => {
  const people = Array.from({ length: 2000 }, (_, n) => personOf(n, 3))

  it('are the same for the same number, and unlike each other', () => {
    expect(personOf(1234, 3)).toEqual(people[1234])
    expect(new Set(people.map(({ profile }) => profile.email)).size).toBe(2000)
    expect(new Set(people.map(({ profile }) => profile.name)).size).toBeGreaterThan(1500)
  })

  it('are spread over countries, amounts and times, some without an order', () => {
    const without = people.filter(({ lastOrderAt }) => lastOrderAt === null)
    expect(without.length).toBeGreaterThan(100)
    expect(without.every(({ spent, merchants }) => spent === 0 && merchants.length === 0)).toBe(true)
    expect(people.filter(({ country }) => country === 'United Kingdom').length).toBeGreaterThan(900)
    expect(new Set(people.map(({ spent }) => spent)).size).toBeGreaterThan(1000)
  })
})

describe('a field for COPY', () => {
  it.each([
    [null, '\\N'],
    ['a\tb\\c\n', 'a\\tb\\\\c\\n'],
    [Buffer.from([0, 255]), '\\\\x00ff'],
    [[1, -2], '{1,-2}'],
    [7, '7'],
  ])('%j is written %j', (value, text) => {
    expect(copyField(value)).toBe(text)
  })
})
