import { describe, expect, it } from 'vitest'
import type { NewOrder } from '../needs.ts'
import { compareWithStored, draftOrders, type AssignedRow } from './documents.ts'

const row = (changes: Partial<AssignedRow> = {}): AssignedRow => ({
  orderNumber: '536365',
  kind: 'purchase',
  productCode: 'P1',
  description: 'TIN',
  quantity: 2,
  unitPrice: 150,
  total: 300,
  placedAt: 1_000_000,
  customerReference: '17850',
  country: null,
  merchant: null,
  merchantId: 'home',
  ...changes,
})

describe('the rows of one document', () => {
  it('become one order for each merchant, lines in the order of the file', () => {
    const { orders } = draftOrders(
      [row({ productCode: 'A' }), row({ merchantId: 'garden', productCode: 'B' }), row({ productCode: 'C' })],
      'GBP',
    )
    expect(orders?.map(({ merchantId, lines }) => [merchantId, lines.map(({ productCode }) => productCode)])).toEqual([
      ['home', ['A', 'C']],
      ['garden', ['B']],
    ])
  })

  it('keep two equal lines as two', () => {
    expect(draftOrders([row(), row()], 'GBP').orders?.[0]?.lines).toHaveLength(2)
  })

  it('were placed at the earliest time among them, to the first country that is named', () => {
    const rows = [row({ placedAt: 2_000_000 }), row({ country: 'Malta' }), row({ country: 'Italy' })]
    expect(draftOrders(rows, 'GBP').orders?.[0]).toMatchObject({ placedAt: 1_000_000, country: 'Malta' })
  })

  it('are refused when they name two customers', () => {
    expect(draftOrders([row(), row({ customerReference: '1' })], 'GBP')).toEqual({ reason: 'CUSTOMER_DIFFERS' })
  })

  it('are refused when their sum is beyond what can be exact', () => {
    const dear = row({ quantity: 1, unitPrice: 900_000_000_000_000 })
    expect(draftOrders([dear, dear], 'GBP')).toEqual({ reason: 'AMOUNT_TOO_LARGE' })
  })

  it('are refused when one journal entry could not hold them', () => {
    expect(
      draftOrders(
        Array.from({ length: 3000 }, () => row()),
        'GBP',
      ),
    ).toEqual({ reason: 'ORDER_TOO_LARGE' })
  })
})

describe('an order whose number is known', () => {
  const order = (merchantId: string): NewOrder => ({
    ...draftOrders([row({ merchantId })], 'GBP').orders![0]!,
    customerId: 'c',
    importId: null,
  })
  const hashOf = ({ merchantId, lines }: NewOrder) => Buffer.from(`${merchantId}:${lines.length}`)
  const stored = (...merchants: string[]) => new Map(merchants.map((id) => [id, hashOf(order(id))]))

  it('is new where nothing is stored', () => {
    expect(compareWithStored([order('home')], stored(), hashOf, { by: 'productFamily' })).toBe('new')
  })
  it('is unchanged where all of it is stored', () => {
    const orders = [order('home'), order('garden')]
    expect(compareWithStored(orders, stored('home', 'garden'), hashOf, { by: 'productFamily' })).toBe('unchanged')
  })
  it('differs where the content does', () => {
    const other = new Map([['home', Buffer.from('other')]])
    expect(compareWithStored([order('home')], other, hashOf, { by: 'productFamily' })).toBe('differs')
  })
  it('differs where the stored invoice has a part more or a part less', () => {
    expect(compareWithStored([order('home')], stored('home', 'garden'), hashOf, { by: 'productFamily' })).toBe(
      'differs',
    )
    expect(compareWithStored([order('home'), order('garden')], stored('home'), hashOf, { by: 'productFamily' })).toBe(
      'differs',
    )
  })
  it('is new at a merchant who does not have it, where the file names the merchants', () => {
    expect(compareWithStored([order('home')], stored('garden'), hashOf, { by: 'column' })).toBe('new')
  })
})
