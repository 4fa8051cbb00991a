import type { Tx } from '../../../platform/db/index.ts'

/** An order as it is stored, every column that the journal speaks of. */
export type AuditedOrder = {
  readonly id: string
  readonly customerId: string
  readonly merchantId: string
  readonly number: string
  readonly kind: string
  readonly placedAt: Date
  readonly currency: string
  readonly country: string | null
  readonly total: string
  readonly lineCount: number
  readonly purchaseNumber: number | null
  readonly entryId: string
  readonly contentHash: Buffer
}

export type AuditedLine = {
  readonly orderId: string
  readonly line: number
  readonly productCode: string
  readonly description: string
  readonly quantity: number
  readonly unitPrice: string
  readonly total: string
}

export const ordersById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, AuditedOrder>> => {
  const rows = await tx.rows<AuditedOrder>({
    text: `select id, customer_id as "customerId", merchant_id as "merchantId", number, kind, placed_at as "placedAt",
                  currency, country, total::text as total, line_count as "lineCount",
                  purchase_number as "purchaseNumber", entry_id as "entryId", content_hash as "contentHash"
             from "order" where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

export const linesByOrder = async (tx: Tx, ids: readonly string[]): Promise<Map<string, AuditedLine[]>> => {
  const rows = await tx.rows<AuditedLine>({
    text: `select order_id as "orderId", line, product_code as "productCode", description, quantity,
                  unit_price::text as "unitPrice", total::text as total
             from order_line where organisation_id = $1 and order_id = any($2::uuid[]) order by order_id, line`,
    values: [tx.organisationId, ids],
  })
  return Map.groupBy(rows, ({ orderId }) => orderId)
}

/** Orders that are not the one that their journal entry speaks of; a hundred of them at most. */
export const unrecordedOrders = async (tx: Tx): Promise<{ id: string; number: string; entryId: string }[]> =>
  tx.rows({
    // Two questions, so that each is one pass over the orders; asked with `or`, they would be put for every order.
    text: `select id, number, entry_id as "entryId" from "order" o
            where o.organisation_id = $1
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.id = o.entry_id and e.subject = o.customer_id
                                 and e.kind in ('order.placed', 'order.returned'))
           union
           select id, number, entry_id from "order"
            where organisation_id = $1
              and entry_id in (select entry_id from "order" where organisation_id = $1
                                group by entry_id having count(*) > 1)
            limit 100`,
    values: [tx.organisationId],
  })

/** Lines whose order is not there; a hundred of them at most. */
export const orphanedLines = async (tx: Tx): Promise<{ orderId: string; line: number }[]> =>
  tx.rows({
    text: `select order_id as "orderId", line from order_line l
            where l.organisation_id = $1
              and not exists (select from "order" o where o.organisation_id = $1 and o.id = l.order_id)
            limit 100`,
    values: [tx.organisationId],
  })

/** Merchants whose purchases are not numbered from 1 to the last number given. */
export const brokenNumbers = async (tx: Tx): Promise<{ id: string; last: number; count: number; highest: number }[]> =>
  tx.rows({
    text: `select m.id, m.last_purchase_number as last, count(o.id)::int as count,
                  coalesce(max(o.purchase_number), 0) as highest
             from merchant m
             left join "order" o on o.organisation_id = m.organisation_id and o.merchant_id = m.id
                                and o.purchase_number is not null
            where m.organisation_id = $1 group by m.id, m.last_purchase_number
           having count(o.id) <> m.last_purchase_number or coalesce(max(o.purchase_number), 0) <> m.last_purchase_number`,
    values: [tx.organisationId],
  })
