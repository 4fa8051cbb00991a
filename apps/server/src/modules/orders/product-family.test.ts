import { describe, expect, it } from 'vitest'
import { familyReader } from './product-family.ts'

const merchantOf = familyReader([
  { pattern: 'PAPER CRAFT', merchantId: 'paper' },
  { pattern: 'BAG*', merchantId: 'garden' },
  { pattern: 'BIRD*', merchantId: 'garden' },
  { pattern: 'PEN', merchantId: 'paper' },
  { pattern: '龙井', merchantId: 'tea' },
])

describe('product families', () => {
  it.each([
    ['JUMBO BAG RED RETROSPOT', 'garden'],
    ['Set of 3 bags', 'garden'],
    ['BAGGAGE LABEL', 'garden'],
    ['CABBAGE PLANTER', undefined],
    ['PAPER CRAFT , LITTLE BIRDIE', 'paper'],
    ['PAPER  CRAFT', 'paper'],
    ['ICE CREAM PEN', 'paper'],
    ['PENDANT', undefined],
    ['明前龙井茶', 'tea'],
    ['', undefined],
  ])('%s belongs to %s', (description, merchant) => expect(merchantOf(description)).toBe(merchant))

  it('lets a star alone take whatever is left', () => {
    const all = familyReader([
      { pattern: 'TEA', merchantId: 'tea' },
      { pattern: '*', merchantId: 'rest' },
    ])
    expect([all('TEA CUP'), all(''), all('anything')]).toEqual(['tea', 'rest', 'rest'])
  })

  it('lets the first rule that matches decide', () => {
    const rules = [
      { pattern: 'GIFT', merchantId: 'a' },
      { pattern: 'BAG', merchantId: 'b' },
    ]
    expect(familyReader(rules)('GIFT BAG')).toBe('a')
    expect(familyReader(rules.toReversed())('GIFT BAG')).toBe('b')
  })

  it('takes a pattern as words, not as an expression', () => {
    const odd = familyReader([{ pattern: 'A.C (X)', merchantId: 'odd' }])
    expect([odd('an A.C (X) lamp'), odd('ABC (X)')]).toEqual(['odd', undefined])
  })
})
