import { describe, expect, it } from 'vitest'
import { noCap, pointsEarned, versionInForce } from './earn-arithmetic.ts'

/** 1 point per £1, from £5, at most 2,000 points. */
const terms = { pointsNumerator: 1n, spendUnit: 100n, minimumSpend: 500n, maximumPoints: 2000n }

describe('points earned by a purchase', () => {
  it.each([
    ['rounds down', 1_999n, 19n, 'rule'],
    ['gives nothing below the minimum', 499n, 0n, 'below-minimum'],
    ['counts the minimum itself', 500n, 5n, 'rule'],
    ['reaches the cap without being cut', 200_000n, 2000n, 'rule'],
    ['reaches the cap by rounding down', 200_099n, 2000n, 'rule'],
    ['is cut at the cap', 200_100n, 2000n, 'capped'],
    ['holds for the largest amount the ledger can take', 2n ** 48n - 1n, 2000n, 'capped'],
  ] as const)('%s', (_, amount, points, reason) => {
    expect(pointsEarned(terms, amount)).toEqual({ points, reason })
  })

  it('keeps every digit where floating point would lose some', () => {
    const generous = {
      pointsNumerator: 4_294_967_295n,
      spendUnit: 4_294_967_295n,
      minimumSpend: 0n,
      maximumPoints: noCap,
    }
    expect(pointsEarned(generous, 4_294_967_293n).points).toBe(4_294_967_293n)
  })

  it('gives nothing when no rule was in force', () => {
    expect(pointsEarned(undefined, 1_000_000n)).toEqual({ points: 0n, reason: 'no-rule' })
  })
})

describe('version of a rule in force', () => {
  const first = { version: 1, startsAt: 100, endsAt: 0 }
  const second = { version: 2, startsAt: 200, endsAt: 300 }
  const third = { version: 3, startsAt: 400, endsAt: 0 }
  const versions = [third, first, second]

  it.each([
    ['none before the first start', 99, undefined],
    ['the first from its start', 100, 1],
    ['the first until the second starts', 199, 1],
    ['the second from its start', 200, 2],
    ['none after an end: the earlier version does not come back', 300, undefined],
    ['the third from its start, for ever', 10_000_000, 3],
  ])('%s', (_, time, version) => {
    expect(versionInForce(versions, time)?.version).toBe(version)
  })
})
