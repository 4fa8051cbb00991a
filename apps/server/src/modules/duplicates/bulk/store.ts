import type { duplicateBulkRow } from '@candor/api'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { duplicateErrors } from '../errors.ts'

/** A merging of many as it is stored. */
export type Bulk = {
  readonly id: string
  readonly minimum: number
  readonly state: 'running' | 'completed' | 'cancelled' | 'failed'
  readonly merged: number
  readonly skipped: number
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

const columns = `id, minimum, state, merged, skipped, created_at as "startedAt", finished_at as "finishedAt"`

export const insertBulk = async (tx: Tx, id: string, minimum: number, startedBy: string): Promise<Bulk> =>
  tx.one<Bulk>({
    name: 'duplicate-bulk-insert',
    text: `insert into duplicate_bulk (organisation_id, id, minimum, started_by) values ($1, $2, $3, $4)
           returning ${columns}`,
    values: [tx.organisationId, id, minimum, startedBy],
  })

export const newestBulk = async (tx: Tx): Promise<Bulk | undefined> =>
  tx.maybe<Bulk>({
    name: 'duplicate-bulk-newest',
    text: `select ${columns} from duplicate_bulk where organisation_id = $1 order by created_at desc limit 1`,
    values: [tx.organisationId],
  })

/** A merging of many, held: its rows are numbered one after the other. */
export const lockBulk = async (tx: Tx, id: string): Promise<Bulk | undefined> =>
  tx.maybe<Bulk>({
    name: 'duplicate-bulk-lock',
    text: `select ${columns} from duplicate_bulk where organisation_id = $1 and id = $2 and state = 'running' for update`,
    values: [tx.organisationId, id],
  })

export const endBulk = async (tx: Tx, id: string, state: Bulk['state']): Promise<void> => {
  await tx.rows({
    name: 'duplicate-bulk-end',
    text: `update duplicate_bulk set state = $3, finished_at = now()
            where organisation_id = $1 and id = $2 and state = 'running'`,
    values: [tx.organisationId, id, state],
  })
}

/** A pair whose turn it is. */
export type NextPair = { readonly firstId: string; readonly secondId: string; readonly probability: number }

/** The likeliest undecided pair that this merging has not looked at. */
export const nextPair = async (tx: Tx, { id, minimum }: Bulk): Promise<NextPair | undefined> =>
  tx.maybe<NextPair>({
    name: 'duplicate-bulk-next',
    text: `select first_id as "firstId", second_id as "secondId", probability from duplicate_pair p
            where organisation_id = $1 and state = 'open' and probability >= $3
              and not exists (select from duplicate_bulk_row r where r.organisation_id = $1 and r.bulk_id = $2
                                and r.first_id = p.first_id and r.second_id = p.second_id)
            order by probability desc, first_id desc, second_id desc limit 1`,
    values: [tx.organisationId, id, minimum],
  })

/** What became of a pair. */
export type BulkRow = NextPair & {
  readonly outcome: 'merged' | 'same-already' | 'refused'
  readonly mergeId: string | null
  readonly reason: string | null
}

/** Writes down what became of a pair, in the transaction in which it was merged. */
export const insertRow = async (tx: Tx, bulk: Bulk, row: BulkRow): Promise<void> => {
  await tx.rows({
    name: 'duplicate-bulk-row',
    text: `insert into duplicate_bulk_row
             (organisation_id, bulk_id, row, first_id, second_id, probability, outcome, merge_id, reason)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      tx.organisationId,
      bulk.id,
      bulk.merged + bulk.skipped + 1,
      row.firstId,
      row.secondId,
      row.probability,
      row.outcome,
      row.mergeId,
      row.reason,
    ],
  })
  const count = row.outcome === 'merged' ? 'merged' : 'skipped'
  await tx.rows({
    name: `duplicate-bulk-count-${count}`,
    text: `update duplicate_bulk set ${count} = ${count} + 1 where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, bulk.id],
  })
}

type Shown = z.input<typeof duplicateBulkRow>

const requireBulk = async (tx: Tx, id: string): Promise<void> => {
  const found = await tx.maybe({
    name: 'duplicate-bulk-exists',
    text: 'select from duplicate_bulk where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id],
  })
  if (found === undefined) throw duplicateErrors.DUPLICATE_BULK_NOT_FOUND(`there is no merging ${id}`)
}

/** What became of each pair, in order. @throws DUPLICATE_BULK_NOT_FOUND, HTTP_CURSOR_INVALID */
export const bulkRows = async (
  tx: Tx,
  id: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: Shown[]; nextCursor: string | null }> => {
  await requireBulk(tx, id)
  const [after] = decodeCursor(z.tuple([z.number().int().min(0)]), cursor) ?? [0]
  const rows = await tx.rows<Shown>({
    name: 'duplicate-bulk-rows',
    text: `select row, first_id as "firstId", second_id as "secondId", probability, outcome, merge_id as "mergeId", reason
             from duplicate_bulk_row where organisation_id = $1 and bulk_id = $2 and row > $3 order by row limit $4`,
    values: [tx.organisationId, id, after, limit + 1],
  })
  return pageOf(
    rows,
    limit,
    ({ row }) => [row],
    (row) => row,
  )
}
