import { z } from 'zod'
import { currency, idParams, instant, minorUnits, pageOf, pageQuery, points, uuid } from './common.ts'
import { defineRoute } from './route.ts'

export const orderKind = z.enum(['purchase', 'return'])

export const orderSummary = z.object({
  id: uuid,
  number: z.string(),
  kind: orderKind,
  merchantId: uuid,
  merchantName: z.string(),
  placedAt: instant,
  lineCount: z.number().int(),
  total: minorUnits,
  currency,
  /** Null while the points are still being computed by the contract, and for returns. */
  points: points.nullable(),
  ruleVersion: z.number().int().nullable(),
  /** The journal entry that proves the order. */
  entryId: uuid,
})
export type OrderSummary = z.infer<typeof orderSummary>

export const orderLine = z.object({
  line: z.number().int(),
  productCode: z.string(),
  description: z.string(),
  quantity: z.number().int(),
  unitPrice: minorUnits,
  total: minorUnits,
})

export const merchant = z.object({
  id: uuid,
  name: z.string(),
  nameZh: z.string(),
  ledgerMember: z.number().int().nullable(),
})

const tag = 'Orders'

export const orderRoutes = {
  ofCustomer: defineRoute({
    id: 'listCustomerOrders',
    method: 'GET',
    path: '/api/customers/:id/orders',
    access: { right: 'order.read' },
    tag,
    summary: 'Orders and returns of a customer, newest first',
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(orderSummary),
  }),
  get: defineRoute({
    id: 'getOrder',
    method: 'GET',
    path: '/api/orders/:id',
    access: { right: 'order.read' },
    tag,
    summary: 'One order with its lines',
    params: idParams,
    response: orderSummary.extend({ customerId: uuid, lines: z.array(orderLine) }),
  }),
  merchants: defineRoute({
    id: 'listMerchants',
    method: 'GET',
    path: '/api/merchants',
    access: 'staff',
    tag,
    summary: 'The merchants of the organisation',
    response: z.object({ items: z.array(merchant) }),
  }),
} as const
