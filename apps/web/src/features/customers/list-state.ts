import {
  customerColumns,
  narrowestColumn,
  widestColumn,
  listGroups,
  listLayouts,
  type CustomerFilter,
  type CustomerQuery,
  type CustomerViewContent,
  type Grouping,
  type ListColumn,
  type ListLayout,
} from '@candor/api'
import { createStored, createStoredChoice } from '@candor/ui'
import { readFilter } from './filter-draft.ts'
import type { ListFilters } from './queries.ts'

export const sorts = ['-lastOrderAt', '-spent', '-orderCount', '-createdAt', 'createdAt'] as const
export type PlainSort = (typeof sorts)[number]
/** By a field of the company’s own, smallest or largest first. */
export type OwnSort = `custom:${string}` | `-custom:${string}`
export type Sort = PlainSort | OwnSort

const ownName = /^custom:[a-z][a-z0-9_]{0,39}$/
export const isOwnColumn = (name: string): name is `custom:${string}` => ownName.test(name)
const isOwnSort = (name: unknown): name is OwnSort => typeof name === 'string' && ownName.test(name.replace(/^-/, ''))

export const columnKeys = customerColumns
export type ColumnKey = ListColumn

export const defaultColumns: readonly ColumnKey[] = [
  'name',
  'country',
  'owner',
  'tags',
  'orderCount',
  'spent',
  'points',
  'lastOrderAt',
]

/** The columns with the name among them, first unless it stands elsewhere. */
export const withName = (keys: readonly ColumnKey[]): readonly ColumnKey[] =>
  keys.includes('name') ? keys : ['name', ...keys]

const columnsIn = (text: string | null): readonly ColumnKey[] => {
  if (text === null) return defaultColumns
  const wanted = text
    .split(',')
    .flatMap((name): ColumnKey[] => (isOwnColumn(name) ? [name] : columnKeys.filter((key) => key === name)))
  return withName([...new Set(wanted)])
}
const joined = (keys: readonly ColumnKey[]): string => keys.join(',')

/** Which columns the reader wants, in their order; the name always stays. */
export const storedColumns = createStored<readonly ColumnKey[]>('customer-columns', columnsIn, joined)

/** The same for the list without a view, kept while a view shows its own. */
export const storedOwnColumns = createStored<readonly ColumnKey[]>('customer-columns-own', columnsIn, joined)

/** Pixels of the columns that the reader made narrower or wider. */
export type ColumnWidths = Readonly<Partial<Record<ColumnKey, number>>>

const isWidth = (width: unknown): width is number =>
  typeof width === 'number' && Number.isInteger(width) && width >= narrowestColumn && width <= widestColumn

const widthsIn = (text: string | null): ColumnWidths => {
  try {
    const raw = JSON.parse(text ?? '{}') as Record<string, unknown> | null
    const widths: Partial<Record<ColumnKey, number>> = {}
    for (const [name, width] of Object.entries(raw ?? {})) {
      const column = isOwnColumn(name) ? name : columnKeys.find((key) => key === name)
      if (column !== undefined && isWidth(width)) widths[column] = width
    }
    return widths
  } catch {
    return {}
  }
}

export const storedWidths = createStored<ColumnWidths>('customer-widths', widthsIn, JSON.stringify)

/** The same for the list without a view. */
export const storedOwnWidths = createStored<ColumnWidths>('customer-widths-own', widthsIn, JSON.stringify)

export const storedDensity = createStoredChoice('density', ['comfortable', 'compact'], () => 'comfortable')

/** What stands in the address, so that a filtered list can be shared and comes back with the back button. */
export type ListSearch = {
  readonly search?: string
  readonly country?: string
  readonly merchantId?: string
  readonly minimumSpent?: string
  readonly orderedAfter?: string
  readonly orderedBefore?: string
  /** A member of staff, or `me`. */
  readonly ownerId?: string
  readonly tagId?: string
  /** Conditions beyond the above, in groups. */
  readonly filter?: CustomerFilter
  readonly sort?: Sort
  readonly layout?: ListLayout
  readonly groupBy?: Grouping
  /** The view that the list was opened with; `all` for none on purpose. */
  readonly view?: string
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value) !== '' ? String(value) : undefined

