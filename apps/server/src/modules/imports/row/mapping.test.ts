import { describe, expect, it } from 'vitest'
import { guessMapping, missingFields } from './mapping.ts'

describe('guessing which column fills which field', () => {
  it('knows English headers however they are written', () => {
    expect(guessMapping(['Invoice No.', 'stock_code', 'Qty', 'INVOICE DATE', 'Unit Price', 'Customer ID'])).toEqual({
      orderNumber: 'Invoice No.',
      productCode: 'stock_code',
      quantity: 'Qty',
      placedAt: 'INVOICE DATE',
      unitPrice: 'Unit Price',
      customerReference: 'Customer ID',
    })
  })

  it('knows Chinese headers', () => {
    const columns = ['订单编号', '商品编码', '商品名称', '数量', '下单时间', '单价（元）', '会员号', '国家', '店铺']
    const mapping = guessMapping(columns.map((column) => column.replace('（元）', '')))
    expect(missingFields(mapping, true)).toEqual([])
    expect(mapping).toMatchObject({ orderNumber: '订单编号', customerReference: '会员号', merchant: '店铺' })
  })

  it('uses a column once and prefers the better name', () => {
    expect(guessMapping(['Date', 'Invoice Date', 'Order'])).toEqual({ placedAt: 'Invoice Date', orderNumber: 'Order' })
  })

  it('says what is missing', () => {
    expect(missingFields(guessMapping(['Quantity', 'Price', 'Colour']), false)).toEqual([
      'orderNumber',
      'productCode',
      'placedAt',
      'customerReference',
    ])
    expect(missingFields({}, true)).toContain('merchant')
  })
})
