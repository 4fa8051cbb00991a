import type { CustomerFilter } from '@candor/api'
import type { Sql } from '../../../platform/db/index.ts'
import {
  boundsOf,
  drivingMarks,
  filterSql,
  isChoice,
  type Add,
  type CustomerCounts,
  type Driving,
} from './filter-sql.ts'
import { fixedFilter, necessary, quickConditions, type Onlooker } from './filter.ts'
import { orders, sortValueOf, toParameter, type CustomerSort, type Place, type SortValue } from './sort.ts'

/** What a list is narrowed by. Instants as ISO text, amounts as minor units in text. */
export type CustomerFilters = {
  readonly country?: string | undefined
  readonly merchantId?: string | undefined
  readonly minimumSpent?: string | undefined
  readonly orderedAfter?: string | undefined
  readonly orderedBefore?: string | undefined
  /** A member of staff, or `me`. */
  readonly ownerId?: string | undefined
  readonly tagId?: string | undefined
  /** Any combination of conditions; the fields above are its short form. */
  readonly filter?: CustomerFilter | undefined
  /** What `me` and spans that end now mean. */
  readonly onlooker?: Onlooker | undefined
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
  readonly version: number
  readonly ownerId: string | null
  readonly tags: readonly string[]
  readonly sortValue: SortValue
}

export const figureColumns = `f.country, f.order_count as "orderCount", f.return_count as "returnCount",
  f.spent::text as spent, f.last_order_at as "lastOrderAt", f.created_at as "createdAt"`

/** Owner and tags, of a `customer_care a` that is joined and may not be there. */
export const careColumns = `a.owner_id as "ownerId", coalesce(a.tags, '{}') as tags`

/** What a list reads of a customer, by {@link listJoins}. */
export const listColumns = `c.id, c.reference, c.profile, c.fictional, c.version, ${figureColumns}, ${careColumns}`

/** Customer and care of the figures. */
export const listJoins = `join customer c on c.organisation_id = $1 and c.id = f.customer_id
             left join customer_care a on a.organisation_id = $1 and a.customer_id = f.customer_id`

const someone: Onlooker = { staffId: '00000000-0000-0000-0000-000000000000', now: new Date(0) }

/** All that the filters say, fixed for who looks and when. */
export const conditionsOf = (filters: CustomerFilters): CustomerFilter[] => {
  const onlooker = filters.onlooker ?? { ...someone, now: new Date() }
  return quickConditions(filters).flatMap((condition) => necessary(fixedFilter(condition, onlooker)))
}

/** Whether a list could be read by one index or by another. */
export const hasChoice = (filters: CustomerFilters): boolean => isChoice(conditionsOf(filters))

/** Texts that the filter asks for, beside the search. */
export const textsOf = (filters: CustomerFilters): string[] =>
  conditionsOf(filters).flatMap((part) => ('field' in part && part.field === 'text' ? [part.text] : []))

type Values = { readonly all: unknown[]; readonly add: Add }

export const valuesOf = (organisationId: string): Values => {
  const all: unknown[] = [organisationId]
  return { all, add: (value) => `$${all.push(value)}` }
}

export const wheres = (
  conditions: readonly CustomerFilter[],
  ids: readonly string[] | undefined,
  { add }: Values,
  probed = false,
): string[] => [
  'f.organisation_id = $1',
  'f.binned_at is null',
  ...conditions.map((condition) => filterSql(condition, add, probed)),
  ...(ids === undefined ? [] : [`f.customer_id = any(${add(ids)}::uuid[])`]),
]

/** Rows behind a place, by the columns of a table that has those that lists are sorted by. */
const behind = (alias: 'f' | 'm', sort: CustomerSort, after: Place | undefined, { add }: Values): string[] => {
  if (after === undefined) return []
  const order = orders[sort]
  const value = `${add(toParameter(after.value, order))}::${order.type}`
  return [
    `(${alias}.${order.column}, ${alias}.customer_id) ${order.direction === 'desc' ? '<' : '>'} (${value}, ${add(after.id)}::uuid)`,
  ]
}

const orderBy = (alias: 'f' | 'm' | 'p', sort: CustomerSort): string => {
  const { column, direction } = orders[sort]
  return `order by ${alias}.${column} ${direction}, ${alias}.customer_id ${direction}`
}

/**
 * One page of customers. Every sort has an index that gives the rows in order, and a place in the list is found by
 * its values, so the last page costs what the first one does.
 * @param ids only these, where a search found them
 * @param counts where they help to choose by what it is read (see {@link hasChoice})
 */
