import type { Tx } from '../../platform/db/index.ts'
import { lockShown } from './whole/lock-shown.ts'

/** An order as far as figures go. */
export type CountedOrder = {
  readonly customerId: string
  readonly merchantId: string
  readonly kind: 'purchase' | 'return'
  /** Minor units; negative for a return. */
  readonly total: number
  /** Milliseconds since 1970. */
  readonly placedAt: number
}

type Sums = { orders: number; returns: number; spent: bigint; first: number; last: number }

const emptySums = (): Sums => ({ orders: 0, returns: 0, spent: 0n, first: Infinity, last: -Infinity })

const add = (sums: Map<string, Sums>, key: string, { kind, total, placedAt }: CountedOrder): void => {
  let sum = sums.get(key)
  if (sum === undefined) {
    sum = emptySums()
    sums.set(key, sum)
  }
  if (kind === 'purchase') sum.orders += 1
  else sum.returns += 1
  sum.spent += BigInt(total)
  sum.first = Math.min(sum.first, placedAt)
  sum.last = Math.max(sum.last, placedAt)
}

/** Sums by key, in the order of the keys, so that writers of the same rows wait for each other instead of deadlocking. */
const sumBy = (orders: readonly CountedOrder[], keyOf: (order: CountedOrder) => string): [string, Sums][] => {
  const sums = new Map<string, Sums>()
  for (const order of orders) add(sums, keyOf(order), order)
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const columnsOf = (sums: readonly [string, Sums][]): unknown[] => [
  sums.map(([, { orders }]) => orders),
  sums.map(([, { returns }]) => returns),
  sums.map(([, { spent }]) => spent.toString()),
]

const instants = (sums: readonly [string, Sums][], which: 'first' | 'last'): string[] =>
  sums.map(([, sum]) => new Date(sum[which]).toISOString())

const addFigures = `
  update customer_figures f
     set order_count = f.order_count + c.orders, return_count = f.return_count + c.returns, spent = f.spent + c.spent,
         first_order_at = case when f.first_order_at = '-infinity' then c.first else least(f.first_order_at, c.first) end,
         last_order_at = greatest(f.last_order_at, c.last)
    from unnest($2::uuid[], $3::int[], $4::int[], $5::int8[], $6::timestamptz[], $7::timestamptz[])
      as c (customer_id, orders, returns, spent, first, last)
   where f.organisation_id = $1 and f.customer_id = c.customer_id`

/** The same columns where lists by owner and tag are read. */
const addMarks = `
  update customer_mark m
     set order_count = m.order_count + c.orders, spent = m.spent + c.spent,
         last_order_at = greatest(m.last_order_at, c.last)
    from unnest($2::uuid[], $3::int[], $4::int8[], $5::timestamptz[]) as c (customer_id, orders, spent, last)
   where m.organisation_id = $1 and m.customer_id = c.customer_id`

const addMerchants = `
  insert into customer_merchant as m (organisation_id, customer_id, merchant_id, order_count, return_count, spent)
  select $1::uuid, customer_id, merchant_id, orders, returns, spent
    from unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::int8[])
      as c (customer_id, merchant_id, orders, returns, spent)
  on conflict (organisation_id, customer_id, merchant_id) do update
     set order_count = m.order_count + excluded.order_count, return_count = m.return_count + excluded.return_count,
         spent = m.spent + excluded.spent`

const addMonths = `
  insert into sales_month as s (organisation_id, merchant_id, month, order_count, return_count, spent)
  select $1::uuid, merchant_id, month, orders, returns, spent
    from unnest($2::uuid[], $3::date[], $4::int[], $5::int[], $6::int8[])
      as c (merchant_id, month, orders, returns, spent)
  on conflict (organisation_id, merchant_id, month) do update
     set order_count = s.order_count + excluded.order_count, return_count = s.return_count + excluded.return_count,
         spent = s.spent + excluded.spent`

const split = (sums: readonly [string, Sums][], part: 0 | 1): string[] =>
  sums.map(([key]) => key.split(' ')[part] as string)

/**
 * Adds orders to the figures of their customers and of their merchants, in the transaction that stores the orders.
 * A batch costs as many statements as a single order.
 */
export const countOrders = async (tx: Tx, placed: readonly CountedOrder[]): Promise<void> => {
  if (placed.length === 0) return
  const organisation = tx.organisationId
  // An order of a record that was merged counts for the customer who stands for it.
  const heads = await lockShown(tx, [...new Set(placed.map(({ customerId }) => customerId))])
  const orders = placed.map((order) => ({ ...order, customerId: heads.get(order.customerId) ?? order.customerId }))
  const customers = sumBy(orders, ({ customerId }) => customerId)
  const ids = customers.map(([id]) => id)
  const merchants = sumBy(orders, ({ customerId, merchantId }) => `${customerId} ${merchantId}`)
  const months = sumBy(
    orders,
    ({ merchantId, placedAt }) => `${merchantId} ${new Date(placedAt).toISOString().slice(0, 7)}-01`,
  )
  await Promise.all([
    tx.rows({
      // Planned each time: in a fresh database the tables grow faster than a kept plan notices.
      text: addFigures,
      values: [organisation, ids, ...columnsOf(customers), instants(customers, 'first'), instants(customers, 'last')],
    }),
    tx.rows({
      text: addMarks,
      values: [
        organisation,
        ids,
        customers.map(([, { orders: count }]) => count),
        customers.map(([, { spent }]) => spent.toString()),
        instants(customers, 'last'),
      ],
    }),
    tx.rows({
      name: 'customer-merchant-add',
      text: addMerchants,
      values: [organisation, split(merchants, 0), split(merchants, 1), ...columnsOf(merchants)],
    }),
    tx.rows({
      name: 'sales-month-add',
      text: addMonths,
      values: [organisation, split(months, 0), split(months, 1), ...columnsOf(months)],
    }),
  ])
}
