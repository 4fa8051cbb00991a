import { describe, expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

const things = ['a', 'b', 'c', 'd'].map((name) => ({ name }))
const names = (order: string[]) => inOrder(things, order).map(({ name }) => name)

describe('an order that somebody chose', () => {
  it('holds, and names that are gone do no harm', () => {
    expect(names(['d', 'x', 'b', 'a', 'c'])).toEqual(['d', 'b', 'a', 'c'])
  })
  it('lets what is new stand behind what it usually follows', () => {
    expect(names(['d', 'a'])).toEqual(['d', 'a', 'b', 'c'])
    expect(names([])).toEqual(['a', 'b', 'c', 'd'])
  })
})
