import type { CustomerProfile } from '@candor/api'
import { blindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { encodeCursor } from '../../../platform/http/page.ts'
import { markCounts } from '../care/counts.ts'
import { countriesOf } from '../counts.ts'
import { openRows } from '../find.ts'
import { headsOf } from '../whole/records.ts'
import { mergedProfiles } from '../whole/merged.ts'
import { blindTokens, emailHash, searchableOf } from '../search/blind.ts'
import { isCommon, rememberCommon } from '../search/common.ts'
import { gramsToSearch, matches, searchTerms, type SearchTerms } from '../search/grams.ts'
import { customersWithHash } from '../search/others.ts'
import { customersMeant, withSlips } from '../search/slips.ts'
import { boundedRows } from './bounded.ts'
import { fieldCursor, fieldOrderOf, fieldPage, fieldPlaceOf, type FieldCursor, type FieldOrder } from './field-order.ts'
import { drivingFields, type CustomerCounts } from './filter-sql.ts'
import { refuseTextInside } from './filter.ts'
import {
  amongQuery,
  conditionsOf,
  hasChoice,
  pageQuery,
  stretchQuery,
  textsOf,
  type CustomerFilters,
  type ListRow,
} from './query.ts'
import { placeOf, type CustomerSort, type ListSort, type Place } from './sort.ts'

export type ListRequest = CustomerFilters & {
  readonly search?: string | undefined
  /** Instead of who has what was typed, who may have been meant by it. */
  readonly similar?: boolean | undefined
  readonly sort: ListSort
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A customer in the list, opened. */
export type ListedCustomer = Omit<ListRow, 'profile'> & { readonly profile: CustomerProfile }

export type ListedPage = { readonly items: readonly ListedCustomer[]; readonly nextCursor: string | null }

/** Up to so many candidates of a search are fetched and sorted; with more, the sorted list is looked through instead. */
const mostCandidates = 5000
/** How many customers of the list are looked at per step, in a search for what very many share. */
const stretch = 4000
/** In how many steps, before a page ends unfilled. */
const mostStretches = 10

const cursorAt = (sort: CustomerSort, { value, id }: Place): string => encodeCursor([sort, value, id])

const placeOfRow = ({ id, sortValue }: ListRow): Place => ({ id, value: sortValue })

/** Who has the e-mail address that was typed, if it was a whole one: its pieces are shared by far too many. */
const owners = async (tx: Tx, search: string): Promise<string[]> => {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(search.trim())) return []
  const ids = await customersWithHash(tx, { field: 'email', hash: emailHash(await blindKeys(tx), search) })
  const heads = await headsOf(tx, ids)
  return ids.map((id) => heads.get(id) ?? id)
}

/** Who may be meant; nothing when they are too many to be worth fetching. */
const candidates = async (tx: Tx, search: string, tokens: readonly number[]): Promise<string[] | undefined> => {
  const found = await owners(tx, search)
  if (found.length > 0) return found
  if (isCommon(tx.organisationId, tokens)) return undefined
  const rows = await tx.rows<{ id: string }>({
    name: 'customers-with-tokens',
    text: 'select id from customers_with_tokens($1, $2) as id',
    values: [tokens, mostCandidates + 1],
  })
  if (rows.length <= mostCandidates) return rows.map(({ id }) => id)
  rememberCommon(tx.organisationId, tokens)
  return undefined
}

/** Who is found by an own field that few customers have so; nothing where there is no such condition. */
const fewByField = async (tx: Tx, filters: CustomerFilters): Promise<string[] | undefined> => {
  for (const sql of drivingFields(conditionsOf(filters), tx.organisationId, mostCandidates + 1)) {
    const rows = await tx.rows<{ id: string }>(sql)
    if (rows.length <= mostCandidates) return rows.map(({ id }) => id)
  }
  return undefined
}

/** Those who are in both; everybody is in a list that is not there. */
const inBoth = (one: readonly string[] | undefined, other: readonly string[] | undefined): string[] | undefined => {
  if (one === undefined || other === undefined) return (one ?? other)?.slice()
  const among = new Set(other)
  return one.filter((id) => among.has(id))
}

/** The part of a request that a step of it needs. */
type PageRequest = { readonly sort: CustomerSort; readonly limit: number; readonly filters: CustomerFilters }

type Found = { readonly rows: ListedCustomer[]; readonly end: Place | undefined }

const open = async (tx: Tx, rows: readonly ListRow[], terms: SearchTerms | undefined): Promise<ListedCustomer[]> => {
  const opened = await openRows(tx, rows)
  if (terms === undefined) return opened
  const isMeant = ({ reference, profile }: Pick<ListedCustomer, 'reference' | 'profile'>): boolean =>
    matches(terms, searchableOf(reference, profile))
  const others = opened.filter((row) => !isMeant(row))
  if (others.length === 0) return opened
  // Somebody may be found by the name or number of a record that was merged into theirs.
  const merged = await mergedProfiles(
    tx,
    others.map(({ id }) => id),
  )
  return opened.filter((row) => !others.includes(row) || merged.get(row.id)?.some(isMeant))
}

/** What helps to choose by what a list is read. */
const countsOf = async (tx: Tx): Promise<CustomerCounts> => {
  const [marks, countries] = await Promise.all([markCounts(tx), countriesOf(tx)])
  return { marks, countries: new Map(countries.map(({ country, customers }) => [country, customers])) }
}

/** Next rows of a list, or of the found candidates; `end` is where to go on, nothing at the end of the list. */
const nextRows = async (
  tx: Tx,
  { sort, limit, filters }: PageRequest,
  after: Place | undefined,
  terms: SearchTerms | undefined,
  ids: readonly string[] | undefined,
): Promise<Found> => {
  const counts = ids === undefined && hasChoice(filters) ? await countsOf(tx) : undefined
  const rows = await boundedRows<ListRow>(
    tx,
    pageQuery(tx.organisationId, filters, sort, after, limit + 1, ids, counts),
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: await open(tx, shown, terms), end: last && placeOfRow(last) }
}

/** Next rows of a search that so many customers match that the list itself soon brings up enough of them. */
const nextMatches = async (
  tx: Tx,
  { sort, limit, filters }: PageRequest,
  after: Place | undefined,
  terms: SearchTerms,
  tokens: readonly number[],
): Promise<Found> => {
  const query = amongQuery(tx.organisationId, filters, sort, after, { tokens, stretch, limit: limit + 1 })
  const ids = (await boundedRows<{ id: string }>(tx, query)).map(({ id }) => id)
  const page = await nextRows(tx, { sort, limit, filters }, after, terms, ids)
  if (page.end !== undefined) return page
  // All of the stretch was looked at: it goes on behind it.
  const places = await boundedRows<Place>(tx, stretchQuery(tx.organisationId, filters, sort, after, stretch))
  return { rows: page.rows, end: places.length < stretch ? undefined : places.at(-1) }
}

/** A page to be filled: what narrows it, and what a search is for. */
type Filling<Order> = Order & {
  readonly filters: CustomerFilters
  readonly limit: number
  readonly ids: readonly string[] | undefined
  readonly terms: SearchTerms | undefined
  readonly tokens: readonly number[]
}

/** A page in the order of something that every customer has. */
const listByFigure = async (
  tx: Tx,
  { sort, filters, limit, ids, terms, tokens }: Filling<{ readonly sort: CustomerSort }>,
  cursor: string | undefined,
): Promise<ListedPage> => {
  let place = placeOf(sort, cursor)
  const items: ListedCustomer[] = []
  for (let step = 0; step < mostStretches; step += 1) {
    const missing = { sort, filters, limit: limit - items.length }
    const found: Found =
      terms !== undefined && ids === undefined
        ? await nextMatches(tx, missing, place, terms, tokens)
        : await nextRows(tx, missing, place, terms, ids)
    items.push(...found.rows)
    place = found.end
    if (place === undefined || items.length === limit) break
  }
  return { items, nextCursor: place === undefined ? null : cursorAt(sort, place) }
}

/** A page in the order of an own field: first who has a value, then all others. */
const listByField = async (
  tx: Tx,
  { order, filters, limit, ids, terms, tokens }: Filling<{ readonly order: FieldOrder }>,
  after: FieldCursor | undefined,
): Promise<ListedPage> => {
  const items: ListedCustomer[] = []
  let place = after
  for (let step = 0; step < mostStretches; step += 1) {
    const missing = limit - items.length
    const search = terms !== undefined && ids === undefined ? tokens : undefined
    const page = await fieldPage(tx, { order, filters, limit: missing, ids, tokens: search }, place)
    items.push(...(await open(tx, page.rows, terms)))
    place = page.next
    if (place === undefined || items.length === limit) break
  }
  return { items, nextCursor: place === undefined ? null : fieldCursor(order, place) }
}

/**
 * One page of customers, narrowed, searched and sorted. Candidates that only look like matches are left out, and
 * the page is filled up from those that follow; after {@link mostStretches} steps it is given as it is, so that no
 * search can take for ever: an unfilled page with a cursor goes on there.
 * @throws HTTP_CURSOR_INVALID, CUSTOMER_FILTER_TEXT_INSIDE, CUSTOMER_FILTER_TOO_WIDE
 */
export const listCustomers = async (tx: Tx, request: ListRequest): Promise<ListedPage> => {
  const { search: typed, similar = false, sort, cursor, limit, ...filters } = request
  refuseTextInside(filters.filter)
  const search = [typed ?? '', ...textsOf(filters)].join(' ').trim()
  const exact = search === '' ? undefined : searchTerms(search)
  const terms = exact && similar ? withSlips(exact) : exact
  const grams = terms === undefined ? [] : gramsToSearch(terms)
  if (terms !== undefined && grams.length === 0) return { items: [], nextCursor: null }
  const tokens = terms === undefined ? [] : blindTokens(await blindKeys(tx), grams)
  const searched =
    terms === undefined
      ? undefined
      : terms.meant === undefined
        ? await candidates(tx, search, tokens)
        : await customersMeant(tx, terms.meant)
  const ids = inBoth(searched, await fewByField(tx, filters))
  const order = fieldOrderOf(sort, filters.onlooker)
  if (order !== undefined) {
    return listByField(tx, { order, filters, limit, ids, terms, tokens }, fieldPlaceOf(order, cursor))
  }
  return listByFigure(tx, { sort: sort as CustomerSort, filters, limit, ids, terms, tokens }, cursor)
}
