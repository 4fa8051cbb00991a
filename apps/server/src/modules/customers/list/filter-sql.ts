import type { CustomerCondition, CustomerFilter } from '@candor/api'
import { isNegated, placeSql } from '../../../platform/db/own-field-place.ts'
import { customerErrors } from '../errors.ts'
import type { SettledField } from './filter.ts'

/** Adds a value to a statement. @returns how it is called there, such as `$3` */
export type Add = (value: unknown) => string

type Of<Field extends CustomerCondition['field']> = Extract<CustomerCondition, { field: Field }>

/**
 * How a condition is looked at. As one of several possibilities it is probed: the database would otherwise read all
 * who have a tag or a stage into memory, instead of looking at the few customers whom it meets on its way through the order.
 */
type Look = { readonly add: Add; readonly probed: boolean }

/** Whether a customer has a row of a table. `offset 0` keeps the look at one customer from becoming a join with all. */
const has = (table: string, what: string, { probed }: Look): string =>
  `exists (select from ${table} x where x.organisation_id = $1 and x.customer_id = f.customer_id and ${what}${probed ? ' offset 0' : ''})`

const marked = (ids: readonly string[], look: Look): string =>
  has('customer_mark', `x.mark_id = any(${look.add(ids)}::uuid[])`, look)

const negated = (is: string, sql: string): string => (is === 'noneOf' || is === 'empty' ? `not ${sql}` : sql)

const country = (condition: Of<'country'>, add: Add): string => {
  if (!('values' in condition)) return `f.country is ${condition.is === 'empty' ? '' : 'not '}null`
  const [first, ...others] = condition.values
  // One country is asked for by itself: then its index also gives the order.
  const among = others.length === 0 ? `f.country = ${add(first)}` : `f.country = any(${add(condition.values)}::text[])`
  return condition.is === 'anyOf' ? among : `(f.country is null or not ${among})`
}

const mark = (condition: Of<'owner'> | Of<'tag'>, look: Look): string => {
  const { field, is } = condition
  if (!('values' in condition)) {
    return negated(is, has('customer_care', field === 'owner' ? 'x.owner_id is not null' : `x.tags <> '{}'`, look))
  }
  if (is === 'allOf') return condition.values.map((id) => marked([id], look)).join(' and ')
  return negated(is, marked(condition.values, look))
}

const merchant = ({ is, values }: Of<'merchant'>, look: Look): string =>
  negated(is, has('customer_merchant', `x.merchant_id = any(${look.add(values)}::uuid[])`, look))

/** Where the customer stands in stages and value classes, as computed by their rules. */
const standing = ({ field, is, values }: Of<'stage'> | Of<'class'>, look: Look): string =>
  negated(is, has('customer_lifecycle', `x.${field} = any(${look.add(values)}::text[])`, look))

const numberColumns = { spent: 'spent', orders: 'order_count', returns: 'return_count' } as const

const number = (condition: Of<'spent'> | Of<'orders'> | Of<'returns'>, add: Add, alias = 'f'): string => {
  const column = `${alias}.${numberColumns[condition.field]}`
  const type = condition.field === 'spent' ? 'int8' : 'int4'
  return [
    ...('from' in condition ? [`${column} >= ${add(condition.from)}::${type}`] : []),
    ...('to' in condition ? [`${column} <= ${add(condition.to)}::${type}`] : []),
  ].join(' and ')
}

const timeColumns = { lastOrder: 'last_order_at', firstOrder: 'first_order_at', created: 'created_at' } as const

const time = (condition: Of<'lastOrder'> | Of<'firstOrder'> | Of<'created'>, add: Add, alias = 'f'): string => {
  const column = `${alias}.${timeColumns[condition.field]}`
  if (condition.is === 'empty') return `${column} = '-infinity'`
  if (condition.is === 'filled') return `${column} > '-infinity'`
  return [
    ...('from' in condition ? [`${column} >= ${add(condition.from)}::timestamptz`] : []),
    ...('until' in condition ? [`${column} < ${add(condition.until)}::timestamptz`] : []),
    // Before a time comes who ordered before it, not who never did.
    ...('from' in condition ? [] : [`${column} > '-infinity'`]),
  ].join(' and ')
}

/**
 * What a condition says of the column that a list is sorted by, on another table that has it as well.
 * @returns nothing where it is about another column
 */
export const boundsOf = (condition: CustomerFilter, column: string, alias: string, add: Add): string[] => {
  if (!('field' in condition)) return []
  if (condition.field === 'spent' || condition.field === 'orders')
    return numberColumns[condition.field] === column ? [number(condition, add, alias)] : []
  if (condition.field === 'lastOrder' || condition.field === 'created')
    return timeColumns[condition.field] === column ? [time(condition, add, alias)] : []
  return []
}

