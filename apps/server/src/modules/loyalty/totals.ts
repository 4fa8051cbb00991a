import type { Tx } from '../../platform/db/index.ts'

/** Points by customer id, whole numbers in text; customers without any are left out. */
export const pointsOfCustomers = async (tx: Tx, customerIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ customerId: string; points: string }>({
    name: 'loyalty-points-of-customers',
    text: `select customer as "customerId", sum(p.points)::text as points
             from unnest($2::uuid[]) as customer cross join lateral customer_records(customer) as record
             join customer_points p on p.organisation_id = $1 and p.customer_id = record group by customer`,
    values: [tx.organisationId, customerIds],
  })
  return new Map(rows.map(({ customerId, points }) => [customerId, points]))
}

/** Points that a customer earned at each merchant, by merchant id. */
export const pointsByMerchant = async (tx: Tx, customerId: string): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ merchantId: string; points: string }>({
    name: 'loyalty-points-by-merchant',
    text: `select merchant_id as "merchantId", sum(points)::text as points from customer_points
            where organisation_id = $1 and customer_id in (select customer_records($2)) group by merchant_id`,
    values: [tx.organisationId, customerId],
  })
  return new Map(rows.map(({ merchantId, points }) => [merchantId, points]))
}

/** Points that all customers were given, as far as posted here. */
export const pointsIssued = async (tx: Tx): Promise<string> => {
  const { issued } = await tx.one<{ issued: string }>({
    name: 'loyalty-points-issued',
    text: 'select coalesce(sum(points), 0)::text as issued from programme_merchant where organisation_id = $1',
    values: [tx.organisationId],
  })
  return issued
}

/** Points of orders, and the version of the rule; null if no rule was in force. Orders not computed yet are left out. */
export const pointsOfOrders = async (
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, { points: string; ruleVersion: number | null }>> => {
  const rows = await tx.rows<{ orderId: string; points: string; ruleVersion: number }>({
    name: 'loyalty-points-of-orders',
    text: `select order_id as "orderId", points, rule_version as "ruleVersion" from points_movement
            where organisation_id = $1 and order_id = any($2::uuid[])`,
    values: [tx.organisationId, orderIds],
  })
  return new Map(
    rows.map(({ orderId, points, ruleVersion }) => [orderId, { points, ruleVersion: ruleVersion || null }]),
  )
}

/** Numbers of the merchants on the ledger, by merchant id. */
export const ledgerMembers = async (tx: Tx): Promise<Map<string, number>> => {
  const rows = await tx.rows<{ merchantId: string; member: number }>({
    name: 'loyalty-ledger-members',
    text: 'select merchant_id as "merchantId", member from programme_merchant where organisation_id = $1',
    values: [tx.organisationId],
  })
  return new Map(rows.map(({ merchantId, member }) => [merchantId, member]))
}

/**
 * How far each merchant's purchases are through: up to this number every purchase has its points, or was passed over
 * for good reason. By merchant id.
 */
export const postedUpTo = async (tx: Tx): Promise<Map<string, number>> => {
  const rows = await tx.rows<{ merchantId: string; number: number }>({
    name: 'loyalty-posted-up-to',
    text: `select m.merchant_id as "merchantId", least(m.last_purchase, min(b.first_purchase) - 1) as number
             from programme_merchant m
             left join earn_batch b on b.organisation_id = m.organisation_id and b.merchant_id = m.merchant_id
                                   and b.posted_at is null
            where m.organisation_id = $1 group by m.merchant_id, m.last_purchase`,
    values: [tx.organisationId],
  })
  return new Map(rows.map(({ merchantId, number }) => [merchantId, number]))
}

/** Purchases of a customer that have come to rest: posted, or passed over for ever. */
export const settledOf = async (tx: Tx, customerId: string): Promise<number> => {
  const { settled } = await tx.one<{ settled: number }>({
    name: 'loyalty-settled-of',
    text: `select (select coalesce(sum(purchases), 0)::int from customer_points
                    where organisation_id = $1 and customer_id in (select customer_records($2)))
                + (select count(*)::int from earn_exception
                    where organisation_id = $1 and customer_id in (select customer_records($2)) and due_at is null)
                as settled`,
    values: [tx.organisationId, customerId],
  })
  return settled
}
