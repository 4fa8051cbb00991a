import { z } from 'zod'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/page.ts'
import { orderErrors } from './errors.ts'

/** An order without its lines. Amounts are minor units in text. */
export type StoredOrder = {
  readonly id: string
  readonly customerId: string
  readonly number: string
  readonly kind: 'purchase' | 'return'
  readonly merchantId: string
  readonly merchantName: string
  readonly placedAt: string
  readonly lineCount: number
  readonly total: string
  readonly currency: string
  readonly entryId: string
}

export type StoredLine = {
  readonly line: number
  readonly productCode: string
  readonly description: string
  readonly quantity: number
  readonly unitPrice: string
  readonly total: string
}

/** A shop of the organisation. */
export type Merchant = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly nameZh: string
  /** Purchases are numbered 1, 2, 3 …; this is the last number given. */
  readonly lastPurchaseNumber: number
}

type Row = Omit<StoredOrder, 'placedAt'> & { readonly placedAt: Date }

const columns = `o.id, o.customer_id as "customerId", o.number, o.kind, o.merchant_id as "merchantId",
  m.name as "merchantName", o.placed_at as "placedAt", o.line_count as "lineCount", o.total::text as total, o.currency,
  o.entry_id as "entryId"`

const orders = `"order" o join merchant m on m.organisation_id = o.organisation_id and m.id = o.merchant_id`

const latest = 253_402_300_799_999
const cursorOfOrders = z.tuple([z.number().int().min(0).max(latest), z.uuid()])

const withInstant = (row: Row): StoredOrder => ({ ...row, placedAt: row.placedAt.toISOString() })

/**
 * Orders and returns of a customer, newest first.
 * @throws HTTP_CURSOR_INVALID
 */
export const ordersOf = async (
  tx: Tx,
  customerId: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: StoredOrder[]; nextCursor: string | null }> => {
  const after = decodeCursor(cursorOfOrders, cursor)
  const rows = await tx.rows<Row>({
    name: after === undefined ? 'orders-of-customer' : 'orders-of-customer-after',
    text: `select ${columns} from customer_records($2) as record cross join lateral (
             select * from "order" where organisation_id = $1 and customer_id = record
             ${after === undefined ? '' : 'and (placed_at, id) < ($4::timestamptz, $5::uuid)'}
             order by placed_at desc, id desc limit $3) as o
             join merchant m on m.organisation_id = o.organisation_id and m.id = o.merchant_id
            order by o.placed_at desc, o.id desc limit $3`,
    values: [
      tx.organisationId,
      customerId,
      limit + 1,
      ...(after === undefined ? [] : [new Date(after[0]).toISOString(), after[1]]),
    ],
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(withInstant),
    nextCursor: last === undefined ? null : encodeCursor([last.placedAt.getTime(), last.id]),
  }
}

/**
 * One order with its lines.
 * @param customerId whose order it must be, where a customer asks
 * @throws ORDER_NOT_FOUND also when it is somebody else's
 */
export const orderById = async (
  tx: Tx,
  id: string,
  customerId?: string,
): Promise<StoredOrder & { readonly lines: readonly StoredLine[] }> => {
  const [order, lines] = await Promise.all([
    tx.maybe<Row>({
      name: customerId === undefined ? 'order-by-id' : 'order-of-customer-by-id',
      text: `select ${columns} from ${orders} where o.organisation_id = $1 and o.id = $2
              ${customerId === undefined ? '' : 'and o.customer_id in (select customer_records($3))'}`,
      values: [tx.organisationId, id, ...(customerId === undefined ? [] : [customerId])],
    }),
    tx.rows<StoredLine>({
      name: 'order-lines',
      text: `select line, product_code as "productCode", description, quantity, unit_price::text as "unitPrice",
                    total::text as total
               from order_line where organisation_id = $1 and order_id = $2 order by line`,
      values: [tx.organisationId, id],
    }),
  ])
  if (order === undefined) throw orderErrors.ORDER_NOT_FOUND(`there is no order ${id}`)
  return { ...withInstant(order), lines }
}

/** The organisation's merchants, oldest first. */
export const merchantsOf = async (tx: Tx): Promise<Merchant[]> =>
  tx.rows<Merchant>({
    name: 'merchants',
    text: `select id, slug, name, name_zh as "nameZh", last_purchase_number as "lastPurchaseNumber"
             from merchant where organisation_id = $1 order by id`,
    values: [tx.organisationId],
  })

/** What a customer spent in each month (UTC, `YYYY-MM`) in which there was an order, oldest first; minor units in text. */
export const monthsOf = async (
  tx: Tx,
  customerId: string,
): Promise<{ month: string; orderCount: number; spent: string }[]> =>
  tx.rows({
    name: 'order-months',
    text: `select to_char(placed_at at time zone 'UTC', 'YYYY-MM') as month,
                  (count(*) filter (where kind = 'purchase'))::int as "orderCount", sum(total)::text as spent
             from "order" where organisation_id = $1 and customer_id in (select customer_records($2))
            group by 1 order by 1`,
    values: [tx.organisationId, customerId],
  })

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

/** What the orders of some records add up to, each record by itself. */
export const sumsOf = async (tx: Tx, customerIds: readonly string[]): Promise<OrderSums[]> =>
  tx.rows<OrderSums>({
    name: 'order-sums',
    text: `select customer_id as "customerId", merchant_id as "merchantId",
                  (count(*) filter (where kind = 'purchase'))::int as "orderCount",
                  (count(*) filter (where kind = 'return'))::int as "returnCount", sum(total)::text as spent,
                  min(placed_at) as "firstAt", max(placed_at) as "lastAt"
             from "order" where organisation_id = $1 and customer_id = any($2::uuid[]) group by customer_id, merchant_id`,
    values: [tx.organisationId, customerIds],
  })

/** An existing order of a number, as far as an import must know it. */
export type KnownOrder = { readonly merchantId: string; readonly number: string; readonly contentHash: Buffer }

/** All orders with these numbers, at whichever merchant. */
export const ordersByNumber = async (tx: Tx, numbers: readonly string[]): Promise<KnownOrder[]> =>
  tx.rows<KnownOrder>({
    // Planned each time: in a fresh database these tables grow faster than a kept plan notices.
    text: `select merchant_id as "merchantId", number, content_hash as "contentHash" from "order"
            where organisation_id = $1 and number = any($2::text[])`,
    values: [tx.organisationId, numbers],
  })
