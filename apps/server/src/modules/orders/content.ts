import { createHash } from 'node:crypto'

/** One line of an order. Amounts are whole minor units. */
export type OrderLine = {
  readonly productCode: string
  readonly description: string
  /** Negative on a return. */
  readonly quantity: number
  readonly unitPrice: number
}

/** What an order says. */
export type OrderContent = {
  readonly merchantId: string
  readonly customerId: string
  /** The number that the merchant's own till or shop gave. */
  readonly number: string
  readonly kind: 'purchase' | 'return'
  /** Milliseconds since 1970. */
  readonly placedAt: number
  readonly currency: string
  /** Where it went, as the source names the country. */
  readonly country: string | null
  readonly lines: readonly OrderLine[]
}

/** Sum of the lines in minor units; exact as long as it stays below 2^53, which the callers' limits see to. */
export const totalOf = ({ lines }: Pick<OrderContent, 'lines'>): number =>
  lines.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice, 0)

/** SHA-256 of what an order says: equal hashes, equal orders. */
export const contentHash = ({ customerId, kind, placedAt, currency, country, lines }: OrderContent): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify([
        customerId,
        kind,
        placedAt,
        currency,
        country,
        lines.map(({ productCode, description, quantity, unitPrice }) => [
          productCode,
          description,
          quantity,
          unitPrice,
        ]),
      ]),
    )
    .digest()
