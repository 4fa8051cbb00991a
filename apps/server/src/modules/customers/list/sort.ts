import { z } from 'zod'
import type { customerSort, plainSort } from '@candor/api'
import { decodeCursor } from '../../../platform/http/page.ts'

export type CustomerSort = z.infer<typeof plainSort>

/** The same, or by a field of the company’s own. */
export type ListSort = z.infer<typeof customerSort>

/** How a list is sorted: by which column of `customer_figures` (or of `customer_mark`, which has the same), which way, and how its value stands in a cursor. */
type Order = {
  readonly column: string
  readonly type: 'timestamptz' | 'int8' | 'int4'
  readonly direction: 'asc' | 'desc'
}

export const orders: Readonly<Record<CustomerSort, Order>> = {
  '-lastOrderAt': { column: 'last_order_at', type: 'timestamptz', direction: 'desc' },
  '-spent': { column: 'spent', type: 'int8', direction: 'desc' },
  '-orderCount': { column: 'order_count', type: 'int4', direction: 'desc' },
  '-createdAt': { column: 'created_at', type: 'timestamptz', direction: 'desc' },
  createdAt: { column: 'created_at', type: 'timestamptz', direction: 'asc' },
}

/** Sort value of a row: milliseconds since 1970 (null before all times), or a whole number as text. */
export type SortValue = number | string | null

/** The expression that gives the sort value of a row of `customer_figures f`. */
export const sortValueOf = ({ column, type }: Order): string =>
  type === 'timestamptz'
    ? `case when f.${column} = '-infinity' then null else (extract(epoch from f.${column}) * 1000)::int8 end`
    : `f.${column}::text`

/** The sort value as Postgres compares it. */
export const toParameter = (value: SortValue, { type }: Order): string => {
  if (type !== 'timestamptz') return String(value)
  return value === null ? '-infinity' : new Date(Number(value)).toISOString()
}

/** The last instant of the year 9999: later ones have no ISO form that Postgres reads. */
const latest = 253_402_300_799_999
const time = z.number().int().min(0).max(latest).nullable()
const whole = z.string().regex(/^-?\d{1,18}$/)
const small = z.string().regex(/^\d{1,9}$/)

/** A place in a list. */
export type Place = { readonly value: SortValue; readonly id: string }

/**
 * Reads a cursor of a list sorted so.
 * @throws HTTP_CURSOR_INVALID for a cursor of another sort
 */
export const placeOf = (sort: CustomerSort, cursor: string | undefined): Place | undefined => {
  const { type } = orders[sort]
  const value = type === 'timestamptz' ? time : type === 'int8' ? whole : small
  const decoded = decodeCursor(z.tuple([z.literal(sort), value, z.uuid()]), cursor)
  return decoded && { value: decoded[1], id: decoded[2] }
}
