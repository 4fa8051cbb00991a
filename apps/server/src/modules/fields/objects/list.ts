import { titleField, type RecordFilter, type RecordSort, type RecordSummary } from '@candor/api'
import { z } from 'zod'
import { sqlState, type Sql, type Tx } from '../../../platform/db/index.ts'
import { isNegated, placeSql, type OwnFieldPlace } from '../../../platform/db/own-field-place.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/page.ts'
import { fieldErrors } from '../errors.ts'
import type { FieldsNeeds, Viewer } from '../needs.ts'
import { fieldLookup, settledCondition, type FieldLookup } from '../values/lists.ts'
import { linkedOf, shownValues } from '../values/read.ts'
import { titleIn } from './titles.ts'

export type RecordListRequest = {
  readonly search?: string | undefined
  readonly filter?: RecordFilter | undefined
  readonly sort: RecordSort
  /** Those in the bin instead, the latest first. */
  readonly binned: boolean
  /** Keys of the fields to show. */
  readonly keys: readonly string[]
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Where so few are found by a condition or a search, the list starts from them. */
const mostCandidates = 5000
/** In how many steps a page is filled where what only looks like a match is left out. */
const mostSteps = 10
/** Milliseconds after which a filter is given up. */
const longest = 5000
const cancelled = '57014'

type Add = (value: unknown) => string
type Settled =
  | { readonly at: OwnFieldPlace }
  | { readonly all: readonly Settled[] }
  | { readonly any: readonly Settled[] }

/** A filter as it is at this moment: conditions as places of the index. @throws OBJECT_FIELD_UNKNOWN, FIELD_VALUE_INVALID */
const settled = (filter: RecordFilter, lookup: FieldLookup, now: Date): Settled => {
  if ('all' in filter) return { all: filter.all.map((part) => settled(part, lookup, now)) }
  if ('any' in filter) return { any: filter.any.map((part) => settled(part, lookup, now)) }
  const at = lookup.placeOf(settledCondition(filter, now))
  if (at === undefined) throw fieldErrors.OBJECT_FIELD_UNKNOWN(`there is no field ${filter.key} to list by`)
  if (at !== 'fault') return { at }
  throw fieldErrors.FIELD_VALUE_INVALID(`a value does not fit the field ${filter.key}`, {
    errors: [{ path: '/query/filter', message: `${filter.key}: ${filter.is}` }],
  })
}

const filterSql = (filter: Settled, add: Add): string => {
  if ('all' in filter) return `(${filter.all.map((part) => filterSql(part, add)).join(' and ')})`
  if ('any' in filter) return `(${filter.any.map((part) => filterSql(part, add)).join(' or ')})`
  const { at } = filter
  const found = `exists (select from custom_index x where x.organisation_id = $1 and x.field_id = ${add(at.fieldId)}
                                              and x.subject_id = r.id${placeSql(at, add)} offset 0)`
  return isNegated(at) ? `(not ${found})` : found
}

/** Conditions that must hold in any case. */
const necessary = (filter: Settled): OwnFieldPlace[] =>
  'at' in filter ? [filter.at] : 'all' in filter ? filter.all.flatMap(necessary) : []

/** Those who are in both; everybody is in a list that is not there. */
const inBoth = (one: readonly string[] | undefined, other: readonly string[]): readonly string[] => {
  if (one === undefined) return other
  const among = new Set(other)
  return one.filter((id) => among.has(id))
}

/** Rows of a list; whatever filter somebody thinks of is stopped after a while. @throws FIELD_VALUE_INVALID */
const bounded = async <R>(tx: Tx, sql: Sql): Promise<R[]> => {
  try {
    const [, rows] = await Promise.all([tx.rows({ text: `set local statement_timeout = ${longest}` }), tx.rows<R>(sql)])
    await tx.rows({ text: 'set local statement_timeout to default' })
    return rows
  } catch (error) {
    if (sqlState(error) !== cancelled) throw error
    throw fieldErrors.FIELD_VALUE_INVALID(`the filter took longer than ${longest} ms`, { cause: error })
  }
}

type Row = {
  readonly id: string
  readonly createdAt: Date
  readonly changedAt: Date
  readonly binnedAt: Date | null
  readonly number: string | null
}
const columns = `r.id, r.created_at as "createdAt", r.changed_at as "changedAt", r.binned_at as "binnedAt"`

/** What a page is read with. */
type Reading = {
  readonly object: string
  readonly filter: Settled | undefined
  readonly ids: readonly string[] | undefined
  readonly tokens: readonly number[] | undefined
  readonly binned: boolean
}

const conditions = (organisationId: string, { object, filter, ids, tokens, binned }: Reading) => {
  const values: unknown[] = [organisationId]
  const add: Add = (value) => `$${values.push(value)}`
  const where = [
    'r.organisation_id = $1',
    `r.object = ${add(object)}`,
    `r.binned_at is ${binned ? 'not ' : ''}null`,
    ...(filter === undefined ? [] : [filterSql(filter, add)]),
    ...(ids === undefined ? [] : [`r.id = any(${add(ids)}::uuid[])`]),
    ...(tokens === undefined ? [] : [`r.tokens @> ${add(tokens)}::int4[]`]),
  ]
  return { where, values, add }
}

/** The place of the last row: the time or number by which the list is sorted, none where it has no number, and the id. */
type Place = { readonly value: string | null; readonly id: string | null }
type Found = { readonly rows: readonly Row[]; readonly end: Place | undefined }

type ByTime = { readonly column: 'created_at' | 'changed_at' | 'binned_at'; readonly falls: boolean }
const timeOf = ({ column }: ByTime, { createdAt, changedAt, binnedAt }: Row): string =>
  ({ created_at: createdAt, changed_at: changedAt, binned_at: binnedAt ?? createdAt })[column].toISOString()

const pageByTime = async (
  tx: Tx,
  reading: Reading,
  order: ByTime,
  after: Place | undefined,
  limit: number,
): Promise<Found> => {
  const { where, values, add } = conditions(tx.organisationId, reading)
  const [sign, direction] = order.falls ? ['<', 'desc'] : ['>', 'asc']
  if (after !== undefined)
    where.push(`(r.${order.column}, r.id) ${sign} (${add(after.value)}::timestamptz, ${add(after.id)}::uuid)`)
  const rows = await bounded<Row>(tx, {
    text: `select ${columns} from object_record r where ${where.join(' and ')}
            order by r.${order.column} ${direction}, r.id ${direction} limit ${add(limit + 1)}`,
    values,
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, end: last && { value: timeOf(order, last), id: last.id } }
}

type ByField = { readonly fieldId: string; readonly falls: boolean }

/** First the records that have a number, read from the index of the field; then all others by their ids. */
const pageByField = async (
  tx: Tx,
  reading: Reading,
  { fieldId, falls }: ByField,
  after: Place | undefined,
  limit: number,
): Promise<Found> => {
  const { where, values, add } = conditions(tx.organisationId, reading)
  const field = add(fieldId)
  if (after?.value === null) {
    where.push(`not exists (select from custom_index x where x.organisation_id = $1 and x.field_id = ${field}
                                                        and x.subject_id = r.id and x.number is not null)`)
    if (after.id !== null) where.push(`r.id > ${add(after.id)}::uuid`)
    const rows = await bounded<Row>(tx, {
      text: `select ${columns} from object_record r where ${where.join(' and ')} order by r.id limit ${add(limit + 1)}`,
      values,
    })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return { rows: shown, end: last && { value: null, id: last.id } }
  }
  const [sign, direction] = falls ? ['<', 'desc'] : ['>', 'asc']
  where.push('x.organisation_id = $1', `x.field_id = ${field}`, 'x.number is not null')
  if (after !== undefined)
    where.push(`(x.number, x.subject_id) ${sign} (${add(after.value)}::int8, ${add(after.id)}::uuid)`)
  const rows = await bounded<Row>(tx, {
    text: `select ${columns}, x.number::text as number from custom_index x
             join object_record r on r.organisation_id = $1 and r.id = x.subject_id
            where ${where.join(' and ')}
            order by x.number ${direction}, x.subject_id ${direction} limit ${add(limit + 1)}`,
    values,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown,
    // At the end of those that have a value come all others.
    end: rows.length > limit && last ? { value: last.number, id: last.id } : { value: null, id: null },
  }
}

/** Records that a condition finds, where these are few. */
const fewByField = async (tx: Tx, filter: Settled | undefined): Promise<string[] | undefined> => {
  for (const at of filter === undefined ? [] : necessary(filter).filter((place) => !isNegated(place))) {
    const values: unknown[] = [tx.organisationId]
    const add: Add = (value) => `$${values.push(value)}`
    const rows = await tx.rows<{ id: string }>({
      text: `select distinct x.subject_id as id from custom_index x
              where x.organisation_id = $1 and x.field_id = ${add(at.fieldId)}${placeSql(at, add)}
              limit ${add(mostCandidates + 1)}`,
      values,
    })
    if (rows.length <= mostCandidates) return rows.map(({ id }) => id)
  }
  return undefined
}

/** Ids of records that have all tokens, one more than {@link mostCandidates} at most. */
export const recordsWithTokens = async (
  tx: Tx,
  objects: readonly string[],
  tokens: readonly number[],
  most = mostCandidates + 1,
): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'records-with-tokens',
    text: 'select id from records_with_tokens($1, $2, $3) as id',
    values: [objects, tokens, most],
  })
  return rows.map(({ id }) => id)
}

