import type { companySort, CompanySummary } from '@candor/api'
import { z } from 'zod'
import { subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/page.ts'
import type { CompaniesNeeds } from './needs.ts'
import { openCompany, searchedTexts } from './profile.ts'

type Sort = z.infer<typeof companySort>

export type CompanyListRequest = {
  readonly search?: string | undefined
  readonly country?: string | undefined
  /** What is in the bin, instead of what is not. */
  readonly binned?: boolean | undefined
  readonly sort: Sort
  readonly cursor?: string | undefined
  readonly limit: number
}

type Order = {
  readonly column: string
  readonly direction: 'asc' | 'desc'
  readonly type: string
  readonly value: z.ZodType
}

const byName = { column: 'name_sort collate "C"', type: 'text', value: z.string().max(200) } as const
const orders: Readonly<Record<Sort, Order>> = {
  name: { ...byName, direction: 'asc' },
  '-name': { ...byName, direction: 'desc' },
  '-contactCount': { column: 'contact_count', type: 'int4', direction: 'desc', value: z.number().int() },
  '-createdAt': { column: 'created_at', type: 'timestamptz', direction: 'desc', value: z.iso.datetime() },
}

/** Up to so many candidates of a search are looked at; a search that more match is told to be narrower by its page. */
const mostCandidates = 5000

type Row = Omit<CompanySummary, 'createdAt'> & {
  readonly createdAt: Date
  readonly nameSort: string
  readonly profile: Buffer
}

const columns = `id, name, name_sort as "nameSort", industry, country, city, contact_count as "contactCount",
  created_at as "createdAt", profile`

/** What a cursor of a list keeps of its last row. */
const placeOf = (sort: Sort, row: Row): readonly (string | number)[] => {
  const value =
    sort === '-contactCount' ? row.contactCount : sort === '-createdAt' ? row.createdAt.toISOString() : row.nameSort
  return [sort, value, row.id]
}

const candidates = async (tx: Tx, needs: CompaniesNeeds, search: string): Promise<string[]> => {
  const tokens = await needs.search.tokensFor(tx, search)
  if (tokens.length === 0) return []
  const rows = await tx.rows<{ id: string }>({
    name: 'companies-with-tokens',
    text: 'select id from companies_with_tokens($1, $2) as id',
    values: [tokens, mostCandidates],
  })
  return rows.map(({ id }) => id)
}

/** Candidates that only look like matches are left out. */
const trulyMatching = async (tx: Tx, needs: CompaniesNeeds, search: string, rows: readonly Row[]): Promise<Row[]> => {
  const keys = await subjectKeys(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.filter(({ id, profile }) =>
    needs.search.matches(search, searchedTexts(openCompany(keys.get(id)!, id, profile))),
  )
}

const summaryOf = ({ id, name, industry, country, city, contactCount, createdAt }: Row): CompanySummary => ({
  id,
  name,
  industry,
  country,
  city,
  contactCount,
  createdAt: createdAt.toISOString(),
})

/**
 * One page of companies. Each sort has an index that gives the rows in order; a place in the list is found by its values.
 * @throws HTTP_CURSOR_INVALID
 */
export const listCompanies = async (
  tx: Tx,
  needs: CompaniesNeeds,
  { search = '', country, binned = false, sort, cursor, limit }: CompanyListRequest,
): Promise<{ items: CompanySummary[]; nextCursor: string | null }> => {
  const { column, direction, type, value } = orders[sort]
  const after = decodeCursor(z.tuple([z.literal(sort), value, z.uuid()]), cursor)
  const ids = search === '' ? undefined : await candidates(tx, needs, search)
  if (ids?.length === 0) return { items: [], nextCursor: null }
  const values: unknown[] = [tx.organisationId]
  const add = (one: unknown): string => `$${values.push(one)}`
  const sign = direction === 'asc' ? '>' : '<'
  const where = [
    'organisation_id = $1',
    binned ? 'binned_at is not null' : 'binned_at is null',
    ...(country === undefined ? [] : [`country = ${add(country)}`]),
    ...(ids === undefined ? [] : [`id = any(${add(ids)}::uuid[])`]),
    ...(after === undefined ? [] : [`(${column}, id) ${sign} (${add(after[1])}::${type}, ${add(after[2])}::uuid)`]),
  ]
  const rows = await tx.rows<Row>({
    text: `select ${columns} from company where ${where.join(' and ')}
            order by ${column} ${direction}, id ${direction} limit ${add(limit + 1)}`,
    values,
  })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const matching = ids === undefined ? shown : await trulyMatching(tx, needs, search, shown)
  return { items: matching.map(summaryOf), nextCursor: last === undefined ? null : encodeCursor(placeOf(sort, last)) }
}