const isUuid = (value: string | undefined): value is string => value !== undefined && /^[0-9a-f-]{36}$/.test(value)
const uuidOr = (value: unknown, ...words: readonly string[]): string | undefined => {
  const known = text(value)
  return words.some((word) => word === known) || isUuid(known) ? known : undefined
}

const groupingIn = (raw: unknown): Grouping | undefined =>
  listGroups.find((group) => group === raw) ?? (typeof raw === 'string' && isOwnColumn(raw) ? raw : undefined)

/** Reads the address; what does not fit is left out rather than refused. */
export const parseListSearch = (raw: Record<string, unknown>): ListSearch => {
  const minimum = text(raw['minimumSpent'])
  const instant = (name: string) => {
    const value = text(raw[name])
    return value && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined
  }
  const parsed = {
    search: text(raw['search'])?.slice(0, 100),
    country: text(raw['country'])?.slice(0, 80),
    merchantId: uuidOr(raw['merchantId']),
    minimumSpent: minimum && /^\d{1,15}$/.test(minimum) ? minimum : undefined,
    orderedAfter: instant('orderedAfter'),
    orderedBefore: instant('orderedBefore'),
    ownerId: uuidOr(raw['ownerId'], 'me'),
    tagId: uuidOr(raw['tagId']),
    filter: readFilter(raw['filter']),
    sort: sorts.find((sort) => sort === raw['sort']) ?? (isOwnSort(raw['sort']) ? raw['sort'] : undefined),
    layout: listLayouts.find((layout) => layout === raw['layout']),
    groupBy: groupingIn(raw['groupBy']),
    view: uuidOr(raw['view'], 'all'),
  }
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined))
}

const showing = ['sort', 'layout', 'groupBy', 'view'] as const

/** Which customers the address asks for, without how they are shown. */
export const queryOf = (search: ListSearch): CustomerQuery =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !showing.some((shown) => shown === name)))

/** How the list is shown, with everybody in it. */
export const shownOf = ({ sort, layout, groupBy }: ListSearch): ListSearch => ({
  ...(sort && { sort }),
  ...(layout && { layout }),
  ...(groupBy && { groupBy }),
  view: 'all',
})

export const hasFilters = (search: ListSearch): boolean => Object.keys(queryOf(search)).length > 0

/** The keys of own fields among columns, as the API is asked for them; nothing where there are none. */
export const ownKeysOf = (columns: readonly string[]): { readonly custom?: string } => {
  const keys = columns.filter(isOwnColumn).map((column) => column.slice('custom:'.length))
  return keys.length === 0 ? {} : { custom: keys.join(',') }
}

/** The query of the API for what stands in the address. */
export const filtersOf = (search: ListSearch): ListFilters => {
  const { filter, ...quick } = queryOf(search)
  return { ...quick, sort: search.sort ?? '-lastOrderAt', ...(filter && { filter: JSON.stringify(filter) }) }
}

/** The address of a view. */
export const searchOfView = (id: string, { query, sort, layout, groupBy }: CustomerViewContent): ListSearch =>
  parseListSearch({
    ...query,
    view: id,
    ...(sort !== '-lastOrderAt' && { sort }),
    ...(layout !== 'table' && { layout }),
    ...(layout !== 'cards' && groupBy !== undefined && { groupBy }),
  })

/** How the table looks; kept in this browser. */
export interface ListLook {
  readonly columns: readonly ColumnKey[]
  readonly widths: ColumnWidths
  readonly density: CustomerViewContent['density']
}

/** The list as it is now, as a view would keep it. */
export const contentOf = (search: ListSearch, { columns, widths, density }: ListLook): CustomerViewContent => ({
  query: queryOf(search),
  sort: search.sort ?? '-lastOrderAt',
  columns: [...columns],
  ...(Object.keys(widths).length > 0 && { widths }),
  density,
  layout: search.layout ?? 'table',
  ...(search.groupBy && { groupBy: search.groupBy }),
})

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, ordered(part)]),
  )
}

/** Whether two views show the same. */
export const isSameContent = (one: CustomerViewContent, other: CustomerViewContent): boolean =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
