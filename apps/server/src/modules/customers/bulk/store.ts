import { z } from 'zod'
import type { BulkAction, BulkSummary, BulkTarget } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import type { CareState } from '../care/state.ts'
import { customerErrors } from '../errors.ts'
import { openRows } from '../find.ts'
import { openJson, sealJson } from '../sealed-json.ts'

/** A bulk change as stored. */
export type Bulk = {
  readonly id: string
  readonly action: BulkAction
  readonly target: BulkTarget
  readonly total: number | null
  readonly state: BulkSummary['state']
  readonly createdBy: string
  readonly createdAt: Date
  readonly finishedAt: Date | null
  readonly changed: number
  readonly unchanged: number
  readonly skipped: number
  readonly undoes: string | null
  readonly undoneBy: string | null
}

/** What became of one customer. */
export type BulkRow = {
  readonly customerId: string
  readonly outcome: 'changed' | 'unchanged' | 'skipped'
  readonly reason: string | null
  readonly before: CareState | null
  readonly after: CareState | null
}

type Stored = Omit<Bulk, 'target'> & { readonly target: Buffer }

const sealed = 'customer-bulk.target'

const opened = async (tx: Tx, { target, ...bulk }: Stored): Promise<Bulk> => ({
  ...bulk,
  target: await openJson<BulkTarget>(tx, sealed, bulk.id, target),
})

const columns = `id, action, target, total, state, created_by as "createdBy", created_at as "createdAt",
  finished_at as "finishedAt", changed, unchanged, skipped, undoes, undone_by as "undoneBy"`

/** Notes what is to be done. */
export const insertBulk = async (
  tx: Tx,
  bulk: Pick<Bulk, 'id' | 'action' | 'target' | 'total' | 'createdBy' | 'undoes'>,
): Promise<void> => {
  await tx.rows({
    name: 'customer-bulk-insert',
    text: `insert into customer_bulk (organisation_id, id, action, target, total, state, created_by, undoes)
           values ($1, $2, $3, $4, $5, 'running', $6, $7)`,
    values: [
      tx.organisationId,
      bulk.id,
      bulk.action,
      await sealJson(tx, sealed, bulk.id, bulk.target),
      bulk.total,
      bulk.createdBy,
      bulk.undoes,
    ],
  })
}

