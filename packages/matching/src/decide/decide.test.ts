import { describe, expect, it } from 'vitest'
import { cluster } from './cluster.ts'
import { link, type Linking } from './link.ts'
import { priorFrom, probabilityOf } from './prior.ts'
import { Groups } from './union.ts'

const edgesOf = (list: readonly (readonly [number, number, number])[]) => ({
  first: Int32Array.from(list, ([i]) => i),
  second: Int32Array.from(list, ([, j]) => j),
  surplus: Float32Array.from(list, ([, , bits]) => bits),
})

describe('groups', () => {
  it('grow together', () => {
    const groups = new Groups(5)
    groups.join(groups.of(0), groups.of(1))
    groups.join(groups.of(2), groups.of(3))
    groups.join(groups.of(1), groups.of(3))
    expect(groups.members(groups.of(2)).sort((a, b) => a - b)).toEqual([0, 1, 2, 3])
    expect(groups.size(groups.of(0))).toBe(4)
    expect(groups.members(groups.of(4))).toEqual([4])
  })
})

describe('cluster', () => {
  it('puts together what others connect, when they do not speak against it', () => {
    const groups = cluster(
      3,
      edgesOf([
        [0, 1, 9],
        [1, 2, 5],
      ]),
      () => 3,
    )
    expect(groups.of(0)).toBe(groups.of(2))
  })

  it('does not chain: A like B and B like C does not make A like C', () => {
    const groups = cluster(
      3,
      edgesOf([
        [0, 1, 9],
        [1, 2, 2],
      ]),
      (i, j) => (Math.abs(i - j) === 1 ? 2 : -7),
    )
    expect(groups.of(0)).toBe(groups.of(1))
    expect(groups.of(2)).not.toBe(groups.of(1))
  })

  it('takes no pair under the threshold', () => {
    const groups = cluster(2, edgesOf([[0, 1, -0.1]]), () => 1)
    expect(groups.of(0)).not.toBe(groups.of(1))
  })
})

describe('link', () => {
  // Records 0 and 1 of one table; 2, 3 and 4 of the other; 2 and 3 are the same.
  const edges = edgesOf([
    [0, 2, 9],
    [0, 3, 8],
    [1, 2, 3],
    [1, 4, 2],
  ])
  const surplusOf = (i: number, j: number): number => (i + j === 5 && Math.abs(i - j) === 1 ? 5 : -5)
  it.each<[Linking, number[]]>([
    ['one', [0, 3]],
    ['auto', [0, 1, 3]],
    ['many', [0, 1, 2, 3]],
  ])('%s', (linking, places) => {
    expect(Array.from(link(edges, linking, surplusOf)).sort((a, b) => a - b)).toEqual(places)
  })
})

describe('the prior', () => {
  it('is the share of matches that the weights themselves say', () => {
    const weights = Float32Array.from({ length: 1000 }, (_, at) => (at < 100 ? 30 : -10))
    const prior = priorFrom(weights, 1_000_000, 5)
    expect(2 ** prior).toBeCloseTo(100 / 1_000_000, 5)
    expect(probabilityOf(30, prior)).toBeGreaterThan(0.99)
    expect(probabilityOf(-10, prior)).toBeLessThan(1e-6)
  })
})
