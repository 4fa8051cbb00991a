import { describe, expect, it } from 'vitest'
import { isRefusal, rowReader, type RowOptions } from './row-reader.ts'

const columns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
]
const options: RowOptions = {
  mapping: {
    orderNumber: 'InvoiceNo',
    productCode: 'StockCode',
    description: 'Description',
    quantity: 'Quantity',
    placedAt: 'InvoiceDate',
    unitPrice: 'UnitPrice',
    customerReference: 'CustomerID',
    country: 'Country',
  },
  exponent: 2,
  timeZone: 'Europe/London',
  dateOrder: 'ymd',
  decimalSign: '.',
  cancellationPrefix: 'C',
  adjustmentPrefix: 'A',
}
const good = ['536365', '85123A', 'WHITE HEART', '6', '2010-12-01 08:26:00', '2.55', '17850.0', 'United Kingdom']
const read = rowReader(columns, options)
const changed = (changes: Record<string, string>): string[] =>
  columns.map((column, at) => changes[column] ?? (good[at] as string))

describe('reading a row', () => {
  it('takes a good one', () => {
    expect(read(good)).toEqual({
      orderNumber: '536365',
      kind: 'purchase',
      productCode: '85123A',
      description: 'WHITE HEART',
      quantity: 6,
      unitPrice: 255,
      total: 1530,
      placedAt: Date.UTC(2010, 11, 1, 8, 26),
      customerReference: '17850',
      country: 'United Kingdom',
      merchant: null,
    })
  })

  it('takes a cancellation as a return, with a negative total', () => {
    const row = read(changed({ InvoiceNo: 'C536379', Quantity: '-1', UnitPrice: '27.50' }))
    expect(row).toMatchObject({ kind: 'return', quantity: -1, unitPrice: 2750, total: -2750 })
  })

  it('takes 17850 and 17850.0 for the same customer, but leaves other numbers as they are', () => {
    const referenceOf = (CustomerID: string) => {
      const row = read(changed({ CustomerID }))
      return isRefusal(row) ? row.reason : row.customerReference
    }
    expect(['17850', '17850.0', ' 17850 ', '00123', 'K-1.0'].map(referenceOf)).toEqual([
      '17850',
      '17850',
      '17850',
      '00123',
      'K-1.0',
    ])
  })

  it('tidies blanks', () => {
    expect(read(changed({ Description: '  BLUE\t PAINTED   TIN ' }))).toMatchObject({ description: 'BLUE PAINTED TIN' })
  })

  it.each([
    ['MISSING_CUSTOMER', { CustomerID: ' ' }],
    ['MISSING_FIELD', { InvoiceNo: '' }],
    ['MISSING_FIELD', { StockCode: '' }],
    ['MISSING_FIELD', { Quantity: '' }],
    ['MISSING_FIELD', { InvoiceDate: '' }],
    ['MISSING_FIELD', { UnitPrice: '' }],
    ['BAD_NUMBER', { Quantity: 'six' }],
    ['BAD_NUMBER', { Quantity: '1.5' }],
    ['BAD_NUMBER', { UnitPrice: '2,5x' }],
    ['BAD_DATE', { InvoiceDate: '2011-02-30' }],
    ['ZERO_QUANTITY', { Quantity: '0' }],
    ['NEGATIVE_QUANTITY', { Quantity: '-6' }],
    ['POSITIVE_CANCELLATION', { InvoiceNo: 'C536365' }],
    ['ZERO_PRICE', { UnitPrice: '0.0' }],
    ['NEGATIVE_PRICE', { UnitPrice: '-2.55' }],
    ['PRICE_TOO_FINE', { UnitPrice: '0.001' }],
    ['AMOUNT_TOO_LARGE', { UnitPrice: '99999999999999.00' }],
    ['AMOUNT_TOO_LARGE', { UnitPrice: '9999999999999.00', Quantity: '2000000000' }],
    ['FIELD_TOO_LONG', { Description: 'x'.repeat(501) }],
    ['FIELD_TOO_LONG', { InvoiceNo: '1'.repeat(65) }],
    ['BAD_CHARACTER', { Description: 'TIN \u0000 BOX' }],
    ['BAD_CHARACTER', { Description: 'CAF\ufffd' }],
    ['NOT_AN_ORDER', { InvoiceNo: 'A563185', CustomerID: '' }],
  ])('refuses with %s when %j', (reason, changes) => {
    expect(read(changed(changes as Record<string, string>))).toMatchObject({ reason })
  })

  it('refuses a row with too few or too many cells', () => {
    expect(read(good.slice(1))).toEqual({ reason: 'WRONG_COLUMN_COUNT', field: null })
    expect(read([...good, 'more'])).toEqual({ reason: 'WRONG_COLUMN_COUNT', field: null })
  })

  it('names the field', () => {
    expect(read(changed({ UnitPrice: 'free' }))).toEqual({ reason: 'BAD_NUMBER', field: 'unitPrice' })
  })

  it('gives letters no meaning where none was chosen', () => {
    const lenient = rowReader(columns, { ...options, cancellationPrefix: '', adjustmentPrefix: '' })
    expect(lenient(changed({ InvoiceNo: 'A1001' }))).toMatchObject({ orderNumber: 'A1001', kind: 'purchase' })
    expect(lenient(changed({ InvoiceNo: 'C1001' }))).toMatchObject({ kind: 'purchase' })
  })
})
