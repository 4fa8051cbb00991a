import type { JsonValue } from '@candor/journal'
import { contentHash } from '../content.ts'
import { differences, finding, type Finding } from './finding.ts'
import type { AuditedLine, AuditedOrder } from './read.ts'

/** An entry of an order, opened. */
export type OrderEntry = {
  readonly id: string
  readonly subject: string
  readonly kind: string
  readonly occurredAt: string
  readonly body: JsonValue
}

/** What the journal recorded of an order. */
export type RecordedOrder = {
  readonly orderId: string
  readonly number: string
  readonly merchantId: string
  readonly purchaseNumber?: number
  readonly country?: string
  readonly currency: string
  readonly total: string
  readonly lines: readonly {
    readonly productCode: string
    readonly description: string
    readonly quantity: number
    readonly unitPrice: string
  }[]
}

export const recordedOrder = ({ body }: OrderEntry): RecordedOrder => body as unknown as RecordedOrder

const keyOf = ({ number, orderId }: RecordedOrder): string => `order ${number}, ${orderId}`

const compareLines = (recorded: RecordedOrder, lines: readonly AuditedLine[]): Finding[] => {
  const count = Math.max(recorded.lines.length, ...lines.map(({ line }) => line))
  const byNumber = new Map(lines.map((line) => [line.line, line]))
  return Array.from({ length: count }, (_, at) => at + 1).flatMap((line) => {
    const before = recorded.lines[line - 1]
    const now = byNumber.get(line)
    const key = `order ${recorded.number}, line ${line}`
    const where = { order: recorded.orderId }
    if (before === undefined) {
      return now === undefined
        ? []
        : [finding('ORDER_LINE_CHANGED', 'order_line', key, 'The journal does not speak of this line.', where)]
    }
    if (now === undefined) {
      return [finding('ORDER_LINE_CHANGED', 'order_line', key, 'A line that was recorded is gone.', where)]
    }
    const { productCode, description, quantity, unitPrice } = before
    const total = (BigInt(quantity) * BigInt(unitPrice)).toString()
    const differing = differences({ productCode, description, quantity, unitPrice, total }, { ...now })
    if (differing === undefined) return []
    const what = 'A line says otherwise than was recorded when the order was placed.'
    return [finding('ORDER_LINE_CHANGED', 'order_line', key, what, { ...where, ...differing })]
  })
}

/**
 * Compares an order and its lines with what the journal recorded, value by value.
 * @param order the stored order, if it is there
 */
export const compareOrder = (
  entry: OrderEntry,
  order: AuditedOrder | undefined,
  lines: readonly AuditedLine[],
): Finding[] => {
  const recorded = recordedOrder(entry)
  const key = keyOf(recorded)
  if (order === undefined) {
    const what = 'An order that was recorded is gone.'
    return [finding('ORDER_MISSING', 'order', key, what, { entry: entry.id, total: recorded.total })]
  }
  const kind = entry.kind === 'order.placed' ? 'purchase' : 'return'
  const placedAt = Date.parse(entry.occurredAt)
  const hash = contentHash({
    merchantId: recorded.merchantId,
    customerId: entry.subject,
    number: recorded.number,
    kind,
    placedAt,
    currency: recorded.currency,
    country: recorded.country ?? null,
    lines: recorded.lines.map((line) => ({ ...line, unitPrice: Number(line.unitPrice) })),
  })
  const differing = differences(
    {
      customer: entry.subject,
      merchant: recorded.merchantId,
      number: recorded.number,
      kind,
      placedAt: entry.occurredAt,
      currency: recorded.currency,
      country: recorded.country ?? null,
      total: recorded.total,
      lineCount: recorded.lines.length,
      purchaseNumber: recorded.purchaseNumber ?? null,
      entry: entry.id,
      contentHash: hash.toString('hex'),
    },
    {
      customer: order.customerId,
      merchant: order.merchantId,
      number: order.number,
      kind: order.kind,
      placedAt: order.placedAt.toISOString(),
      currency: order.currency,
      country: order.country,
      total: order.total,
      lineCount: order.lineCount,
      purchaseNumber: order.purchaseNumber,
      entry: order.entryId,
      contentHash: order.contentHash.toString('hex'),
    },
  )
  const what = 'An order says otherwise than was recorded when it was placed.'
  return [
    ...(differing === undefined ? [] : [finding('ORDER_CHANGED', 'order', key, what, differing)]),
    ...compareLines(recorded, lines),
  ]
}
