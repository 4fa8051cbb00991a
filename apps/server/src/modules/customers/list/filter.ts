import type { OwnFieldPlace } from '../../../platform/db/own-field-place.ts'
import { beginOf } from '../../../platform/time-span.ts'
import { customerErrors } from '../errors.ts'
import type { ListFields, OwnCondition } from '../needs.ts'
import { myself, type CustomerCondition, type CustomerFilter } from '@candor/api'
import type { CustomerFilters } from './query.ts'

/** Who looks at a list, and when: what `me` and `the last 30 days` mean. */
export type Onlooker = {
  readonly staffId: string
  readonly now: Date
  /** Own fields, where the list asks for any. */
  readonly fields?: ListFields | undefined
}

/** A condition on an own field that was settled: which rows of the index it means. */
export type SettledField = OwnCondition & { readonly at?: OwnFieldPlace }

/** Whether own fields are asked for anywhere in a filter. */
export const asksForFields = (filter: CustomerFilter | undefined): boolean => {
  if (filter === undefined) return false
  if ('field' in filter) return filter.field === 'custom'
  return ('all' in filter ? filter.all : filter.any).some(asksForFields)
}

const fixedField = (condition: SettledField, { fields, now }: Onlooker): SettledField => {
  // A change of many keeps what its conditions meant when it was asked for.
  if (condition.at !== undefined) return condition
  if (fields === undefined) throw customerErrors.CUSTOMER_FIELD_UNKNOWN(`there is no field ${condition.key} here`)
  return { ...condition, at: fields.placeOf(condition, now) }
}

type TimeCondition = Extract<CustomerCondition, { field: 'lastOrder' | 'firstOrder' | 'created' }>

const fixedTime = (condition: TimeCondition, now: Date): CustomerFilter => {
  if (condition.is !== 'within' && condition.is !== 'notWithin') return condition
  const { field } = condition
  const begin = beginOf(condition.last, now).toISOString()
  if (condition.is === 'within') return { field, is: 'from', from: begin }
  // Who never ordered has not ordered in the last 30 days either.
  if (field === 'created') return { field, is: 'until', until: begin }
  return {
    any: [
      { field, is: 'until', until: begin },
      { field, is: 'empty' },
    ],
  }
}

/** A filter as it is at this moment for this person: without `me` and without spans that move. */
export const fixedFilter = (filter: CustomerFilter, onlooker: Onlooker): CustomerFilter => {
  if ('all' in filter) return { all: filter.all.map((part) => fixedFilter(part, onlooker)) }
  if ('any' in filter) return { any: filter.any.map((part) => fixedFilter(part, onlooker)) }
  if (filter.field === 'owner' && 'values' in filter) {
    return { ...filter, values: filter.values.map((value) => (value === myself ? onlooker.staffId : value)) }
  }
  if (filter.field === 'custom') return fixedField(filter, onlooker)
  if (filter.field === 'lastOrder' || filter.field === 'firstOrder' || filter.field === 'created') {
    return fixedTime(filter, onlooker.now)
  }
  return filter
}

/** What must be so in any case: the parts of the outermost `all`, groups of it opened. */
export const necessary = (filter: CustomerFilter): CustomerFilter[] =>
  'all' in filter ? filter.all.flatMap(necessary) : [filter]

/** The quick filters of the list’s address as conditions. */
export const quickConditions = (filters: CustomerFilters): CustomerFilter[] => {
  const { country, merchantId, minimumSpent, orderedAfter, orderedBefore, ownerId, tagId, filter } = filters
  const conditions: (CustomerFilter | undefined)[] = [
    country === undefined ? undefined : { field: 'country', is: 'anyOf', values: [country] },
    ownerId === undefined ? undefined : { field: 'owner', is: 'anyOf', values: [ownerId] },
    tagId === undefined ? undefined : { field: 'tag', is: 'anyOf', values: [tagId] },
    minimumSpent === undefined ? undefined : { field: 'spent', is: 'atLeast', from: minimumSpent },
    orderedAfter === undefined ? undefined : { field: 'lastOrder', is: 'from', from: orderedAfter },
    orderedBefore === undefined ? undefined : { field: 'lastOrder', is: 'until', until: orderedBefore },
    merchantId === undefined ? undefined : { field: 'merchant', is: 'anyOf', values: [merchantId] },
    filter,
  ]
  return conditions.filter((condition) => condition !== undefined)
}

const hasText = (filter: CustomerFilter): boolean =>
  'field' in filter ? filter.field === 'text' : ('all' in filter ? filter.all : filter.any).some(hasText)

/**
 * Names are encrypted: the database finds them by blind tokens, and only what was found is opened and looked at. So text
 * has to narrow the whole list; as one of several possibilities it would have to open everybody.
 * @throws CUSTOMER_FILTER_TEXT_INSIDE
 */
export const refuseTextInside = (filter: CustomerFilter | undefined): void => {
  if (filter === undefined) return
  const inside = necessary(filter).some((part) => !('field' in part) && hasText(part))
  if (!inside) return
  throw customerErrors.CUSTOMER_FILTER_TEXT_INSIDE('text stands in a group of which any part is enough', {
    errors: [{ path: '/query/filter', message: 'text must be outside of any-groups' }],
  })
}
