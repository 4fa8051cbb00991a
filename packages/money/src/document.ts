import { allocate } from './allocate.ts'
import { quantityOne, wholeRate } from './decimal.ts'
import { MoneyError, type MoneyErrorCode } from './money-error.ts'
import { divideRounded, type RoundingProfile } from './rounding.ts'

/** A share in thousandths of a per cent, or an amount in minor units. */
export type Discount =
  | { readonly kind: 'percent'; readonly rate: bigint }
  | { readonly kind: 'amount'; readonly amount: bigint }

/** One line as it is written. */
export type Line = {
  /** Ten-thousandths. */
  readonly quantity: bigint
  /** Minor units for one. */
  readonly unitPrice: bigint
  readonly discount?: Discount | undefined
  /** Thousandths of a per cent. */
  readonly taxRate: bigint
}

/** A quote or an invoice as far as money goes. */
export type MoneyDocument = {
  readonly lines: readonly Line[]
  /** On the whole, after the discounts of the lines. */
  readonly discount?: Discount | undefined
  /** Whether prices hold the tax already. */
  readonly taxIncluded: boolean
  readonly rounding: RoundingProfile
}

/** What a line comes to, in minor units. `gross − discount − share = net`, with the tax in it where prices hold it. */
export type LineSums = {
  /** Quantity times price. */
  readonly gross: bigint
  readonly discount: bigint
  /** Its part of the discount on the whole. */
  readonly share: bigint
  readonly net: bigint
  readonly tax: bigint
  /** `net + tax`. */
  readonly total: bigint
}

/** What is taxed at one rate. */
export type TaxSum = { readonly rate: bigint; readonly net: bigint; readonly tax: bigint }

/** What a document comes to, in minor units. */
export type DocumentSums = {
  readonly lines: readonly LineSums[]
  /** By rate, the lowest first. */
  readonly taxes: readonly TaxSum[]
  /** All lines before any discount. */
  readonly gross: bigint
  /** All discounts. */
  readonly discount: bigint
  readonly net: bigint
  readonly tax: bigint
  readonly total: bigint
}

/** No sum is larger: it fits a signed 64-bit integer and every JSON number that is written as text. */
export const mostMinorUnits = 10n ** 15n

const refuse = (code: MoneyErrorCode, message: string, line?: number): never => {
  throw new MoneyError(code, message, line)
}

const discountOn = (base: bigint, discount: Discount | undefined, { mode }: RoundingProfile, line?: number): bigint => {
  if (discount === undefined) return 0n
  if (discount.kind === 'percent') {
    const { rate } = discount
    if (rate < 0n || rate > wholeRate) refuse('MONEY_DISCOUNT_INVALID', 'a discount is from 0 to 100 per cent', line)
    return divideRounded(base * rate, wholeRate, mode)
  }
  const { amount } = discount
  if (amount < 0n || amount > base) refuse('MONEY_DISCOUNT_INVALID', 'a discount is no more than what it is on', line)
  return amount
}

const grossOf = ({ quantity, unitPrice, taxRate }: Line, { mode }: RoundingProfile, at: number): bigint => {
  if (quantity <= 0n) refuse('MONEY_QUANTITY_INVALID', 'a quantity is above zero', at)
  if (unitPrice < 0n) refuse('MONEY_PRICE_INVALID', 'a price is not below zero', at)
  if (taxRate < 0n || taxRate > wholeRate) refuse('MONEY_TAX_RATE_INVALID', 'a tax is from 0 to 100 per cent', at)
  const gross = divideRounded(quantity * unitPrice, quantityOne, mode)
  if (gross > mostMinorUnits) refuse('MONEY_TOO_LARGE', 'the line is worth more than can be kept', at)
  return gross
}

/** Tax on an amount, or in it. */
const taxOf = (base: bigint, rate: bigint, { taxIncluded, rounding }: MoneyDocument): bigint =>
  divideRounded(base * rate, taxIncluded ? wholeRate + rate : wholeRate, rounding.mode)

/** Taxes of all lines: each by itself, or each rate once and its tax divided among the lines by what they are worth. */
const taxesOf = (bases: readonly bigint[], document: MoneyDocument): bigint[] => {
  const { lines, rounding } = document
  if (rounding.level === 'line') return bases.map((base, at) => taxOf(base, lines[at]!.taxRate, document))
  const taxes = bases.map(() => 0n)
  for (const rate of new Set(lines.map(({ taxRate }) => taxRate))) {
    const places = lines.flatMap(({ taxRate }, at) => (taxRate === rate ? [at] : []))
    const taxed = places.map((at) => bases[at]!)
    const parts = allocate(taxOf(sumOf(taxed), rate, document), taxed)
    for (const [index, at] of places.entries()) taxes[at] = parts[index]!
  }
  return taxes
}

const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

/**
 * Computes what a document comes to. Everything is a whole number of minor units; each line is rounded once when
 * quantity meets price, each discount once, and taxes as the profile says. The parts always sum to the whole.
 * @throws MoneyError MONEY_QUANTITY_INVALID, MONEY_PRICE_INVALID, MONEY_DISCOUNT_INVALID, MONEY_TAX_RATE_INVALID,
 *   MONEY_TOO_LARGE
 */
export const sumsOf = (document: MoneyDocument): DocumentSums => {
  const { lines, discount, taxIncluded, rounding } = document
  const gross = lines.map((line, at) => grossOf(line, rounding, at))
  if (sumOf(gross) > mostMinorUnits) refuse('MONEY_TOO_LARGE', 'the document is worth more than can be kept')
  const discounts = gross.map((amount, at) => discountOn(amount, lines[at]!.discount, rounding, at))
  const reduced = gross.map((amount, at) => amount - discounts[at]!)
  const shares = allocate(discountOn(sumOf(reduced), discount, rounding), reduced)
  const bases = reduced.map((amount, at) => amount - shares[at]!)
  const taxes = taxesOf(bases, document)
  const sums = bases.map((base, at): LineSums => {
    const tax = taxes[at]!
    const net = taxIncluded ? base - tax : base
    return { gross: gross[at]!, discount: discounts[at]!, share: shares[at]!, net, tax, total: net + tax }
  })
  const rates = [...new Set(lines.map(({ taxRate }) => taxRate))].toSorted((one, other) => (one < other ? -1 : 1))
  const of = (name: keyof LineSums, some: readonly LineSums[] = sums): bigint => sumOf(some.map((line) => line[name]))
  return {
    lines: sums,
    taxes: rates.map((rate) => {
      const taxed = sums.filter((_, at) => lines[at]!.taxRate === rate)
      return { rate, net: of('net', taxed), tax: of('tax', taxed) }
    }),
    gross: of('gross'),
    discount: of('discount') + of('share'),
    net: of('net'),
    tax: of('tax'),
    total: of('total'),
  }
}
