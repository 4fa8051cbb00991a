import { z } from 'zod'
import { currency, hex, idParams, instant, minorUnits, pageOf, pageQuery, points, uuid } from './common.ts'
import { earnReasons } from './earn-arithmetic.ts'
import { newRule } from './loyalty-rules.ts'
import { defineRoute } from './route.ts'

/**
 * One version of a merchant's earn rule as it stands on the ledger: points = min(maximumPoints,
 * ⌊amount × pointsNumerator ÷ spendUnit⌋), or none below the minimum (see `pointsEarned`).
 */
export const earnRule = z.object({
  merchantId: uuid,
  merchantName: z.string(),
  merchantNameZh: z.string(),
  /** The merchant's number on the ledger, under which anybody can read the rule there. */
  ledgerMember: z.number().int(),
  version: z.number().int(),
  pointsNumerator: points,
  spendUnit: minorUnits,
  minimumSpend: minorUnits,
  /** Most points of one purchase; 4294967295, the largest the ledger can hold, means no cap. */
  maximumPoints: points,
  currency,
  startsAt: instant,
  /** End of the version by its own terms; null if it runs until the next one starts. */
  endsAt: instant.nullable(),
  publishedAt: instant,
  transactionHash: hex,
})
export type EarnRule = z.infer<typeof earnRule>

/** One movement of points with everything needed to recompute it by hand. */
export const pointsMovement = z.object({
  id: uuid,
  kind: z.enum(['earned']),
  points,
  occurredAt: instant,
  postedAt: instant,
  orderId: uuid,
  orderNumber: z.string(),
  merchantId: uuid,
  merchantName: z.string(),
  /** The merchant's number on the ledger. */
  ledgerMember: z.number().int(),
  purchaseNumber: z.number().int(),
  amount: minorUnits,
  currency,
  /** The version by which the contract computed; null if none was in force when the purchase was made. */
  rule: earnRule.nullable(),
  /** Why the arithmetic gave what it gave: the rule as is, below the minimum, or cut at the cap. */
  reason: z.enum(earnReasons),
  /** When these points lapse. */
  lapsesAt: instant,
  /** The journal entry of the purchase, and the one of the points. */
  orderEntryId: uuid,
  entryId: uuid,
  transactionHash: hex,
  blockNumber: z.number().int(),
})
export type PointsMovement = z.infer<typeof pointsMovement>

export const pointsBalance = z.object({
  programme: z.object({ id: uuid, number: z.number().int(), name: z.string(), nameZh: z.string(), currency }),
  balance: points,
  /** Purchases recorded here whose points the contract has not yet computed. */
  pendingOrders: z.number().int(),
  expiringSoon: points,
  expiringAt: instant.nullable(),
  lots: z.array(z.object({ points, expiresAt: instant })),
  /** Where the contract keeps it, so that anybody can ask the ledger directly. */
  holder: z.object({ index: z.number().int(), account: hex }).nullable(),
  /** All accounts of the customer: more than one where customers were merged. The balance is their sum. */
  holders: z.array(z.object({ index: z.number().int(), account: hex })),
  contract: hex,
  /** The contract that holds the earn rules. */
  rulesContract: hex,
})
export type PointsBalance = z.infer<typeof pointsBalance>

const tag = 'Loyalty'

export const loyaltyRoutes = {
  programme: defineRoute({
    id: 'getProgramme',
    method: 'GET',
    path: '/api/loyalty/programme',
    access: { right: 'points.read' },
    tag,
    summary: 'The points programme with its totals',
    response: z.object({
      id: uuid,
      number: z.number().int(),
      name: z.string(),
      nameZh: z.string(),
      currency,
      contract: hex,
      rulesContract: hex,
      holders: z.number().int(),
      /** Points ever credited, those that holders have now, that lapsed, that were spent: as the contract counts them. */
      issued: points,
      outstanding: points,
      lapsed: points,
      /** Points spent and not given back. */
      removed: points,
      pendingOrders: z.number().int(),
    }),
  }),
  rules: defineRoute({
    id: 'listEarnRules',
    method: 'GET',
    path: '/api/loyalty/rules',
    access: 'public',
    tag,
    summary: 'All versions of all earn rules of an organisation, newest first',
    query: z.strictObject({ organisationId: uuid }),
    response: z.object({ items: z.array(earnRule) }),
  }),
  publishRule: defineRoute({
    id: 'publishEarnRule',
    method: 'POST',
    path: '/api/loyalty/rules',
    access: { right: 'points.publish' },
    tag,
    summary: 'Publish a new version of a merchant’s earn rule, in force from a stated time',
    body: z.strictObject(newRule),
    response: z.object({ callId: uuid, entryId: uuid }),
    status: 202,
    idempotent: true,
  }),
  balance: defineRoute({
    id: 'getCustomerPoints',
    method: 'GET',
    path: '/api/customers/:id/points',
    access: { right: 'points.read' },
    tag,
    summary: 'Points balance of a customer, read from the contract',
    params: idParams,
    response: pointsBalance,
  }),
  movements: defineRoute({
    id: 'listCustomerPoints',
    method: 'GET',
    path: '/api/customers/:id/points/movements',
    access: { right: 'points.read' },
    tag,
    summary: 'Points of a customer line by line, newest first',
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(pointsMovement),
  }),
} as const
