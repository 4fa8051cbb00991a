import type { CustomerCondition, CustomerFilter } from '@candor/api'

/** Adds a value to a statement. @returns how it is called there, such as `$3` */
export type Add = (value: unknown) => string

type Of<Field extends CustomerCondition['field']> = Extract<CustomerCondition, { field: Field }>

const marked = (ids: string): string =>
  `exists (select from customer_mark k where k.organisation_id = $1 and k.customer_id = f.customer_id
                                         and k.mark_id = any(${ids}::uuid[]))`

const cared = (what: string): string =>
  `exists (select from customer_care a where a.organisation_id = $1 and a.customer_id = f.customer_id and ${what})`

const negated = (is: string, sql: string): string => (is === 'noneOf' || is === 'empty' ? `not ${sql}` : sql)

const country = (condition: Of<'country'>, add: Add): string => {
  if (!('values' in condition)) return `f.country is ${condition.is === 'empty' ? '' : 'not '}null`
  const [first, ...others] = condition.values
  // One country is asked for by itself: then its index also gives the order.
  const among = others.length === 0 ? `f.country = ${add(first)}` : `f.country = any(${add(condition.values)}::text[])`
  return condition.is === 'anyOf' ? among : `(f.country is null or not ${among})`
}

const mark = (condition: Of<'owner'> | Of<'tag'>, add: Add): string => {
  const { field, is } = condition
  if (!('values' in condition)) {
    return negated(is, cared(field === 'owner' ? 'a.owner_id is not null' : `a.tags <> '{}'`))
  }
  if (is === 'allOf') return condition.values.map((id) => marked(add([id]))).join(' and ')
  return negated(is, marked(add(condition.values)))
}

const merchant = ({ is, values }: Of<'merchant'>, add: Add): string =>
  negated(
    is,
    `exists (select from customer_merchant m where m.organisation_id = $1 and m.customer_id = f.customer_id
                                              and m.merchant_id = any(${add(values)}::uuid[]))`,
  )

/** Where the customer stands in stages and value classes, as computed by their rules. */
const standing = ({ field, is, values }: Of<'stage'> | Of<'class'>, add: Add): string =>
  negated(
    is,
    `exists (select from customer_lifecycle s where s.organisation_id = $1 and s.customer_id = f.customer_id
                                               and s.${field} = any(${add(values)}::text[]))`,
  )

const number = (condition: Of<'spent'> | Of<'orders'> | Of<'returns'>, add: Add): string => {
  const column = { spent: 'f.spent', orders: 'f.order_count', returns: 'f.return_count' }[condition.field]
  const type = condition.field === 'spent' ? 'int8' : 'int4'
  return [
    ...('from' in condition ? [`${column} >= ${add(condition.from)}::${type}`] : []),
    ...('to' in condition ? [`${column} <= ${add(condition.to)}::${type}`] : []),
  ].join(' and ')
}

const time = (condition: Of<'lastOrder'> | Of<'firstOrder'> | Of<'created'>, add: Add): string => {
  const column = { lastOrder: 'f.last_order_at', firstOrder: 'f.first_order_at', created: 'f.created_at' }[
    condition.field
  ]
  if (condition.is === 'empty') return `${column} = '-infinity'`
  if (condition.is === 'filled') return `${column} > '-infinity'`
  return [
    ...('from' in condition ? [`${column} >= ${add(condition.from)}::timestamptz`] : []),
    ...('until' in condition ? [`${column} < ${add(condition.until)}::timestamptz`] : []),
    // Before a time comes who ordered before it, not who never did.
    ...('from' in condition ? [] : [`${column} > '-infinity'`]),
  ].join(' and ')
}

const conditionSql = (condition: CustomerCondition, add: Add): string => {
  switch (condition.field) {
    case 'country':
      return country(condition, add)
    case 'owner':
    case 'tag':
      return mark(condition, add)
    case 'merchant':
      return merchant(condition, add)
    case 'stage':
    case 'class':
      return standing(condition, add)
    case 'spent':
    case 'orders':
    case 'returns':
      return number(condition, add)
    case 'lastOrder':
    case 'firstOrder':
    case 'created':
      return time(condition, add)
    case 'text':
    default:
      // Text is looked for by its tokens and checked after decryption: see list.ts.
      return 'true'
  }
}

/**
 * A filter as a condition on `customer_figures f` of the organisation `$1`. Spans and `me` must be fixed before
 * (see fixedFilter).
 */
export const filterSql = (filter: CustomerFilter, add: Add): string => {
  if ('all' in filter) return `(${filter.all.map((part) => filterSql(part, add)).join(' and ') || 'true'})`
  if ('any' in filter) return `(${filter.any.map((part) => filterSql(part, add)).join(' or ') || 'false'})`
  return `(${conditionSql(filter, add)})`
}

/**
 * Marks one of which every customer of the filter has: the list is then read from the index of these marks. Of several
 * such conditions the one with the fewest marks.
 */
export const drivingMarks = (necessaryParts: readonly CustomerFilter[]): readonly string[] | undefined => {
  const found = necessaryParts.flatMap((part): (readonly string[])[] => {
    if (!('field' in part) || (part.field !== 'owner' && part.field !== 'tag')) return []
    if (part.is === 'anyOf') return [[...new Set(part.values)]]
    return part.is === 'allOf' ? part.values.map((id) => [id]) : []
  })
  return found.toSorted((a, b) => a.length - b.length)[0]
}