export const pageQuery = (
  organisationId: string,
  filters: CustomerFilters,
  sort: CustomerSort,
  after: Place | undefined,
  limit: number,
  ids?: readonly string[],
  counts?: CustomerCounts,
): Sql => {
  const conditions = conditionsOf(filters)
  const driving = ids === undefined ? drivingMarks(conditions, counts, sort === '-lastOrderAt') : undefined
  if (driving !== undefined) return markedQuery(organisationId, conditions, driving, sort, after, limit)
  const values = valuesOf(organisationId)
  // By the country although there are marks: then its order is followed and each customer looked at.
  const probed = counts !== undefined
  const where = [...wheres(conditions, ids, values, probed), ...behind('f', sort, after, values)].join(' and ')
  const isPlain = conditions.length === 0 && ids === undefined
  return {
    // The page without filters is asked for most; its plan does not depend on values, so it is prepared once.
    ...(isPlain && { name: `customers${sort}${after === undefined ? '' : '-after'}` }),
    text: `select ${listColumns}, ${sortValueOf(orders[sort])} as "sortValue"
             from customer_figures f
             ${listJoins}
            where ${where} ${orderBy('f', sort)} limit ${values.add(limit)}`,
    values: values.all,
  }
}

/** What is left to be checked of customers who have one of these marks. */
const beyondMarks = (conditions: readonly CustomerFilter[], { condition, marks }: Driving): CustomerFilter[] => {
  const others = conditions.filter((each) => each !== condition)
  const rest = condition.is === 'allOf' ? condition.values.filter((id) => !marks.includes(id)) : []
  return rest.length === 0 ? others : [{ ...condition, values: rest } as CustomerFilter, ...others]
}

/**
 * The same for customers who have one of some marks: a page of each mark is read from the mark's own index, in order,
 * and the first of all of them make the page. Each mark stands in the statement by itself, so that the database knows how
 * many customers it has and whether to follow the order or to sort a few.
 */
const markedQuery = (
  organisationId: string,
  conditions: readonly CustomerFilter[],
  driving: Driving,
  sort: CustomerSort,
  after: Place | undefined,
  limit: number,
): Sql => {
  const values = valuesOf(organisationId)
  const { column } = orders[sort]
  const rest = beyondMarks(conditions, driving)
  const where = [
    'm.organisation_id = $1',
    ...behind('m', sort, after, values),
    ...rest.map((condition) => filterSql(condition, values.add, true)),
    // What is sorted by stands in the mark as well: so far the index alone tells who is wanted.
    ...rest.flatMap((condition) => boundsOf(condition, column, 'm', values.add)),
  ].join(' and ')
  const atMost = values.add(limit)
  // Who is in the bin has no marks, so the figures are only read for what else has to be so.
  const figures =
    rest.length === 0 ? '' : 'join customer_figures f on f.organisation_id = $1 and f.customer_id = m.customer_id'
  const ofMark = (id: string): string => `(
                   select m.customer_id, m.${column} from customer_mark m ${figures}
                    where m.mark_id = ${values.add(id)}::uuid and ${where}
                    ${orderBy('m', sort)} limit ${atMost})`
  const { marks } = driving
  return {
    text: `select ${listColumns}, ${sortValueOf(orders[sort])} as "sortValue"
             from (select ${marks.length > 1 ? 'distinct ' : ''}o.customer_id, o.${column} from (${marks.map(ofMark).join(' union all ')}) o) p
             join customer_figures f on f.organisation_id = $1 and f.customer_id = p.customer_id
             ${listJoins}
            ${orderBy('p', sort)} limit ${atMost}`,
    values: values.all,
  }
}

/**
 * The next customers in the list who have all of some blind tokens, looked for among so many who follow. The database walks along
 * the order and stops at the last one wanted: what very many share is soon found, whatever it is.
 * @param stretch how many it looks at
 */
export const amongQuery = (
  organisationId: string,
  filters: CustomerFilters,
  sort: CustomerSort,
  after: Place | undefined,
  { tokens, stretch, limit }: { readonly tokens: readonly number[]; readonly stretch: number; readonly limit: number },
): Sql => {
  const values = valuesOf(organisationId)
  const where = [...wheres(conditionsOf(filters), undefined, values), ...behind('f', sort, after, values)].join(' and ')
  return {
    text: `select p.customer_id as id
             from (select f.customer_id, f.${orders[sort].column} from customer_figures f
                    where ${where} ${orderBy('f', sort)} limit ${values.add(stretch)}) p
             join customer c on c.organisation_id = $1 and c.id = p.customer_id
              and c.tokens @> ${values.add(tokens)}::int4[]
            ${orderBy('p', sort)} limit ${values.add(limit)}`,
    values: values.all,
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
  const values = valuesOf(organisationId)
  const where = [...wheres(conditionsOf(filters), undefined, values), ...behind('f', sort, after, values)].join(' and ')
  return {
    text: `select f.customer_id as id, ${sortValueOf(orders[sort])} as value
             from customer_figures f where ${where} ${orderBy('f', sort)} limit ${values.add(limit)}`,
    values: values.all,
  }
}

/** Chosen customers who are not in the bin, in no order. */
export const byIdsQuery = (organisationId: string, ids: readonly string[]): Sql => ({
  text: `select ${listColumns} from customer_figures f ${listJoins}
          where f.organisation_id = $1 and f.customer_id = any($2::uuid[]) and f.binned_at is null`,
  values: [organisationId, ids],
})
