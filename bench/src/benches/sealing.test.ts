import { describe, expect, it } from 'vitest'
import { coveredAt } from './sealing.ts'

describe('the checkpoint that covers a leaf', () => {
  const sightings = [
    { size: 3, at: 10 },
    { size: 7, at: 20 },
    { size: 8, at: 30 },
  ]
  it.each([
    [0, 10],
    [2, 10],
    [3, 20],
    [6, 20],
    [7, 30],
  ])('of leaf %i was seen at %i', (leaf, at) => {
    expect(coveredAt(sightings, leaf)).toBe(at)
  })
  it('is missed where there is none', () => {
    expect(() => coveredAt(sightings, 8)).toThrow('no checkpoint covers leaf 8')
  })
})
