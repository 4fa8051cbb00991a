import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/page.ts'
import { customerErrors } from '../errors.ts'
import { boundedRows } from './bounded.ts'
import type { Onlooker } from './filter.ts'
import { conditionsOf, listColumns, listJoins, valuesOf, wheres, type CustomerFilters, type ListRow } from './query.ts'
import type { ListSort } from './sort.ts'

/** A list in the order of an own field. */
export type FieldOrder = { readonly sort: string; readonly fieldId: string; readonly direction: 'asc' | 'desc' }

/** A place in such a list: the number of the last customer, or none among those who have no value. */
export type FieldCursor = { readonly number: string | null; readonly id: string | null }

/** @returns nothing for an order that is not by an own field @throws CUSTOMER_FIELD_UNKNOWN */
export const fieldOrderOf = (sort: ListSort, onlooker: Onlooker | undefined): FieldOrder | undefined => {
  const key = /^-?custom:(.+)$/.exec(sort)?.[1]
  if (key === undefined) return undefined
  if (onlooker?.fields === undefined) throw customerErrors.CUSTOMER_FIELD_UNKNOWN(`there is no field ${key} here`)
  return { sort, fieldId: onlooker.fields.sortedBy(key), direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

const whole = z.string().regex(/^-?\d{1,18}$/)

/** Reads a cursor of such a list. @throws HTTP_CURSOR_INVALID for a cursor of another sort */
export const fieldPlaceOf = ({ sort }: FieldOrder, cursor: string | undefined): FieldCursor | undefined => {
  const decoded = decodeCursor(z.tuple([z.literal(sort), whole.nullable(), z.uuid().nullable()]), cursor)
  return decoded && { number: decoded[1], id: decoded[2] }
}

/** The cursor of a place. */
export const fieldCursor = ({ sort }: FieldOrder, { number, id }: FieldCursor): string =>
  encodeCursor([sort, number, id])

type Wanted = {
  readonly order: FieldOrder
  readonly filters: CustomerFilters
  readonly limit: number
  readonly ids: readonly string[] | undefined
  /** Tokens that the customer must have, where a search is not narrowed to ids. */
  readonly tokens: readonly number[] | undefined
}

type Row = Omit<ListRow, 'sortValue'> & { readonly sortValue: string | null }
type Page = { readonly rows: readonly ListRow[]; readonly next: FieldCursor | undefined }

const conditions = ({ filters, ids, tokens }: Wanted, values: ReturnType<typeof valuesOf>): string[] => [
  ...wheres(conditionsOf(filters), ids, values),
  ...(tokens === undefined ? [] : [`c.tokens @> ${values.add(tokens)}::int4[]`]),
]

/** Customers with a value, read from the index of the field. */
const withValue = async (tx: Tx, wanted: Wanted, after: FieldCursor | undefined): Promise<Page> => {
  const { fieldId, direction } = wanted.order
  const values = valuesOf(tx.organisationId)
  const where = [`x.organisation_id = $1`, `x.field_id = ${values.add(fieldId)}`, 'x.number is not null']
  where.push(...conditions(wanted, values))
  if (after !== undefined) {
    const sign = direction === 'asc' ? '>' : '<'
    where.push(`(x.number, x.subject_id) ${sign} (${values.add(after.number)}::int8, ${values.add(after.id)}::uuid)`)
  }
  const rows = await boundedRows<Row>(tx, {
    text: `select ${listColumns}, x.number::text as "sortValue"
             from custom_index x
             join customer_figures f on f.organisation_id = $1 and f.customer_id = x.subject_id
             ${listJoins}
            where ${where.join(' and ')}
            order by x.number ${direction}, x.subject_id ${direction} limit ${values.add(wanted.limit + 1)}`,
    values: values.all,
  })
  const shown = rows.slice(0, wanted.limit)
  const last = shown.at(-1)
  // At the end of those who have a value come all others.
  const next = rows.length > wanted.limit && last ? { number: last.sortValue, id: last.id } : { number: null, id: null }
  return { rows: shown, next }
}

/** Customers without a value, in no order that means anything. */
const withoutValue = async (tx: Tx, wanted: Wanted, { id }: FieldCursor): Promise<Page> => {
  const values = valuesOf(tx.organisationId)
  const where = conditions(wanted, values)
  const field = values.add(wanted.order.fieldId)
  where.push(`not exists (select from custom_index x where x.organisation_id = $1 and x.field_id = ${field}
                                                        and x.subject_id = f.customer_id and x.number is not null)`)
  if (id !== null) where.push(`f.customer_id > ${values.add(id)}::uuid`)
  const rows = await boundedRows<Row>(tx, {
    text: `select ${listColumns}, null as "sortValue" from customer_figures f ${listJoins}
            where ${where.join(' and ')} order by f.customer_id limit ${values.add(wanted.limit + 1)}`,
    values: values.all,
  })
  const shown = rows.slice(0, wanted.limit)
  const last = rows.length > wanted.limit ? shown.at(-1) : undefined
  return { rows: shown, next: last && { number: null, id: last.id } }
}

/**
 * The next customers in the order of an own field.
 * @returns also where to go on; nothing at the end of the list
 * @throws CUSTOMER_FILTER_TOO_WIDE
 */
export const fieldPage = async (tx: Tx, wanted: Wanted, after: FieldCursor | undefined): Promise<Page> =>
  after?.number === null ? withoutValue(tx, wanted, after) : withValue(tx, wanted, after)