/** Always a look at one customer: where few have it so, the list begins with these (see {@link drivingFields}). */
const ownField = ({ key, at }: SettledField, add: Add): string => {
  if (at === undefined) throw customerErrors.CUSTOMER_FIELD_UNKNOWN(`the field ${key} was not settled`)
  const found = `exists (select from custom_index x where x.organisation_id = $1 and x.field_id = ${add(at.fieldId)}
                                              and x.subject_id = f.customer_id${placeSql(at, add)} offset 0)`
  return isNegated(at) ? `not ${found}` : found
}

/**
 * Customers of whom one of the conditions finds few: the list then starts from them. Of several such conditions the
 * caller takes whichever finds the fewest.
 * @returns statements that give ids, at most `most` of them
 */
export const drivingFields = (
  necessaryParts: readonly CustomerFilter[],
  organisationId: string,
  most: number,
): { readonly text: string; readonly values: readonly unknown[] }[] =>
  necessaryParts.flatMap((part) => {
    if (!('field' in part) || part.field !== 'custom') return []
    const { at } = part as SettledField
    if (at === undefined || isNegated(at)) return []
    const values: unknown[] = [organisationId]
    const add: Add = (value) => `$${values.push(value)}`
    const text = `select distinct x.subject_id as id from custom_index x
                   where x.organisation_id = $1 and x.field_id = ${add(at.fieldId)}${placeSql(at, add)}
                   limit ${add(most)}`
    return [{ text, values }]
  })

const conditionSql = (condition: CustomerCondition, look: Look): string => {
  const { add } = look
  switch (condition.field) {
    case 'country':
      return country(condition, add)
    case 'owner':
    case 'tag':
      return mark(condition, look)
    case 'merchant':
      return merchant(condition, look)
    case 'stage':
    case 'class':
      return standing(condition, look)
    case 'spent':
    case 'orders':
    case 'returns':
      return number(condition, add)
    case 'lastOrder':
    case 'firstOrder':
    case 'created':
      return time(condition, add)
    case 'custom':
      return ownField(condition, add)
    case 'text':
    default:
      // Text is looked for by its tokens and checked after decryption: see list.ts.
      return 'true'
  }
}

/**
 * A filter as a condition on `customer_figures f` of the organisation `$1`. Spans and `me` must be fixed before
 * (see fixedFilter).
 * @param probed whether each customer is looked at by itself, in the order of the list
 */
export const filterSql = (filter: CustomerFilter, add: Add, probed = false): string => {
  if ('all' in filter) return `(${filter.all.map((part) => filterSql(part, add, probed)).join(' and ') || 'true'})`
  if ('any' in filter) return `(${filter.any.map((part) => filterSql(part, add, true)).join(' or ') || 'false'})`
  return `(${conditionSql(filter, { add, probed })})`
}

/** Marks one of which every customer of a list has, and the condition that says so. */
export type Driving = {
  readonly condition: (Of<'owner'> | Of<'tag'>) & { readonly values: readonly string[] }
  readonly marks: readonly string[]
}

/** Conditions by whose marks a list could be read. */
const drivable = (necessaryParts: readonly CustomerFilter[]): Driving[] =>
  necessaryParts.flatMap((condition): Driving[] => {
    if (!('field' in condition) || (condition.field !== 'owner' && condition.field !== 'tag')) return []
    if (condition.is === 'anyOf') return [{ condition, marks: [...new Set(condition.values)] }]
    return condition.is === 'allOf' ? [...new Set(condition.values)].map((id) => ({ condition, marks: [id] })) : []
  })

/** The one country that all are of, if there is one. */
const countryOf = (necessaryParts: readonly CustomerFilter[]): string | undefined =>
  necessaryParts
    .flatMap((part) => ('field' in part && part.field === 'country' && part.is === 'anyOf' ? [part.values] : []))
    .find((values) => values.length === 1)?.[0]

/** How many customers have a mark, or are of a country. */
export type CustomerCounts = {
  readonly marks: ReadonlyMap<string, number>
  readonly countries: ReadonlyMap<string, number>
}

/** Whether counts would help to choose by what a list is read. */
export const isChoice = (necessaryParts: readonly CustomerFilter[]): boolean => {
  const ways = drivable(necessaryParts).length
  return ways > 1 || (ways === 1 && countryOf(necessaryParts) !== undefined)
}

/**
 * The marks by which a list is read: those that the fewest customers have, or where that is not known the fewest marks.
 * @param byCountry whether a country gives the same order
 * @returns nothing where there are none, and where the customers of the country are fewer
 */
export const drivingMarks = (
  necessaryParts: readonly CustomerFilter[],
  counts: CustomerCounts | undefined,
  byCountry: boolean,
): Driving | undefined => {
  const weight = ({ marks }: Driving): number =>
    counts === undefined ? marks.length : marks.reduce((sum, id) => sum + (counts.marks.get(id) ?? 0), 0)
  const [best] = drivable(necessaryParts).toSorted((a, b) => weight(a) - weight(b))
  const country = byCountry ? countryOf(necessaryParts) : undefined
  if (best === undefined || counts === undefined || country === undefined) return best
  return (counts.countries.get(country) ?? 0) < weight(best) ? undefined : best
}
