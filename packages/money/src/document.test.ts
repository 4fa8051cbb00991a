import { describe, expect, it } from 'vitest'
import { allocate } from './allocate.ts'
import { minorDigits } from './currency.ts'
import { decimalText, quantityDecimals, quantityOne, rateDecimals, scaledOf, wholeRate } from './decimal.ts'
import { mostMinorUnits, sumsOf, type Discount, type Line, type MoneyDocument } from './document.ts'
import { MoneyError } from './money-error.ts'
import { divideRounded, roundingOf, type RoundingProfile } from './rounding.ts'

/** Numbers that look drawn and are the same each time (mulberry32). */
const drawing = (seed: number) => {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    const twice = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): bigint => BigInt(Math.floor(next() * limit))
  const among = <Item>(items: readonly Item[]): Item => items[Number(below(items.length))]!
  return { below, among }
}
type Drawing = ReturnType<typeof drawing>

const rates = [0n, 1000n, 5000n, 6000n, 8875n, 13_000n, 20_000n, wholeRate]
const profiles: readonly RoundingProfile[] = (['line', 'total'] as const).flatMap((level) =>
  (['half-up', 'half-even'] as const).map((mode) => ({ level, mode })),
)

const drawnDiscount = ({ below, among }: Drawing, most: bigint): Discount | undefined =>
  among([
    undefined,
    { kind: 'percent', rate: below(100_001) },
    { kind: 'amount', amount: below(Number(most) + 1) },
  ] as const)

const drawnDocument = (draw: Drawing): MoneyDocument => {
  const { below, among } = draw
  const lines = Array.from({ length: 1 + Number(below(6)) }, (): Line => {
    const quantity = among([quantityOne, 1n + below(50_000), (1n + below(999)) * quantityOne])
    const unitPrice = among([below(10), below(10_000), below(9_999_999)])
    const gross = divideRounded(quantity * unitPrice, quantityOne, 'half-even')
    return { quantity, unitPrice, taxRate: among(rates), discount: drawnDiscount(draw, gross) }
  })
  const rounding = among(profiles)
  const taxIncluded = among([true, false])
  const { gross, discount } = sumsOf({ lines, taxIncluded, rounding })
  return { lines, discount: drawnDiscount(draw, gross - discount), taxIncluded, rounding }
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n)
const distance = (value: bigint): bigint => (value < 0n ? -value : value)

