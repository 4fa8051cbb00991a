import type { ImportField, ImportMapping, RowReason } from '@candor/api'
import { badCharacter } from '../../../platform/uploads/characters.ts'
import { dateReader, type DateOrder } from './date.ts'
import { largestAmount, parseDecimal, toInteger, toMinorUnits, type DecimalSign } from './decimal.ts'

/** How the rows of one file are meant. */
export type RowOptions = {
  readonly mapping: ImportMapping
  /** Decimal places of the currency. */
  readonly exponent: number
  readonly timeZone: string
  readonly dateOrder: DateOrder
  readonly decimalSign: DecimalSign
  /** Letters before the digits of an order number: of a cancellation, and of a booking that is no order. Empty for none. */
  readonly cancellationPrefix: string
  readonly adjustmentPrefix: string
}

/** A row as it is meant. Amounts are whole minor units, exact. */
export type OrderRow = {
  readonly orderNumber: string
  readonly kind: 'purchase' | 'return'
  readonly productCode: string
  readonly description: string
  /** Negative on a return. */
  readonly quantity: number
  readonly unitPrice: number
  readonly total: number
  /** Milliseconds since 1970. */
  readonly placedAt: number
  readonly customerReference: string
  readonly country: string | null
  /** What the merchant column says, where there is one. */
  readonly merchant: string | null
}

/** Why a row cannot be taken, and in which field that shows. */
export type RowRefusal = { readonly reason: RowReason; readonly field: ImportField | null }

/** Longest values, in characters. */
const longest: Readonly<Record<ImportField, number>> = {
  orderNumber: 64,
  productCode: 64,
  description: 500,
  quantity: 40,
  placedAt: 64,
  unitPrice: 40,
  customerReference: 64,
  country: 80,
  merchant: 200,
}

/** Text with single blanks, as it is shown to people. */
const tidy = (text: string): string =>
  text.includes('  ') || /[^\S ]/.test(text) ? text.replaceAll(/\s+/g, ' ').trim() : text.trim()

/** `17850.0`, as some programs export a whole number, is the customer 17850. */
const referenceOf = (text: string): string => (text.endsWith('.0') ? text.replace(/^(\d+)\.0+$/, '$1') : text)

const prefixTest = (prefix: string): ((number: string) => boolean) => {
  if (prefix === '') return () => false
  const start = prefix.toUpperCase()
  return (number) => number.toUpperCase().startsWith(start) && /^\d+$/.test(number.slice(start.length))
}

/**
 * Makes the reader of the rows of one file. Rules are tried in a fixed order, so a row has one reason:
 * count of cells, characters, lengths, bookings that are no orders, fields that are missing, the customer, numbers
 * and dates, then whether quantity and price make sense.
 * @param columns names of the columns in the rows that will be read
 * @param options which column fills which field, and how values are written
 */
export const rowReader = (columns: readonly string[], options: RowOptions) => {
  const places = (Object.entries(options.mapping) as [ImportField, string][]).map(
    ([field, column]) => [field, columns.indexOf(column)] as const,
  )
  const placeOf = new Map(places)
  const at = (field: ImportField): number => placeOf.get(field) ?? -1
  const [number, code, description, quantity, placedAt, price, customer, country, merchant] = (
    [
      'orderNumber',
      'productCode',
      'description',
      'quantity',
      'placedAt',
      'unitPrice',
      'customerReference',
      'country',
      'merchant',
    ] as const
  ).map(at) as [number, number, number, number, number, number, number, number, number]
  const isCancellation = prefixTest(options.cancellationPrefix)
  const isAdjustment = prefixTest(options.adjustmentPrefix)
  const readDate = dateReader(options.timeZone, options.dateOrder)
  const { exponent, decimalSign } = options
  const refuse = (reason: RowReason, field: ImportField | null): RowRefusal => ({ reason, field })
  const cell = (values: readonly string[], place: number): string => values[place]?.trim() ?? ''
  const words = (values: readonly string[], place: number): string => tidy(values[place] ?? '')

  return (values: readonly string[]): OrderRow | RowRefusal => {
    if (values.length !== columns.length) return refuse('WRONG_COLUMN_COUNT', null)
    for (const [field, place] of places) {
      const value = values[place] as string
      if (badCharacter.test(value)) return refuse('BAD_CHARACTER', field)
      if (value.length > longest[field]) return refuse('FIELD_TOO_LONG', field)
    }
    const orderNumber = cell(values, number)
    if (isAdjustment(orderNumber)) return refuse('NOT_AN_ORDER', 'orderNumber')
    if (orderNumber === '') return refuse('MISSING_FIELD', 'orderNumber')
    const productCode = cell(values, code)
    if (productCode === '') return refuse('MISSING_FIELD', 'productCode')
    const quantityText = cell(values, quantity)
    if (quantityText === '') return refuse('MISSING_FIELD', 'quantity')
    const placedText = cell(values, placedAt)
    if (placedText === '') return refuse('MISSING_FIELD', 'placedAt')
    const priceText = cell(values, price)
    if (priceText === '') return refuse('MISSING_FIELD', 'unitPrice')
    const customerReference = referenceOf(cell(values, customer))
    if (customerReference === '') return refuse('MISSING_CUSTOMER', 'customerReference')

    const quantityRead = parseDecimal(quantityText, decimalSign)
    const pieces = quantityRead && toInteger(quantityRead)
    if (pieces === undefined) return refuse('BAD_NUMBER', 'quantity')
    const priceRead = parseDecimal(priceText, decimalSign)
    if (priceRead === undefined) return refuse('BAD_NUMBER', 'unitPrice')
    const instant = readDate(placedText)
    if (instant === undefined) return refuse('BAD_DATE', 'placedAt')

    const isReturn = isCancellation(orderNumber)
    if (pieces === 0) return refuse('ZERO_QUANTITY', 'quantity')
    if (isReturn && pieces > 0) return refuse('POSITIVE_CANCELLATION', 'quantity')
    if (!isReturn && pieces < 0) return refuse('NEGATIVE_QUANTITY', 'quantity')
    if (priceRead.isNegative) return refuse('NEGATIVE_PRICE', 'unitPrice')
    const unitPrice = toMinorUnits(priceRead, exponent)
    if (unitPrice === 'too-fine') return refuse('PRICE_TOO_FINE', 'unitPrice')
    if (unitPrice === 'too-large') return refuse('AMOUNT_TOO_LARGE', 'unitPrice')
    if (unitPrice === 0) return refuse('ZERO_PRICE', 'unitPrice')
    const total = pieces * unitPrice
    if (Math.abs(total) > largestAmount) return refuse('AMOUNT_TOO_LARGE', 'unitPrice')
    return {
      orderNumber,
      kind: isReturn ? 'return' : 'purchase',
      productCode,
      description: words(values, description),
      quantity: pieces,
      unitPrice,
      total,
      placedAt: instant,
      customerReference,
      country: words(values, country) || null,
      merchant: merchant < 0 ? null : words(values, merchant),
    }
  }
}
export type RowReader = ReturnType<typeof rowReader>

/** Whether the reader refused. */
export const isRefusal = (read: OrderRow | RowRefusal): read is RowRefusal => 'reason' in read
