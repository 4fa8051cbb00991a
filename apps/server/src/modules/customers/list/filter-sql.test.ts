import type { CustomerFilter } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { drivingMarks, isChoice, type CustomerCounts } from './filter-sql.ts'

const [owner, vip, press] = ['a', 'b', 'c'].map((last) => `01980000-0000-7000-8000-00000000000${last}`) as [
  string,
  string,
  string,
]
const mine: CustomerFilter = { field: 'owner', is: 'anyOf', values: [owner] }
const tagged = (...values: string[]): CustomerFilter => ({ field: 'tag', is: 'anyOf', values })
const french: CustomerFilter = { field: 'country', is: 'anyOf', values: ['France'] }
const counts: CustomerCounts = {
  marks: new Map([
    [owner, 5000],
    [vip, 200],
    [press, 90_000],
  ]),
  countries: new Map([['France', 1000]]),
}
const marksOf = (conditions: CustomerFilter[], known: CustomerCounts | undefined, byCountry = true) =>
  drivingMarks(conditions, known, byCountry)?.marks

describe('what a list is read by', () => {
  it('is the mark that the fewest customers have', () => {
    expect(marksOf([mine, tagged(vip)], counts)).toEqual([vip])
    expect(marksOf([mine, tagged(press)], counts)).toEqual([owner])
    expect(marksOf([mine, tagged(vip, press)], counts)).toEqual([owner])
    expect(marksOf([{ field: 'tag', is: 'allOf', values: [press, vip] }], counts)).toEqual([vip])
  })
  it('is the country where its customers are fewer and it gives the order', () => {
    expect(marksOf([french, tagged(press)], counts)).toBeUndefined()
    expect(marksOf([french, tagged(press)], counts, false)).toEqual([press])
    expect(marksOf([french, tagged(vip)], counts)).toEqual([vip])
  })
  it('is the fewest marks where nobody counted', () => {
    expect(marksOf([tagged(vip, press), mine], undefined)).toEqual([owner])
  })
  it('is no mark that only some of the customers have', () => {
    expect(marksOf([{ any: [mine, french] }, { field: 'tag', is: 'noneOf', values: [vip] }], counts)).toBeUndefined()
  })
  it('needs counts only where there is a choice', () => {
    expect([[mine], [french], [mine, french], [mine, tagged(vip)]].map(isChoice)).toEqual([false, false, true, true])
  })
})
