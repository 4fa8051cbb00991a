import { requiredImportFields } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { importOptionsFrom, parseMapping } from './options.ts'
import { money } from './words.ts'

const merchants = [{ id: '01890a5d-ac96-774b-bcce-b302099a8057', name: 'Harbour Home', nameZh: '港湾家居' }]
const preview = {
  columns: ['Invoice', 'Item', 'Qty', 'When', 'Price', 'Who', 'Where'],
  mapping: {
    orderNumber: 'Invoice',
    productCode: 'Item',
    quantity: 'Qty',
    placedAt: 'When',
    unitPrice: 'Price',
    customerReference: 'Who',
  },
  suggested: { currency: 'GBP', timeZone: 'Europe/London', merchant: { by: 'productFamily' as const } },
}
const from = (given: Parameters<typeof importOptionsFrom>[0], seen = preview) =>
  importOptionsFrom(given, seen, merchants, requiredImportFields)

describe('the options of an import', () => {
  it('are what was guessed, unless the person says otherwise', () => {
    expect(from({})).toEqual({
      mapping: preview.mapping,
      merchant: { by: 'productFamily' },
      currency: 'GBP',
      timeZone: 'Europe/London',
    })
    expect(
      from({ mapping: ['country=Where'], merchant: '港湾家居', currency: 'CNY', 'time-zone': 'Asia/Shanghai' }),
    ).toEqual({
      mapping: { ...preview.mapping, country: 'Where' },
      merchant: { by: 'fixed', merchantId: merchants[0]!.id },
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
    })
  })

  it('carry what the person says of the form of the file, and only that', () => {
    expect(from({ encoding: 'gb18030', dates: 'dmy', decimals: ',', cancellation: 'C' })).toMatchObject({
      encoding: 'gb18030',
      dateOrder: 'dmy',
      decimalSign: ',',
      numberPrefixes: { cancellation: 'C', adjustment: '' },
    })
    expect(Object.keys(from({}))).toEqual(['mapping', 'merchant', 'currency', 'timeZone'])
    expect(() => from({ encoding: 'klingon' })).toThrow('--encoding takes no "klingon"')
  })

  it('are refused when a column is not there, or a needed one was not found', () => {
    expect(() => from({ mapping: ['country=Land'] })).toThrow('no column "Land"')
    const { unitPrice: _, ...mapping } = preview.mapping
    expect(() => from({}, { ...preview, mapping: mapping as typeof preview.mapping })).toThrow(
      'recognised as unitPrice',
    )
    expect(() => from({ merchant: 'Nobody' })).toThrow('no merchant "Nobody"')
  })

  it.each(['country', '=Land', 'land=Where', 'country='])('refuse the mapping %j', (pair) => {
    expect(() => parseMapping([pair])).toThrow('is not understood')
  })
})

describe('an amount', () => {
  it.each([
    ['0', '0.00 GBP'],
    ['-5', '-0.05 GBP'],
    ['123456789', '1,234,567.89 GBP'],
  ])('of %s minor units reads %s', (minor, text) => {
    expect(money(minor, 'GBP')).toBe(text)
  })

  it('has as many places as its currency', () => {
    expect([money('1500', 'JPY'), money('-1500', 'KWD'), money('7', null)]).toEqual(['1,500 JPY', '-1.500 KWD', '0.07'])
  })
})
