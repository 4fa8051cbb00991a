import type { ImportOptions } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { missingFields, withField } from './mapping.ts'

const options = (fields: Partial<ImportOptions>): ImportOptions => ({
  mapping: {
    orderNumber: 'Invoice',
    placedAt: 'Date',
    customerReference: 'Customer',
    productCode: 'Code',
    quantity: 'Quantity',
    unitPrice: 'Price',
  },
  merchant: { by: 'productFamily' },
  currency: 'GBP',
  timeZone: 'Europe/London',
  ...fields,
})

describe('the mapping of an import', () => {
  it('is complete with the six needed columns', () => {
    expect(missingFields(options({}))).toEqual([])
  })
  it('asks for the column of the shop only where the shop is read from one', () => {
    expect(missingFields(options({ merchant: { by: 'column' } }))).toEqual(['merchant'])
  })
  it('never lets one column fill two fields', () => {
    const mapping = withField(options({}).mapping, 'unitPrice', 'Quantity')
    expect(mapping.unitPrice).toBe('Quantity')
    expect(mapping.quantity).toBeUndefined()
    expect(missingFields(options({ mapping }))).toEqual(['quantity'])
  })
  it('can leave a field empty', () => {
    expect(withField({ country: 'Land' }, 'country', undefined)).toEqual({})
  })
})
