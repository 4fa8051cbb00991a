import type { Sql } from '../../../platform/db/index.ts'
import { orders, sortValueOf, toParameter, type CustomerSort, type Place, type SortValue } from './sort.ts'

/** What a list is narrowed by. Instants as ISO text, amounts as minor units in text. */
export type CustomerFilters = {
  readonly country?: string | undefined
  readonly merchantId?: string | undefined
  readonly minimumSpent?: string | undefined
  readonly orderedAfter?: string | undefined
  readonly orderedBefore?: string | undefined
}

/** A row of the list, the profile still closed. */
export type ListRow = {
  readonly id: string
  readonly reference: string | null
  readonly profile: Buffer
  readonly fictional: boolean
  readonly country: string | null
  readonly orderCount: number
  readonly returnCount: number
  readonly spent: string
  readonly lastOrderAt: Date | number
  readonly createdAt: Date
  readonly sortValue: SortValue
}

export const figureColumns = `f.country, f.order_count as "orderCount", f.return_count as "returnCount",
  f.spent::text as spent, f.last_order_at as "lastOrderAt", f.created_at as "createdAt"`

const columns = `c.id, c.reference, c.profile, c.fictional, ${figureColumns}`

type Condition = { readonly sql: (parameter: string) => string; readonly value: unknown }

const conditionsOf = (filters: CustomerFilters): Condition[] => {
  const conditions: (Condition | undefined)[] = [
    filters.country === undefined ? undefined : { sql: (p) => `f.country = ${p}`, value: filters.country },
    filters.minimumSpent === undefined
      ? undefined
      : { sql: (p) => `f.spent >= ${p}::int8`, value: filters.minimumSpent },
    filters.orderedAfter === undefined
      ? undefined
      : { sql: (p) => `f.last_order_at >= ${p}::timestamptz`, value: filters.orderedAfter },
    filters.orderedBefore === undefined
      ? undefined
      : {
          sql: (p) => `f.last_order_at < ${p}::timestamptz and f.last_order_at > '-infinity'`,
          value: filters.orderedBefore,
        },
    filters.merchantId === undefined
      ? undefined
      : {
          sql: (p) => `exists (select from customer_merchant m where m.organisation_id = $1
                        and m.customer_id = f.customer_id and m.merchant_id = ${p}::uuid)`,
          value: filters.merchantId,
        },
  ]
  return conditions.filter((condition) => condition !== undefined)
}

type Part = { readonly text: string; readonly values: readonly unknown[] }

const partsOf = (
  organisationId: string,
  filters: CustomerFilters,
  sort: CustomerSort,
  after: Place | undefined,
  further: readonly Condition[],
): Part => {
  const order = orders[sort]
  const values: unknown[] = [organisationId]
  const add = (value: unknown): string => `$${values.push(value)}`
  const where = ['f.organisation_id = $1']
  for (const { sql, value } of [...conditionsOf(filters), ...further]) where.push(sql(add(value)))
  if (after !== undefined) {
    const sign = order.direction === 'desc' ? '<' : '>'
    const value = `${add(toParameter(after.value, order))}::${order.type}`
    where.push(`(${order.column}, f.customer_id) ${sign} (${value}, ${add(after.id)}::uuid)`)
  }
  const { column, direction } = order
  return { text: `${where.join(' and ')} order by ${column} ${direction}, f.customer_id ${direction}`, values }
}

/**
 * One page of customers. Every sort has an index that gives the rows in order, and a place in the list is found by
 * its values, so the last page costs what the first one does.
 * @param ids only these, where a search found them
 */
export const pageQuery = (
  organisationId: string,
  filters: CustomerFilters,
  sort: CustomerSort,
  after: Place | undefined,
  limit: number,
  ids?: readonly string[],
): Sql => {
  const further: Condition[] =
    ids === undefined ? [] : [{ sql: (p) => `f.customer_id = any(${p}::uuid[])`, value: ids }]
  const { text, values } = partsOf(organisationId, filters, sort, after, further)
  const isPlain = Object.values(filters).every((value) => value === undefined) && ids === undefined
  return {
    // The page without filters is asked for most; its plan does not depend on values, so it is prepared once.
    ...(isPlain && { name: `customers${sort}${after === undefined ? '' : '-after'}` }),
    text: `select ${columns}, ${sortValueOf(orders[sort])} as "sortValue"
             from customer_figures f
             join customer c on c.organisation_id = $1 and c.id = f.customer_id
            where ${text} limit $${values.length + 1}`,
    values: [...values, limit],
  }
}

/** Only the places of the next customers in the list: a stretch to be looked through. */
export const stretchQuery = (
  organisationId: string,
  filters: CustomerFilters,
  sort: CustomerSort,
  after: Place | undefined,
  limit: number,
): Sql => {
  const { text, values } = partsOf(organisationId, filters, sort, after, [])
  return {
    text: `select f.customer_id as id, ${sortValueOf(orders[sort])} as value
             from customer_figures f where ${text} limit $${values.length + 1}`,
    values: [...values, limit],
  }
}
