import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { routedAt, routingFor } from './routing.ts'

describe('answers are compared with the truth', () => {
  const found = evaluate(['a', 'a', 'a', 'b', 'b', 'c'], ['a', 'a', 'b', 'b', 'a', 'b'])

  it('as shares of all texts and as means over labels', () => {
    // F1: a = 2·2/(3+3), b = 2·1/(2+3), c = 0.
    expect(found).toMatchObject({ texts: 6, right: 3, accuracy: 0.5 })
    expect(found.macroF1).toBeCloseTo((2 / 3 + 0.4 + 0) / 3, 12)
    expect(found.weightedF1).toBeCloseTo((3 * (2 / 3) + 2 * 0.4) / 6, 12)
  })

  it('label by label', () => {
    expect(found.labels).toMatchObject([
      { label: 'a', texts: 3, given: 3, right: 2, precision: 2 / 3, recall: 2 / 3 },
      { label: 'b', texts: 2, given: 3, right: 1, precision: 1 / 3, recall: 0.5 },
      { label: 'c', texts: 1, given: 0, right: 0, precision: null, recall: 0, f1: 0 },
    ])
  })

  it('with the pairs that were taken for one another', () => {
    expect(found.confusions).toEqual([
      { truth: 'a', given: 'b', texts: 1 },
      { truth: 'b', given: 'a', texts: 1 },
      { truth: 'c', given: 'b', texts: 1 },
    ])
  })
})

describe('a routing threshold', () => {
  const judged = Array.from({ length: 100 }, (_, at) => ({
    probability: (at + 1) / 100,
    isRight: at >= 40 || at % 2 === 0,
  }))

  it('is the lowest that keeps the wanted share of right answers', () => {
    const routing = routingFor(judged, 0.95)
    expect(routing.precision).toBeGreaterThanOrEqual(0.95)
    expect(routedAt(judged, routing.threshold! - 0.011, 0.95).precision).toBeLessThan(0.96)
    expect(routing.coverage).toBeGreaterThan(0.6)
  })

  it('is none where no probability keeps it', () => {
    const wrong = judged.map(({ probability }) => ({ probability, isRight: false }))
    expect(routingFor(wrong, 0.9)).toEqual({ wanted: 0.9, threshold: null, coverage: 0, precision: null })
  })

  it('takes texts of one probability all or none', () => {
    const same = Array.from({ length: 40 }, (_, at) => ({ probability: 0.5, isRight: at < 30 }))
    expect(routingFor(same, 0.9).threshold).toBeNull()
    expect(routingFor(same, 0.75)).toMatchObject({ threshold: 0.5, coverage: 1 })
  })
})
