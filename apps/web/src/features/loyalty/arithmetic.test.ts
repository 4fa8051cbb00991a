import type { PointsMovement } from '@candor/api'
import { formatFor } from '@candor/ui'
import { describe, expect, it } from 'vitest'
import { arithmeticSentence, recomputed, ruleSentence } from './arithmetic.ts'
import { loyaltyTexts } from './loyalty-texts.ts'

const rule = {
  pointsNumerator: '2',
  spendUnit: '100',
  minimumSpend: '500',
  maximumPoints: '1000',
  currency: 'GBP',
} as NonNullable<PointsMovement['rule']>

const movement = (fields: Partial<PointsMovement>): PointsMovement =>
  ({ amount: '13912', currency: 'GBP', points: '278', reason: 'rule', rule, ...fields }) as PointsMovement

const inEnglish = (fields: Partial<PointsMovement>) =>
  arithmeticSentence(movement(fields), formatFor('en'), loyaltyTexts.inLanguage('en'))

describe('the arithmetic of a points line', () => {
  it('shows every step so that anybody can repeat it', () => {
    expect(inEnglish({})).toBe('£139.12 ÷ £1.00 × 2 = 278.24, rounded down to 278')
    expect(inEnglish({ amount: '10000', points: '200' })).toBe('£100.00 ÷ £1.00 × 2 = 200')
  })
  it('says why there are none, or not all', () => {
    expect(inEnglish({ amount: '499', points: '0', reason: 'below-minimum' })).toBe(
      '£4.99 is below the minimum of £5.00, so no points',
    )
    expect(inEnglish({ amount: '60000', points: '1000', reason: 'capped' })).toBe(
      '£600.00 ÷ £1.00 × 2 = 1200.00, limited to 1,000',
    )
    expect(inEnglish({ rule: null, points: '0', reason: 'no-rule' })).toMatch(/^No rule was in force/)
  })
  it('is repeated in the browser with the same whole numbers as the contract', () => {
    expect(recomputed(movement({}))).toBe(278n)
    expect(recomputed(movement({ amount: '499' }))).toBe(0n)
    expect(recomputed(movement({ amount: '60000' }))).toBe(1000n)
    expect(recomputed(movement({ rule: null }))).toBe(0n)
  })
})

describe('a rule', () => {
  it('is one plain sentence in both languages', () => {
    expect(ruleSentence(rule, formatFor('en'), loyaltyTexts.inLanguage('en'))).toBe(
      '2 points for every £1.00 · from £5.00 per purchase · at most 1,000 points per purchase',
    )
    const open = { ...rule, pointsNumerator: '1', minimumSpend: '0', maximumPoints: '4294967295' }
    expect(ruleSentence(open, formatFor('zh'), loyaltyTexts.inLanguage('zh'))).toBe(
      '每消费 £1.00 得 1 积分 · 无最低消费 · 无上限',
    )
  })
})