describe('sums of documents', () => {
  it('have parts that sum to the whole, and taxes within half a unit of the exact ones, in 100,000 drawn documents', () => {
    const draw = drawing(20_261_122)
    const faults: unknown[] = []
    for (let turn = 0; turn < 100_000; turn += 1) {
      const document = drawnDocument(draw)
      const { lines, taxIncluded, rounding } = document
      const sums = sumsOf(document)
      const bases = sums.lines.map(({ gross, discount, share }) => gross - discount - share)
      // Of one line, or of all lines of a rate: no further from the exact tax than half a minor unit.
      const isNear = (base: bigint, rate: bigint, tax: bigint): boolean => {
        const whole = taxIncluded ? wholeRate + rate : wholeRate
        return distance(tax * whole - base * rate) * 2n <= whole
      }
      const holds =
        sums.total === sums.net + sums.tax &&
        sums.total === sum(sums.lines.map(({ total }) => total)) &&
        sums.net === sum(sums.taxes.map(({ net }) => net)) &&
        sums.tax === sum(sums.taxes.map(({ tax }) => tax)) &&
        sums.gross - sums.discount === (taxIncluded ? sums.total : sums.net) &&
        sums.lines.every(({ net, tax, share, discount }) => net >= 0n && tax >= 0n && share >= 0n && discount >= 0n) &&
        (rounding.level === 'line'
          ? sums.lines.every(({ tax }, at) => isNear(bases[at]!, lines[at]!.taxRate, tax))
          : sums.taxes.every(({ rate, tax }) => {
              const taxed = bases.filter((_, at) => lines[at]!.taxRate === rate)
              return isNear(sum(taxed), rate, tax)
            }))
      if (!holds) faults.push({ document, sums })
    }
    expect(faults).toEqual([])
  })

  it('round a half of a penny up, or to the even penny', () => {
    const line = { quantity: quantityOne, unitPrice: 1n, taxRate: 50_000n }
    const taxes = (['half-up', 'half-even'] as const).map(
      (mode) => sumsOf({ lines: [line], taxIncluded: false, rounding: { level: 'line', mode } }).tax,
    )
    expect(taxes).toEqual([1n, 0n])
    expect([-5n, -15n, 5n, 15n, 25n].map((value) => divideRounded(value, 10n, 'half-even'))).toEqual([
      0n,
      -2n,
      0n,
      2n,
      2n,
    ])
    expect([-5n, -15n, 5n, 15n, 25n].map((value) => divideRounded(value, 10n, 'half-up'))).toEqual([
      -1n,
      -2n,
      1n,
      2n,
      3n,
    ])
  })

  it('differ by where they are rounded, as countries want it', () => {
    // Three lines of 0.33 at 5 %: 0.0165 each, 0.0495 together.
    const lines = Array.from({ length: 3 }, () => ({ quantity: quantityOne, unitPrice: 33n, taxRate: 5000n }))
    const taxIn = (country: string): bigint => sumsOf({ lines, taxIncluded: false, rounding: roundingOf(country) }).tax
    expect([taxIn('CN'), taxIn('JP'), taxIn('DE')]).toEqual([6n, 5n, 5n])
  })

  it('take the tax out of prices that hold it', () => {
    const lines = [{ quantity: 2n * quantityOne, unitPrice: 6000n, taxRate: 20_000n }]
    expect(sumsOf({ lines, taxIncluded: true, rounding: roundingOf('GB') })).toMatchObject({
      net: 10_000n,
      tax: 2000n,
      total: 12_000n,
    })
  })

  it.each([
    ['MONEY_QUANTITY_INVALID', { quantity: -quantityOne }],
    ['MONEY_QUANTITY_INVALID', { quantity: 0n }],
    ['MONEY_PRICE_INVALID', { unitPrice: -1n }],
    ['MONEY_TAX_RATE_INVALID', { taxRate: wholeRate + 1n }],
    ['MONEY_DISCOUNT_INVALID', { discount: { kind: 'amount', amount: 101n } as const }],
    ['MONEY_DISCOUNT_INVALID', { discount: { kind: 'percent', rate: wholeRate + 1n } as const }],
    ['MONEY_TOO_LARGE', { unitPrice: mostMinorUnits + 1n }],
  ])('are refused with %s for %o', (code, wrong) => {
    const good = { quantity: quantityOne, unitPrice: 100n, taxRate: 0n }
    const compute = () =>
      sumsOf({ lines: [good, { ...good, ...wrong }], taxIncluded: false, rounding: roundingOf('GB') })
    expect(compute).toThrow(MoneyError)
    expect(compute).toThrow(expect.objectContaining({ code, line: 1 }))
  })
})

describe('parts of an amount', () => {
  it('sum to it, and are each within one unit of their fair share', () => {
    const { below } = drawing(7)
    const faults: unknown[] = []
    for (let turn = 0; turn < 20_000; turn += 1) {
      const weights = Array.from({ length: 1 + Number(below(9)) }, () => below(1000))
      const amount = below(100_000)
      const parts = allocate(amount, weights)
      const whole = sum(weights)
      const isFair = parts.every((part, at) => whole === 0n || distance(part * whole - amount * weights[at]!) < whole)
      if (sum(parts) !== amount || !isFair) faults.push({ amount, weights, parts })
    }
    expect(faults).toEqual([])
    expect(allocate(10n, [1n, 1n, 1n])).toEqual([4n, 3n, 3n])
    expect(allocate(5n, [0n, 0n])).toEqual([3n, 2n])
    expect(allocate(0n, [])).toEqual([])
  })
})

describe('decimals and currencies', () => {
  it('are read and written exactly', () => {
    expect(scaledOf('2.5', quantityDecimals)).toBe(25_000n)
    expect(scaledOf('-0.0001', quantityDecimals)).toBe(-1n)
    expect(scaledOf('1.00000', quantityDecimals)).toBe(10_000n)
    expect(['1.00001', '1,5', '1e3', '', '.5', ' 1'].map((text) => scaledOf(text, quantityDecimals))).toEqual(
      Array.from({ length: 6 }),
    )
    expect([25_000n, -1n, 0n, 10_000n].map((value) => decimalText(value, quantityDecimals))).toEqual([
      '2.5',
      '-0.0001',
      '0',
      '1',
    ])
    expect(decimalText(8875n, rateDecimals)).toBe('8.875')
    expect(['GBP', 'CNY', 'JPY', 'KWD', 'CLF'].map(minorDigits)).toEqual([2, 2, 0, 3, 4])
  })
})