/** One bulk change. @throws CUSTOMER_BULK_NOT_FOUND */
export const findBulk = async (tx: Tx, id: string, lock = false): Promise<Bulk> => {
  const row = await tx.maybe<Stored>({
    name: `customer-bulk-find${lock ? '-locked' : ''}`,
    text: `select ${columns} from customer_bulk where organisation_id = $1 and id = $2${lock ? ' for update' : ''}`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw customerErrors.CUSTOMER_BULK_NOT_FOUND(`there is no bulk change ${id}`)
  return opened(tx, row)
}

/** Bulk changes, newest first. @throws HTTP_CURSOR_INVALID */
export const bulksPage = async (tx: Tx, cursor: string | undefined, limit: number) => {
  const after = decodeCursor(z.tuple([z.number().int().min(0), z.uuid()]), cursor)
  const rows = await tx.rows<Omit<Stored, 'target'>>({
    text: `select ${columns.replace('target, ', '')} from customer_bulk where organisation_id = $1
              and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
            order by created_at desc, id desc limit $4`,
    values: [tx.organisationId, after ? new Date(after[0]).toISOString() : null, after?.[1] ?? null, limit + 1],
  })
  return pageOf(rows, limit, ({ createdAt, id }) => [createdAt.getTime(), id], summaryOf)
}

/** Keeps what became of a stretch of customers, and counts it. */
export const addRows = async (tx: Tx, bulk: Bulk, rows: readonly BulkRow[]): Promise<void> => {
  const count = (wanted: BulkRow['outcome']): number => rows.filter(({ outcome }) => outcome === wanted).length
  const first = bulk.changed + bulk.unchanged + bulk.skipped + 1
  await tx.rows({
    text: `insert into customer_bulk_row (organisation_id, bulk_id, row, customer_id, outcome, reason, before, after)
           select $1::uuid, $2::uuid, $3 + ordinal - 1, customer_id, outcome, reason, before, after
             from jsonb_to_recordset($4::jsonb)
               as r (ordinal int, customer_id uuid, outcome text, reason text, before jsonb, after jsonb)`,
    values: [
      tx.organisationId,
      bulk.id,
      first,
      JSON.stringify(
        rows.map(({ customerId, outcome, reason, before, after }, at) => ({
          ordinal: at + 1,
          customer_id: customerId,
          outcome,
          reason,
          before,
          after,
        })),
      ),
    ],
  })
  await tx.rows({
    name: 'customer-bulk-count',
    text: `update customer_bulk set changed = changed + $3, unchanged = unchanged + $4, skipped = skipped + $5
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, bulk.id, count('changed'), count('unchanged'), count('skipped')],
  })
}

export const setState = async (tx: Tx, id: string, state: Bulk['state']): Promise<void> => {
  await tx.rows({
    name: 'customer-bulk-state',
    text: `update customer_bulk
              set state = $3, finished_at = case when $3 in ('running', 'cancelling') then null else now() end
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, state],
  })
}

/** Notes that one bulk change takes another back. */
export const markUndone = async (tx: Tx, id: string, by: string): Promise<void> => {
  await tx.rows({
    name: 'customer-bulk-undone',
    text: 'update customer_bulk set undone_by = $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id, by],
  })
}

/** Customers that a bulk change did change, from a row on, with what they were and became. */
export const changedRows = async (
  tx: Tx,
  bulkId: string,
  after: number,
  limit: number,
): Promise<{ row: number; customerId: string; before: CareState; after: CareState }[]> =>
  tx.rows({
    name: 'customer-bulk-changed',
    text: `select row, customer_id as "customerId", before, after from customer_bulk_row
            where organisation_id = $1 and bulk_id = $2 and row > $3 and outcome = 'changed' order by row limit $4`,
    values: [tx.organisationId, bulkId, after, limit],
  })

type ReportRow = {
  readonly row: number
  readonly id: string
  readonly profile: Buffer
  readonly outcome: BulkRow['outcome']
  readonly reason: 'in-bin' | 'not-in-bin' | 'changed-since' | 'gone' | null
}

/** The report: what became of each customer. @throws HTTP_CURSOR_INVALID */
export const reportPage = async (
  tx: Tx,
  bulkId: string,
  { cursor, limit, outcome }: { cursor?: string | undefined; limit: number; outcome?: string | undefined },
) => {
  const after = decodeCursor(z.tuple([z.number().int().min(0)]), cursor)?.[0] ?? 0
  const rows = await tx.rows<ReportRow>({
    text: `select r.row, c.id, c.profile, r.outcome, r.reason from customer_bulk_row r
             join customer c on c.organisation_id = $1 and c.id = r.customer_id
            where r.organisation_id = $1 and r.bulk_id = $2 and r.row > $3 and ($4::text is null or r.outcome = $4)
            order by r.row limit $5`,
    values: [tx.organisationId, bulkId, after, outcome ?? null, limit + 1],
  })
  return pageOf(
    await openRows(tx, rows),
    limit,
    ({ row }) => [row],
    ({ row, id, profile, outcome: became, reason }) => ({
      row,
      customerId: id,
      name: profile.name,
      outcome: became,
      reason,
    }),
  )
}

/** A bulk change as the API shows it. */
export const summaryOf = (bulk: Omit<Bulk, 'target' | 'createdBy'>): BulkSummary => ({
  id: bulk.id,
  action: bulk.action,
  state: bulk.state,
  total: bulk.total,
  changed: bulk.changed,
  unchanged: bulk.unchanged,
  skipped: bulk.skipped,
  createdAt: bulk.createdAt.toISOString(),
  finishedAt: bulk.finishedAt?.toISOString() ?? null,
  undoes: bulk.undoes,
  undoneBy: bulk.undoneBy,
})
