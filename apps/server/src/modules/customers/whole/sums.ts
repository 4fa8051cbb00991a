import type { Tx } from '../../../platform/db/index.ts'
import { addToMarkCounts } from '../care/counts.ts'
import { addToCounts } from '../counts.ts'

/** What the orders of one record at one merchant add up to; the amount in minor units. */
export type OrderSums = {
  readonly customerId: string
  readonly merchantId: string
  readonly orderCount: number
  readonly returnCount: number
  readonly spent: string
  readonly firstAt: Date
  readonly lastAt: Date
}

/** A customer as lists show it: all records that it consists of, and what their orders add up to. */
export type Listed = {
  readonly id: string
  readonly country: string | null
  readonly createdAt: Date
  readonly sums: readonly OrderSums[]
}

const time = (times: readonly Date[], which: 'min' | 'max'): string =>
  times.length === 0 ? '-infinity' : new Date(Math[which](...times.map((each) => each.getTime()))).toISOString()

/** Holds the rows that lists show, so that orders that come meanwhile are counted after what is done here. */
export const lockListed = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await tx.rows({
    name: 'customer-figures-hold',
    text: `select from customer_figures where organisation_id = $1 and customer_id = any($2::uuid[])
            order by customer_id for update`,
    values: [tx.organisationId, ids],
  })
}

const total = (sums: readonly OrderSums[], of: 'orderCount' | 'returnCount'): number =>
  sums.reduce((sum, { [of]: count }) => sum + count, 0)

const setMerchants = async (tx: Tx, { id, sums }: Listed): Promise<void> => {
  await tx.rows({
    name: 'customer-merchant-clear',
    text: 'delete from customer_merchant where organisation_id = $1 and customer_id = $2',
    values: [tx.organisationId, id],
  })
  if (sums.length === 0) return
  await tx.rows({
    name: 'customer-merchant-set',
    text: `insert into customer_merchant (organisation_id, customer_id, merchant_id, order_count, return_count, spent)
           select $1::uuid, $2::uuid, merchant_id, sum(orders), sum(returns), sum(spent)
             from unnest($3::uuid[], $4::int[], $5::int[], $6::int8[]) as o (merchant_id, orders, returns, spent)
            group by merchant_id`,
    values: [
      tx.organisationId,
      id,
      sums.map(({ merchantId }) => merchantId),
      sums.map(({ orderCount }) => orderCount),
      sums.map(({ returnCount }) => returnCount),
      sums.map(({ spent }) => spent),
    ],
  })
}

/** What lists by owner and tag sort by is kept beside each mark. */
const setMarks = async (tx: Tx, id: string): Promise<void> => {
  await tx.rows({
    name: 'customer-mark-set',
    text: `update customer_mark m
              set order_count = f.order_count, spent = f.spent, last_order_at = f.last_order_at, created_at = f.created_at
             from customer_figures f
            where m.organisation_id = $1 and m.customer_id = $2 and f.organisation_id = $1 and f.customer_id = $2`,
    values: [tx.organisationId, id],
  })
}

/** Puts owner and tags of a customer who comes back into their lists. */
const restoreMarks = async (tx: Tx, id: string): Promise<void> => {
  const marks = await tx.rows<{ markId: string }>({
    name: 'customer-mark-restore',
    text: `insert into customer_mark (organisation_id, customer_id, mark_id, order_count, spent, last_order_at, created_at)
           select $1::uuid, f.customer_id, mark_id, f.order_count, f.spent, f.last_order_at, f.created_at
             from customer_care a
             join customer_figures f on f.organisation_id = $1 and f.customer_id = a.customer_id
             cross join lateral unnest(a.tags || array_remove(array[a.owner_id], null)) as mark_id
            where a.organisation_id = $1 and a.customer_id = $2 and not a.binned
           returning mark_id as "markId"`,
    values: [tx.organisationId, id],
  })
  await addToMarkCounts(
    tx,
    marks.map(({ markId }) => ({ markId, customers: 1 })),
  )
}

/** Shows a customer in lists with the sums of all its records, whether it was shown before or not. */
export const showInLists = async (tx: Tx, listed: Listed): Promise<void> => {
  const { id, country, createdAt, sums } = listed
  const times = sums.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt])
  const { isNew, binned } = await tx.one<{ isNew: boolean; binned: boolean }>({
    name: 'customer-figures-set',
    text: `insert into customer_figures (organisation_id, customer_id, country, order_count, return_count, spent,
             first_order_at, last_order_at, created_at, binned_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
             (select now() from customer_care where organisation_id = $1 and customer_id = $2 and binned))
           on conflict (organisation_id, customer_id) do update set
             order_count = excluded.order_count, return_count = excluded.return_count, spent = excluded.spent,
             first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at
           returning xmax = 0 as "isNew", binned_at is not null as binned`,
    values: [
      tx.organisationId,
      id,
      country,
      total(sums, 'orderCount'),
      total(sums, 'returnCount'),
      String(sums.reduce((sum, { spent }) => sum + BigInt(spent), 0n)),
      time(times, 'min'),
      time(times, 'max'),
      createdAt,
    ],
  })
  await setMerchants(tx, listed)
  if (!isNew) return setMarks(tx, id)
  await restoreMarks(tx, id)
  if (!binned) await addToCounts(tx, [{ country, customers: 1 }])
}

/** Takes a record out of lists and counts: another one stands for it. */
export const hideFromLists = async (tx: Tx, id: string): Promise<void> => {
  const values = [tx.organisationId, id]
  const gone = await tx.maybe<{ country: string | null; binned: boolean }>({
    name: 'customer-figures-hide',
    text: `delete from customer_figures where organisation_id = $1 and customer_id = $2
           returning country, binned_at is not null as binned`,
    values,
  })
  await tx.rows({
    name: 'customer-merchant-clear',
    text: 'delete from customer_merchant where organisation_id = $1 and customer_id = $2',
    values,
  })
  const marks = await tx.rows<{ markId: string }>({
    name: 'customer-mark-clear',
    text: `delete from customer_mark where organisation_id = $1 and customer_id = $2 returning mark_id as "markId"`,
    values,
  })
  await addToMarkCounts(
    tx,
    marks.map(({ markId }) => ({ markId, customers: -1 })),
  )
  if (gone !== undefined && !gone.binned) await addToCounts(tx, [{ country: gone.country, customers: -1 }])
}
