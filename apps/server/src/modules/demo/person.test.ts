import { customerProfile } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { personOf } from './person.ts'

const people = Array.from({ length: 2_000 }, (_, at) => personOf(String(12_346 + 2 * at), 'United Kingdom'))

describe('made-up people', () => {
  it('are the same whenever and wherever they are made', () => {
    expect(personOf('12748', 'United Kingdom')).toEqual(personOf('12748', 'United Kingdom'))
    expect(personOf('12748', 'United Kingdom').name).not.toBe(personOf('14646', 'Netherlands').name)
  })

  it('are profiles that the API takes, marked as fictional', () => {
    for (const person of people) {
      expect(customerProfile.parse(person)).toEqual(person)
      expect(person.fictional).toBe(true)
    }
  })

  it('have addresses that nobody else can have', () => {
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length)
    expect(people.every(({ email }) => /@example\.(com|org|net)$/.test(email ?? ''))).toBe(true)
    expect(people.every(({ phone }) => /^\+44 7700 900\d{3}$/.test(phone ?? ''))).toBe(true)
  })

  it('bear Chinese and Western names', () => {
    const chinese = people.filter(({ language }) => language === 'zh')
    expect(chinese.length).toBeGreaterThan(400)
    expect(chinese.length).toBeLessThan(800)
    expect(chinese.every(({ name }) => /^\p{Script=Han}{2,4}$/u.test(name))).toBe(true)
  })

  it('have no phone where no range is kept for fiction', () => {
    expect(personOf('12348', 'Finland').phone).toBeNull()
    expect(personOf('12348', 'Unspecified').city).toBeNull()
  })
})