const times: Readonly<Record<string, ByTime>> = {
  createdAt: { column: 'created_at', falls: false },
  '-createdAt': { column: 'created_at', falls: true },
  '-changedAt': { column: 'changed_at', falls: true },
}

const orderOf = (sort: RecordSort, binned: boolean, lookup: FieldLookup): ByTime | ByField => {
  if (binned) return { column: 'binned_at', falls: true }
  const byTime = times[sort]
  if (byTime !== undefined) return byTime
  const key = sort.replace(/^-?custom:/, '')
  const fieldId = lookup.sortedBy(key)
  if (fieldId === undefined) throw fieldErrors.OBJECT_FIELD_UNKNOWN(`there is no field ${key} to sort by`)
  return { fieldId, falls: sort.startsWith('-') }
}

/** How rows are shown: opened, with the names of what they lead to. */
const shown = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'builtIns' | 'names'>,
  object: string,
  rows: readonly Row[],
  keys: readonly string[],
  viewer: Viewer,
): Promise<RecordSummary[]> => {
  const ids = rows.map(({ id }) => id)
  const held = await shownValues(tx, needs, object, ids, viewer, [titleField, ...keys])
  const values = [...held.values()].map((of) => of.values)
  const names = await linkedOf(tx, needs, object, values, viewer)
  return rows.map(({ id, createdAt, changedAt, binnedAt }) => {
    const { values: custom, version: customVersion } = held.get(id)!
    const linked = Object.values(custom).flatMap((value) => {
      const name = typeof value === 'string' ? names.get(value) : undefined
      return name === undefined ? [] : [[value as string, name] as const]
    })
    return {
      id,
      title: titleIn(custom),
      createdAt: createdAt.toISOString(),
      changedAt: changedAt.toISOString(),
      binnedAt: binnedAt?.toISOString() ?? null,
      customVersion,
      custom,
      linked: Object.fromEntries(linked),
    }
  })
}

