import { describe, expect, it } from 'vitest'
import { moved } from './arrange.ts'

describe('a widget that is moved', () => {
  it('takes its new place, within the page', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, -5)).toEqual(['c', 'a', 'b'])
    expect(moved(['a'], 3, 0)).toEqual(['a'])
  })
})
