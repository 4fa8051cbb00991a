import type { DealSort, DealState } from '@candor/api'
import { z } from 'zod'
import { subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { dealColumns, openDeal, readable, type Deal, type DealRow } from './deal.ts'

/** A stored deal, opened. */
export type StoredDeal = Deal & { readonly entryId: string }

/** What a list is narrowed to. */
export type DealFilter = {
  readonly state: DealState
  readonly pipeline?: string | undefined
  readonly stage?: string | undefined
  readonly owner?: string | undefined
  /** Ids of one customer, more than one where records were merged. */
  readonly customers?: readonly string[] | undefined
  readonly company?: string | undefined
  /** Days, both included, of the expected decision of open deals. */
  readonly days?: { readonly from?: string | undefined; readonly to?: string | undefined }
  /** Instants (milliseconds since 1970) between which deals were closed, the last one excluded. */
  readonly closed?: { readonly from?: number | undefined; readonly to?: number | undefined }
  /** Unchanged since before this instant (milliseconds since 1970). */
  readonly idleSince?: number | undefined
}

type Order = {
  readonly column: string
  readonly type: string
  readonly value: z.ZodType<string>
  readonly placeOf: (row: DealRow) => string
}

const orders = {
  closeDay: {
    column: 'd.close_day',
    type: 'date',
    value: z.union([z.literal('infinity'), z.iso.date()]),
    placeOf: ({ closeDay }) => closeDay,
  },
  amount: {
    column: 'coalesce(d.amount, -1)',
    type: 'int8',
    value: z.string().regex(/^(-1|\d{1,15})$/),
    placeOf: ({ amount }) => amount ?? '-1',
  },
  changedAt: {
    column: 'd.changed_at',
    type: 'timestamptz',
    value: z.iso.datetime(),
    placeOf: ({ changedAt }) => changedAt.toISOString(),
  },
  closedAt: {
    column: 'd.closed_at',
    type: 'timestamptz',
    value: z.iso.datetime(),
    placeOf: ({ closedAt }) => closedAt?.toISOString() ?? '',
  },
} as const satisfies Record<string, Order>

const orderOf = (state: DealState, sort: DealSort): Order & { readonly falls: boolean } => {
  if (state !== 'open') return { ...orders.closedAt, falls: true }
  const name = sort.replace('-', '') as 'closeDay' | 'amount' | 'changedAt'
  return { ...orders[name], falls: sort.startsWith('-') }
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

const conditions = (tx: Tx, filter: DealFilter) => {
  const values: unknown[] = [tx.organisationId]
  const add = (value: unknown): string => `$${values.push(value)}`
  const { state, pipeline, stage, owner, customers, company, days, closed, idleSince } = filter
  const compare = (column: string, sign: string, type: string, value: unknown): string[] =>
    value === undefined ? [] : [`${column} ${sign} ${add(value)}::${type}`]
  const where = [
    'd.organisation_id = $1',
    // The partial indexes are told by this.
    ...(state === 'open' ? [`d.state = 'open'`] : [`d.state <> 'open'`, `d.state = '${state}'`]),
    'not d.removed',
    ...compare('d.pipeline', '=', 'text', pipeline),
    ...compare('d.stage', '=', 'text', stage),
    ...compare('d.owner', '=', 'uuid', owner),
    ...(customers === undefined ? [] : [`d.customer_id = any(${add(customers)}::uuid[])`]),
    ...compare('d.company_id', '=', 'uuid', company),
    ...compare('d.close_day', '>=', 'date', days?.from),
    ...compare('d.close_day', '<=', 'date', days?.to),
    ...compare('d.closed_at', '>=', 'timestamptz', closed?.from === undefined ? undefined : instant(closed.from)),
    ...compare('d.closed_at', '<', 'timestamptz', closed?.to === undefined ? undefined : instant(closed.to)),
    ...compare('d.changed_at', '<', 'timestamptz', idleSince === undefined ? undefined : instant(idleSince)),
    readable,
  ]
  return { where, values, add }
}

const open = async (tx: Tx, rows: readonly DealRow[]): Promise<Map<string, StoredDeal>> => {
  const keys = await subjectKeys(
    tx,
    rows.map(({ subjectId }) => subjectId),
  )
  return new Map(
    rows.map((row) => [row.id, { ...openDeal(keys.get(row.subjectId)!, row), entryId: row.entryId }] as const),
  )
}

/**
 * One page of deals. Every order of the open deals of a pipeline has an index; so do the deals of a stage, of a person, of
 * a customer or a company, and those that are closed.
 * @throws HTTP_CURSOR_INVALID
 */
export const listDeals = async (
  tx: Tx,
  filter: DealFilter,
  page: { readonly sort: DealSort; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: StoredDeal[]; nextCursor: string | null }> => {
  const { column, type, value, placeOf, falls } = orderOf(filter.state, page.sort)
  const after = decodeCursor(z.tuple([value, z.uuid()]), page.cursor)
  const { where, values, add } = conditions(tx, filter)
  if (after !== undefined)
    where.push(`(${column}, d.id) ${falls ? '<' : '>'} (${add(after[0])}::${type}, ${add(after[1])}::uuid)`)
  const direction = falls ? 'desc' : 'asc'
  const rows = await tx.rows<DealRow>({
    text: `select ${dealColumns} from deal d where ${where.join(' and ')}
            order by ${column} ${direction}, d.id ${direction} limit ${add(page.limit + 1)}`,
    values,
  })
  const opened = await open(tx, rows)
  return pageOf(
    rows,
    page.limit,
    (row) => [placeOf(row), row.id],
    ({ id }) => opened.get(id)!,
  )
}

/** One deal, a removed one included. */
export const findDeal = async (tx: Tx, id: string): Promise<StoredDeal | undefined> => {
  const rows = await tx.rows<DealRow>({
    name: 'deal-by-id',
    text: `select ${dealColumns} from deal d where d.organisation_id = $1 and d.id = $2 and ${readable}`,
    values: [tx.organisationId, id],
  })
  return (await open(tx, rows)).get(id)
}

/** Ids of the entries that recorded a deal, the latest first. @param before a version; from the last one without */
export const entriesOfDeal = async (
  tx: Tx,
  id: string,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<{ version: number; entryId: string }[]> =>
  tx.rows({
    name: 'deal-entries',
    text: `select version, entry_id as "entryId" from deal_entry
            where organisation_id = $1 and deal_id = $2 and version < $3 order by version desc limit $4`,
    values: [tx.organisationId, id, before ?? 2_147_483_647, limit],
  })
