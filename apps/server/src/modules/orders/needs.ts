import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'

/** Something that happened, for the journal. */
export type Entry = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: JsonObject
  readonly occurredAt?: string
}

/** An order as far as the figures of its customer and merchant go. */
export type CountedOrder = {
  readonly customerId: string
  readonly merchantId: string
  readonly kind: 'purchase' | 'return'
  readonly total: number
  readonly placedAt: number
}

/** What placing orders asks of others; given by the composition root. */
export type PlacingNeeds = {
  /** Appends to the journal in the caller's transaction, in the order given. */
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly { readonly id: string }[]>
  /** Adds the orders to the figures of customers and merchants. */
  readonly countOrders: (tx: Tx, orders: readonly CountedOrder[]) => Promise<void>
}

/** Points that an order earned: what the contract computed, and by which version of the rule. */
export type OrderPoints = { readonly points: string; readonly ruleVersion: number | null }

/** What the routes ask of others. */
export type OrdersNeeds = PlacingNeeds & {
  /** Throws a not-found error unless the customer exists. */
  readonly requireCustomer: (tx: Tx, customerId: string) => Promise<void>
  /** By order id; orders whose points are not computed yet are left out. */
  readonly pointsOfOrders: (tx: Tx, orderIds: readonly string[]) => Promise<ReadonlyMap<string, OrderPoints>>
  /** Numbers of the merchants on the ledger, by merchant id; those not admitted yet are left out. */
  readonly ledgerMembers: (tx: Tx) => Promise<ReadonlyMap<string, number>>
}
