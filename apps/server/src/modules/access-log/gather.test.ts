import type { DataCategory, LookWay } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { gatherLooks, type PendingLook } from './gather.ts'

let count = 0
const look = (
  actor: string,
  customers: readonly string[],
  categories: readonly DataCategory[],
  way: LookWay = 'opened',
): PendingLook => {
  count += 1
  const rest = {
    at: new Date(0),
    role: 'sales',
    purpose: 'service-contract',
    people: customers.length,
    emergency: null,
  }
  return { id: String(count), actor, customers, categories, way, ...rest }
}
const told = (looks: readonly PendingLook[]) =>
  looks.map(({ actor, customers, categories }) => [actor, customers.join(' '), categories.join(' ')])

describe('gathering looks', () => {
  it('makes one of what a page asks of one person, and keeps people who look apart', () => {
    const looks = [
      look('a', ['x'], ['profile']),
      look('b', ['x'], ['profile']),
      look('a', ['x'], ['points', 'history']),
    ]
    expect(told(gatherLooks(looks))).toEqual([
      ['a', 'x', 'history points profile'],
      ['b', 'x', 'profile'],
    ])
  })

  it('makes one of many records that somebody opens one after the other, as far as the same was seen of them', () => {
    const looks = [look('a', ['x'], ['profile']), look('a', ['y'], ['profile']), look('a', ['z'], ['points'])]
    expect(told(gatherLooks(looks))).toEqual([
      ['a', 'x y', 'profile'],
      ['a', 'z', 'points'],
    ])
  })

  it('leaves lists and files as they were', () => {
    const looks = [look('a', ['x'], ['profile'], 'listed'), look('a', ['x', 'y'], ['profile'], 'listed')]
    expect(gatherLooks(looks)).toEqual(looks)
  })

  it('begins another entry where one is full', () => {
    const looks = Array.from({ length: 1001 }, (_, at) => look('a', [`c${at}`], ['profile']))
    expect(gatherLooks(looks).map(({ customers }) => customers.length)).toEqual([1000, 1])
  })
})