/**
 * One page of records, as decision 103 says of customers: started from what a condition or a search finds where that is
 * little, else walked in the order of the list.
 * @throws HTTP_CURSOR_INVALID, OBJECT_FIELD_UNKNOWN, FIELD_VALUE_INVALID
 */
export const listRecords = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'builtIns' | 'names' | 'search'>,
  object: string,
  { search = '', filter, sort, binned, keys, cursor, limit }: RecordListRequest,
  viewer: Viewer,
): Promise<{ items: RecordSummary[]; nextCursor: string | null }> => {
  const lookup = await fieldLookup(tx, viewer, object)
  const order = orderOf(sort, binned, lookup)
  const mark = binned ? 'bin' : sort
  const place = z.tuple([z.literal(mark), z.string().max(40).nullable(), z.uuid().nullable()])
  const decoded = decodeCursor(place, cursor)
  const asked = filter && settled(filter, lookup, new Date())
  let ids: readonly string[] | undefined = await fewByField(tx, asked)
  const tokens = search === '' ? [] : await needs.search.tokensFor(tx, search)
  if (search !== '' && tokens.length === 0) return { items: [], nextCursor: null }
  const found = tokens.length === 0 || binned ? undefined : await recordsWithTokens(tx, [object], tokens)
  const isCommon = tokens.length > 0 && (found === undefined || found.length > mostCandidates)
  if (found !== undefined && !isCommon) ids = inBoth(ids, found)
  const reading = { object, filter: asked, ids, tokens: isCommon ? tokens : undefined, binned }
  const items: RecordSummary[] = []
  let after: Place | undefined = decoded && { value: decoded[1], id: decoded[2] }
  for (let step = 0; step < mostSteps; step += 1) {
    const missing = limit - items.length
    const page: Found =
      'fieldId' in order
        ? await pageByField(tx, reading, order, after, missing)
        : await pageByTime(tx, reading, order, after, missing)
    const rows = await shown(tx, needs, object, page.rows, keys, viewer)
    items.push(...rows.filter(({ title }) => search === '' || needs.search.matches(search, [title])))
    after = page.end
    if (after === undefined || items.length === limit) break
  }
  return { items, nextCursor: after === undefined ? null : encodeCursor([mark, after.value, after.id]) }
}
