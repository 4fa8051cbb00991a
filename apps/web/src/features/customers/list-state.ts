import { createStored, createStoredChoice } from '@candor/ui'
import type { ListFilters } from './queries.ts'

export const sorts = ['-lastOrderAt', '-spent', '-orderCount', '-createdAt', 'createdAt'] as const
export type Sort = (typeof sorts)[number]

export const columnKeys = [
  'name',
  'email',
  'phone',
  'country',
  'orderCount',
  'returnCount',
  'spent',
  'points',
  'lastOrderAt',
  'createdAt',
] as const
export type ColumnKey = (typeof columnKeys)[number]

const defaultColumns: readonly ColumnKey[] = [
  'name',
  'email',
  'country',
  'orderCount',
  'spent',
  'points',
  'lastOrderAt',
]

/** Which columns the reader wants; the name always stays. */
export const storedColumns = createStored<readonly ColumnKey[]>(
  'customer-columns',
  (text) => {
    if (text === null) return defaultColumns
    const wanted = text.split(',')
    return columnKeys.filter((key) => key === 'name' || wanted.includes(key))
  },
  (keys) => keys.join(','),
)

export const storedDensity = createStoredChoice('density', ['comfortable', 'compact'], () => 'comfortable')

/** What stands in the address, so that a filtered list can be shared and comes back with the back button. */
export type ListSearch = {
  readonly search?: string
  readonly country?: string
  readonly merchantId?: string
  readonly minimumSpent?: string
  readonly orderedAfter?: string
  readonly orderedBefore?: string
  readonly sort?: Sort
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value) !== '' ? String(value) : undefined

/** Reads the address; what does not fit is left out rather than refused. */
export const parseListSearch = (raw: Record<string, unknown>): ListSearch => {
  const uuid = text(raw['merchantId'])
  const minimum = text(raw['minimumSpent'])
  const instant = (name: string) => {
    const value = text(raw[name])
    return value && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined
  }
  const parsed = {
    search: text(raw['search'])?.slice(0, 100),
    country: text(raw['country'])?.slice(0, 80),
    merchantId: uuid && /^[0-9a-f-]{36}$/.test(uuid) ? uuid : undefined,
    minimumSpent: minimum && /^\d{1,15}$/.test(minimum) ? minimum : undefined,
    orderedAfter: instant('orderedAfter'),
    orderedBefore: instant('orderedBefore'),
    sort: sorts.find((sort) => sort === raw['sort']),
  }
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined))
}

export const hasFilters = (search: ListSearch): boolean => Object.keys(search).some((name) => name !== 'sort')

/** The query of the API for what stands in the address. */
export const filtersOf = (search: ListSearch): ListFilters => ({ ...search, sort: search.sort ?? '-lastOrderAt' })
