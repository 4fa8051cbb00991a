import { describe, expect, it } from 'vitest'
import { Viewers } from './viewers.ts'

describe('who looks at something', () => {
  it('is known until they leave the last page, or are silent for a while', () => {
    const viewers = new Viewers()
    expect(viewers.look('o', 'c', 'ann', 'p1', 0)).toBe(true)
    expect(viewers.look('o', 'c', 'ann', 'p2', 10_000)).toBe(false)
    expect(viewers.look('o', 'c', 'bob', 'p3', 10_000)).toBe(true)
    expect([...viewers.of('o', 'c', 10_000)]).toEqual(['ann', 'bob'])
    expect(viewers.leave('o', 'c', 'ann', 'p1', 11_000)).toBe(false)
    expect(viewers.leave('o', 'c', 'bob', 'p2', 11_000)).toBe(false)
    expect(viewers.leave('o', 'c', 'ann', 'p2', 11_000)).toBe(true)
    expect([...viewers.of('o', 'c', 12_000)]).toEqual(['bob'])
    expect([...viewers.of('o', 'c', 61_000)]).toEqual([])
  })
  it('is told apart by organisation and thing', () => {
    const viewers = new Viewers()
    viewers.look('o', 'c', 'ann', 'p1', 0)
    expect([...viewers.of('other', 'c', 0), ...viewers.of('o', 'd', 0)]).toEqual([])
  })
})
