import type { ImportOptions, RowReason } from '@candor/api'
import type { NewOrder } from '../needs.ts'
import type { OrderRow } from '../row/row-reader.ts'
import { largestAmount } from '../row/decimal.ts'

/** A row together with the merchant that it was found to belong to. */
export type AssignedRow = OrderRow & { readonly merchantId: string }

/** An order whose customer is known by reference only. */
export type DraftOrder = Omit<NewOrder, 'customerId' | 'importId'> & { readonly customerReference: string }

/** What the rows of one document amount to, before the store is looked at. */
export type Draft =
  | { readonly orders: readonly DraftOrder[]; readonly reason?: never }
  | { readonly orders?: never; readonly reason: RowReason }

/** Most characters of the lines of one order: its journal entry holds them all. */
const largestContent = 200_000

const contentLength = (lines: DraftOrder['lines']): number =>
  lines.reduce((sum, { productCode, description }) => sum + 110 + 3 * (productCode.length + description.length), 0)

const firstCountry = (rows: readonly OrderRow[]): string | null =>
  rows.find(({ country }) => country !== null)?.country ?? null

/**
 * Turns the rows of one document into orders, one for each merchant that sold something of it.
 * @returns the orders, or why all rows of the document are refused
 */
export const draftOrders = (rows: readonly AssignedRow[], currency: string): Draft => {
  const [first] = rows as readonly [AssignedRow]
  if (rows.some(({ customerReference }) => customerReference !== first.customerReference)) {
    return { reason: 'CUSTOMER_DIFFERS' }
  }
  const byMerchant = Map.groupBy(rows, ({ merchantId }) => merchantId)
  // The lines of one invoice may bear times a minute apart; the whole of it was placed at the first.
  const placedAt = rows.reduce((earliest, row) => Math.min(earliest, row.placedAt), Infinity)
  const country = firstCountry(rows)
  const orders = [...byMerchant].map(([merchantId, own]): DraftOrder => ({
    merchantId,
    customerReference: first.customerReference,
    number: first.orderNumber,
    kind: first.kind,
    placedAt,
    currency,
    country,
    lines: own.map(({ productCode, description, quantity, unitPrice }) => ({
      productCode,
      description,
      quantity,
      unitPrice,
    })),
  }))
  for (const { lines } of orders) {
    if (contentLength(lines) > largestContent) return { reason: 'ORDER_TOO_LARGE' }
    const total = lines.reduce((sum, { quantity, unitPrice }) => sum + Math.abs(quantity * unitPrice), 0)
    if (total > largestAmount) return { reason: 'AMOUNT_TOO_LARGE' }
  }
  return { orders }
}

/** Orders that exist already under one number, by merchant. */
export type ExistingOrders = ReadonlyMap<string, Buffer>

/**
 * Compares orders with those that exist under the same number.
 * @param choice where a column names the merchant, only that merchant's order counts; otherwise the invoice is one
 *   document, and what any merchant has of it must be just what the file says
 */
export const compareWithStored = (
  orders: readonly NewOrder[],
  existing: ExistingOrders,
  hashOf: (order: NewOrder) => Buffer,
  choice: ImportOptions['merchant'],
): 'new' | 'unchanged' | 'differs' => {
  const known = orders.map((order) => ({ order, stored: existing.get(order.merchantId) }))
  const count =
    choice.by === 'productFamily' ? existing.size : known.filter(({ stored }) => stored !== undefined).length
  if (count === 0) return 'new'
  const isSame = known.every(({ order, stored }) => stored?.equals(hashOf(order)) === true)
  return isSame && count === orders.length ? 'unchanged' : 'differs'
}
