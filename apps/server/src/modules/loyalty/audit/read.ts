import type { Tx } from '../../../platform/db/index.ts'
import type { StoredLine } from './line.ts'

const lines = `
  select p.id, p.entry_id as "entryId", p.customer_id as "customerId", p.merchant_id as "merchantId", m.member,
         p.order_id as "orderId", p.order_number as "orderNumber", p.order_entry_id as "orderEntryId",
         p.purchase_number as "purchaseNumber", p.holder, p.amount::text as amount, p.occurred_at as "occurredAt",
         p.points, p.rule_version as "ruleVersion", p.transaction_hash as "transactionHash", p.posted_at as "postedAt"
    from points_movement p
    join programme_merchant m on m.organisation_id = p.organisation_id and m.programme_id = p.programme_id
                             and m.merchant_id = p.merchant_id
   where p.organisation_id = $1`

/** Lines that were recorded with these entries. */
export const linesOfEntries = async (tx: Tx, entryIds: readonly string[]): Promise<StoredLine[]> =>
  tx.rows<StoredLine>({
    name: 'loyalty-audit-lines',
    text: `${lines} and p.entry_id = any($2::uuid[])`,
    values: [tx.organisationId, entryIds],
  })

/** Lines that no entry of the journal speaks of, at most a hundred. */
export const unrecordedLines = async (tx: Tx): Promise<StoredLine[]> =>
  tx.rows<StoredLine>({
    name: 'loyalty-audit-unrecorded',
    text: `${lines} and not exists (select from journal_entry e
             where e.organisation_id = $1 and e.id = p.entry_id and e.kind = 'points.earned'
               and (e.subject = p.customer_id
                    -- Recorded with the company, since the customer had been erased.
                    or e.subject = $1 and exists (select from subject_key k where k.organisation_id = $1
                                                     and k.subject_id = p.customer_id and k.destroyed_at is not null)))
            limit 100`,
    values: [tx.organisationId],
  })

/** Customers of accounts, by number of the account. */
export const customersOfHolders = async (tx: Tx, holders: readonly number[]): Promise<Map<number, string>> => {
  const rows = await tx.rows<{ number: number; customerId: string }>({
    name: 'loyalty-audit-holders',
    text: `select number, customer_id as "customerId" from holder
            where organisation_id = $1 and number = any($2::int[])`,
    values: [tx.organisationId, holders],
  })
  return new Map(rows.map(({ number, customerId }) => [number, customerId]))
}

/** A kept sum that is not the sum of its lines. */
export type WrongSum = {
  readonly customerId: string | null
  readonly merchantId: string
  readonly kept: string
  readonly summed: string
}

/** Sums per customer and per merchant against their lines, at most a hundred that differ. */
export const wrongSums = async (tx: Tx): Promise<WrongSum[]> =>
  tx.rows<WrongSum>({
    name: 'loyalty-audit-sums',
    text: `with line as (select customer_id, merchant_id, sum(points) as points, count(*) as purchases
                           from points_movement where organisation_id = $1 group by customer_id, merchant_id),
                kept as (select customer_id, merchant_id, points, purchases from customer_points where organisation_id = $1)
           select coalesce(line.customer_id, kept.customer_id) as "customerId",
                  coalesce(line.merchant_id, kept.merchant_id) as "merchantId",
                  coalesce(kept.points, 0)::text as kept, coalesce(line.points, 0)::text as summed
             from line full join kept using (customer_id, merchant_id)
            where coalesce(kept.points, 0) <> coalesce(line.points, 0)
               or coalesce(kept.purchases, 0) <> coalesce(line.purchases, 0)
           union all
           select null, m.merchant_id, m.points::text, coalesce(sum(line.points), 0)::text
             from programme_merchant m left join line on line.merchant_id = m.merchant_id
            where m.organisation_id = $1 group by m.merchant_id, m.points, m.posted
           having m.points <> coalesce(sum(line.points), 0) or m.posted <> coalesce(sum(line.purchases), 0)
            limit 100`,
    values: [tx.organisationId],
  })

/** Purchases whose turn is over that have neither a line, nor a batch under way, nor a reason to have none. */
export const skippedPurchases = async (tx: Tx): Promise<{ orderNumber: string; orderId: string }[]> =>
  tx.rows({
    name: 'loyalty-audit-skipped',
    text: `select o.number as "orderNumber", o.id as "orderId"
             from programme_merchant m
             join "order" o on o.organisation_id = m.organisation_id and o.merchant_id = m.merchant_id
                           and o.purchase_number <= m.last_purchase
            where m.organisation_id = $1
              and not exists (select from points_movement p where p.organisation_id = $1
                                and p.merchant_id = m.merchant_id and p.purchase_number = o.purchase_number)
              and not exists (select from earn_exception x where x.organisation_id = $1
                                and x.merchant_id = m.merchant_id and x.purchase_number = o.purchase_number)
              and not exists (select from earn_batch b where b.organisation_id = $1
                                and b.merchant_id = m.merchant_id and b.posted_at is null
                                and o.purchase_number between b.first_purchase and b.last_purchase)
            limit 100`,
    values: [tx.organisationId],
  })

/** How many batches are under way: while there are any, totals are in motion. */
export const batchesUnderWay = async (tx: Tx): Promise<number> => {
  const { count } = await tx.one<{ count: number }>({
    name: 'loyalty-audit-under-way',
    text: 'select count(*) as count from earn_batch where organisation_id = $1 and posted_at is null',
    values: [tx.organisationId],
  })
  return count
}
