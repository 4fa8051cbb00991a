import type { JsonObject } from '@candor/journal'
import { plainArray, sqlState, textArray, type Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { contentHash, totalOf, type OrderContent } from './content.ts'
import { orderErrors } from './errors.ts'
import type { PlacingNeeds } from './needs.ts'

/** An order to be stored, with the import that brings it, if one does. */
export type NewOrder = OrderContent & { readonly importId: string | null }

/** An order that is now stored. */
export type PlacedOrder = {
  readonly id: string
  readonly entryId: string
  readonly merchantId: string
  readonly number: string
  /** The merchant's own count of its purchases; null for a return. */
  readonly purchaseNumber: number | null
  readonly total: number
}

type Merchant = { readonly id: string; readonly name: string; readonly next: number }

const uniqueViolation = '23505'

/**
 * Takes the merchants for this transaction. Whoever places orders at one of them waits until it ends, so numbers are
 * given without a gap, and what was checked after this call still holds when the orders are stored.
 * @throws ORDER_MERCHANT_UNKNOWN
 */
export const lockMerchants = async (tx: Tx, merchantIds: readonly string[]): Promise<Map<string, Merchant>> => {
  const wanted = [...new Set(merchantIds)].toSorted()
  const rows = await tx.rows<{ id: string; name: string; last: number }>({
    name: 'merchant-lock',
    text: `select id, name, last_purchase_number as last from merchant
            where organisation_id = $1 and id = any($2::uuid[]) order by id for no key update`,
    values: [tx.organisationId, wanted],
  })
  if (rows.length < wanted.length) {
    const missing = wanted.filter((id) => rows.every((row) => row.id !== id))
    throw orderErrors.ORDER_MERCHANT_UNKNOWN(`there is no merchant ${missing.join(', ')}`)
  }
  return new Map(rows.map(({ id, name, last }) => [id, { id, name, next: last + 1 }]))
}

/** What the journal keeps of an order: all of it. */
const bodyOf = (order: NewOrder, id: string, total: number, merchant: Merchant, number: number | null): JsonObject => ({
  orderId: id,
  number: order.number,
  merchantId: merchant.id,
  merchantName: merchant.name,
  ...(number !== null && { purchaseNumber: number }),
  ...(order.country !== null && { country: order.country }),
  currency: order.currency,
  total: String(total),
  lines: order.lines.map(({ productCode, description, quantity, unitPrice }) => ({
    productCode,
    description,
    quantity,
    unitPrice: String(unitPrice),
  })),
})

const insertOrders = `
  insert into "order" (organisation_id, id, merchant_id, customer_id, number, kind, placed_at, currency, country, total,
    line_count, purchase_number, content_hash, entry_id, import_id)
  select $1::uuid, o.* from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[],
    $8::text[], $9::text[], $10::int8[], $11::int4[], $12::int4[], $13::bytea[], $14::uuid[], $15::uuid[]) as o`

const insertLines = `
  insert into order_line (organisation_id, order_id, line, product_code, description, quantity, unit_price, total)
  select $1::uuid, l.* from unnest($2::uuid[], $3::int4[], $4::text[], $5::text[], $6::int4[], $7::int8[], $8::int8[]) as l`

type Numbered = { readonly order: NewOrder; readonly placed: PlacedOrder }

const store = async (tx: Tx, numbered: readonly Numbered[]): Promise<void> => {
  const column = (of: (row: Numbered) => string | number | null): string => plainArray(numbered.map(of))
  const lines = numbered.flatMap(({ order, placed }) =>
    order.lines.map((line, at) => ({ ...line, orderId: placed.id, line: at + 1 })),
  )
  await Promise.all([
    tx.rows({
      name: 'order-insert',
      text: insertOrders,
      values: [
        tx.organisationId,
        column(({ placed }) => placed.id),
        column(({ order }) => order.merchantId),
        column(({ order }) => order.customerId),
        textArray(numbered.map(({ order }) => order.number)),
        column(({ order }) => order.kind),
        textArray(numbered.map(({ order }) => new Date(order.placedAt).toISOString())),
        column(({ order }) => order.currency),
        textArray(numbered.map(({ order }) => order.country)),
        column(({ placed }) => placed.total),
        column(({ order }) => order.lines.length),
        column(({ placed }) => placed.purchaseNumber),
        numbered.map(({ order }) => contentHash(order)),
        column(({ placed }) => placed.entryId),
        column(({ order }) => order.importId),
      ],
    }),
    tx.rows({
      name: 'order-line-insert',
      text: insertLines,
      values: [
        tx.organisationId,
        plainArray(lines.map(({ orderId }) => orderId)),
        plainArray(lines.map(({ line }) => line)),
        textArray(lines.map(({ productCode }) => productCode)),
        textArray(lines.map(({ description }) => description)),
        plainArray(lines.map(({ quantity }) => quantity)),
        plainArray(lines.map(({ unitPrice }) => unitPrice)),
        plainArray(lines.map(({ quantity, unitPrice }) => quantity * unitPrice)),
      ],
    }),
  ])
}

const keepNumbers = async (tx: Tx, merchants: ReadonlyMap<string, Merchant>, given: Map<string, number>) => {
  await tx.rows({
    name: 'merchant-numbers',
    text: `update merchant m set last_purchase_number = given.last
             from unnest($2::uuid[], $3::int4[]) as given (id, last)
            where m.organisation_id = $1 and m.id = given.id`,
    values: [
      tx.organisationId,
      [...given.keys()],
      [...given].map(([id, count]) => (merchants.get(id)?.next ?? 1) - 1 + count),
    ],
  })
}

/**
 * Stores orders in the caller's transaction: rows, lines, the merchants' purchase numbers in the order given, one
 * journal entry each, and the figures of customers and merchants. A batch costs as many statements as one order.
 * @param actor `staff:<id>` or `system`
 * @throws ORDER_NUMBER_TAKEN when a merchant already has an order of that number; ORDER_MERCHANT_UNKNOWN
 */
export const placeOrders = async (
  tx: Tx,
  needs: PlacingNeeds,
  orders: readonly NewOrder[],
  { actor, purpose }: { readonly actor: string; readonly purpose: string },
): Promise<PlacedOrder[]> => {
  if (orders.length === 0) return []
  const merchants = await lockMerchants(
    tx,
    orders.map(({ merchantId }) => merchantId),
  )
  const given = new Map<string, number>()
  const drafts = orders.map((order) => {
    const merchant = merchants.get(order.merchantId)!
    const count = given.get(merchant.id) ?? 0
    if (order.kind === 'purchase') given.set(merchant.id, count + 1)
    const purchaseNumber = order.kind === 'purchase' ? merchant.next + count : null
    return { order, merchant, purchaseNumber, id: uuidv7(), total: totalOf(order) }
  })
  const entries = await needs.recordMany(
    tx,
    drafts.map(({ order, merchant, purchaseNumber, id, total }) => ({
      subject: order.customerId,
      kind: order.kind === 'purchase' ? 'order.placed' : 'order.returned',
      actor,
      purpose,
      body: bodyOf(order, id, total, merchant, purchaseNumber),
      occurredAt: new Date(order.placedAt).toISOString(),
    })),
  )
  const numbered = drafts.map(({ order, purchaseNumber, id, total }, at): Numbered => {
    const { merchantId, number } = order
    return { order, placed: { id, entryId: entries[at]!.id, merchantId, number, purchaseNumber, total } }
  })
  try {
    await Promise.all([
      store(tx, numbered),
      ...(given.size > 0 ? [keepNumbers(tx, merchants, given)] : []),
      needs.countOrders(
        tx,
        numbered.map(({ order, placed }) => ({ ...order, total: placed.total })),
      ),
    ])
  } catch (error) {
    if (sqlState(error) !== uniqueViolation) throw error
    throw orderErrors.ORDER_NUMBER_TAKEN('one of the order numbers is already in use at its merchant', { cause: error })
  }
  return numbered.map(({ placed }) => placed)
}
