import { describe, expect, it } from 'vitest'
import { auc, checkLeakage, crossValidateScores, evaluateScores, learnScores, readTarget, scoreLead } from './index.ts'
import { generateLeads, leadColumns } from './testing.ts'

const leads = generateLeads(1500, 5)
const column = (name: (typeof leadColumns)[number]) => ({
  name,
  cells: leads.map((row) => row[leadColumns.indexOf(name)]!),
})
const { outcomes } = readTarget('won', column('won').cells, undefined)
const honest = (['source', 'visits', 'budget', 'country'] as const).map(column)
const options = { folds: 4, seed: 1, reasons: 3 }

describe('scores learnt from earlier leads', () => {
  const found = crossValidateScores(honest, outcomes, options)

  it('rank leads that convert above others', () => {
    expect(found.evaluation.auc).toBeGreaterThan(0.65)
    const [first, last] = [found.evaluation.deciles[0]!, found.evaluation.deciles.at(-1)!]
    expect(first.lift).toBeGreaterThan(1.6)
    expect(last.lift).toBeLessThan(0.6)
    expect(last.cumulativeShare).toBeCloseTo(1, 12)
  })

  it('are probabilities that mean what they say', () => {
    expect(found.evaluation.calibrationError).toBeLessThan(0.06)
    expect(found.evaluation.logLoss).toBeLessThan(found.evaluation.logLossOfAverage)
  })

  it('say which columns matter, and which do not', () => {
    expect(found.importance[0]!.column).toBe('source')
    expect(found.importance.at(-1)!.column).toBe('country')
    expect(found.reasons.every((reasons) => reasons.length <= 3)).toBe(true)
  })

  it('are the same for the same leads', () => {
    expect(crossValidateScores(honest, outcomes, options).probabilities).toEqual(found.probabilities)
  })
})

describe('a model scores a lead', () => {
  const model = learnScores(honest, outcomes)
  const good = { source: 'referral', visits: '11', budget: '8000', country: 'CN' }

  it('with reasons that add up to the score', () => {
    const { probability, start, reasons } = scoreLead(model, good)
    const score = start + reasons.reduce((sum, { by }) => sum + by, 0)
    expect(1 / (1 + Math.exp(-score))).toBeCloseTo(probability, 12)
    expect(reasons.find(({ column: name }) => name === 'source')!.by).toBeGreaterThan(0)
    expect(probability).toBeGreaterThan(scoreLead(model, { source: 'web', visits: '0' }).probability + 0.3)
  })

  it('whatever is missing or was never seen', () => {
    for (const lead of [{}, { source: 'moon', visits: 'many' }, { source: '', visits: '1e9' }]) {
      const { probability } = scoreLead(model, lead)
      expect(probability).toBeGreaterThan(0)
      expect(probability).toBeLessThan(1)
    }
  })

  it('after it was stored as JSON', () => {
    // Typed arrays become objects of numbered fields, which is what the model reads.
    const stored = JSON.parse(JSON.stringify(model)) as typeof model
    expect(scoreLead(stored, good)).toEqual(scoreLead(model, good))
  })
})

describe('columns known only afterwards are found', () => {
  const checks = checkLeakage(leadColumns.slice(0, -1).map(column), outcomes)
  const check = (name: string) => checks.find((one) => one.name === name)!

  it('when whether they are filled is the outcome', () => {
    expect(check('closed_on')).toMatchObject({ suspicion: 'warned', evidence: ['nearly-the-outcome'] })
    expect(check('closed_on').presence).toMatchObject({ filled: 1, missing: 0 })
  })

  it('when one alone tells more than a trait of people can', () => {
    expect(check('call_minutes')).toMatchObject({ suspicion: 'warned' })
    expect(check('call_minutes').evidence).toContain('tells-too-much')
  })

  it('by what they tell, not by what they are called', () => {
    const renamed = { ...column('call_minutes'), name: 'x1' }
    const innocent = { ...column('country'), name: 'last call status' }
    const [first, second] = checkLeakage([renamed, innocent], outcomes)
    expect(first).toMatchObject({ name: 'x1', suspicion: 'warned' })
    expect(second).toMatchObject({ suspicion: null, evidence: [] })
  })

  it('and others are left alone', () => {
    for (const name of ['number', 'source', 'visits', 'budget', 'country']) expect(check(name).suspicion).toBeNull()
    expect(check('number').kind).toBe('identifier')
  })
})

describe('what scores are worth is computed', () => {
  it('as the chance that a converted lead is above one that is not', () => {
    const target = Uint8Array.from([1, 0, 1, 0])
    expect(auc(Float64Array.from([0.9, 0.1, 0.8, 0.2]), target)).toBe(1)
    expect(auc(Float64Array.from([0.5, 0.5, 0.5, 0.5]), target)).toBe(0.5)
    expect(auc(Float64Array.from([0.9, 0.8, 0.1, 0.2]), target)).toBe(0.5)
  })

  it('against the average', () => {
    const target = Uint8Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? 1 : 0))
    const { logLoss, logLossOfAverage, brier, calibrationError } = evaluateScores(
      new Float64Array(40).fill(0.25),
      target,
    )
    expect(logLoss).toBeCloseTo(logLossOfAverage, 12)
    expect(brier).toBeCloseTo(0.1875, 12)
    expect(calibrationError).toBeLessThan(0.1)
  })
})

describe('an outcome is read', () => {
  const many = (...values: string[]): string[] => Array.from({ length: 60 }, (_, at) => values[at % values.length]!)

  it.each([
    ['1', many('1', '0', '0')],
    ['是', many('是', '否')],
    ['Won', many('Won', 'Lost', '')],
    ['b', many('b', 'a', 'a')],
  ])('with %s for converted', (positive, cells) => {
    expect(readTarget('outcome', cells, undefined).positive).toBe(positive)
  })

  it('as one value against all others, when it is named', () => {
    const { positive, outcomes: own } = readTarget('stage', many('Won', 'Lost', 'Open'), 'Won')
    expect([positive, own.reduce((sum, one) => sum + one, 0)]).toEqual(['Won', 20])
  })

  it.each([
    ['SCORING_TARGET_NOT_TWO', many('a'), undefined],
    ['SCORING_TARGET_NOT_TWO', many('a', 'b', 'c'), undefined],
    ['SCORING_TARGET_NOT_TWO', many('a', 'b'), 'c'],
    ['SCORING_TARGET_NOT_TWO', many(''), undefined],
    ['SCORING_TOO_FEW_CONVERTED', ['yes', ...many('no')], undefined],
  ])('or refused with %s', (code, cells, positive) => {
    expect(() => readTarget('outcome', cells, positive)).toThrow(expect.objectContaining({ code }))
  })
})
