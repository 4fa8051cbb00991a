import type { Tx } from '../../../platform/db/index.ts'
import { ordered } from '../queue/pairs.ts'
import { duplicateErrors } from '../errors.ts'
import type { Outcome, ScannedPair } from './protocol.ts'

/** A comparison as it is stored. */
export type Scan = {
  readonly id: string
  readonly state: 'running' | 'completed' | 'cancelled' | 'failed'
  readonly customers: number
  readonly compared: number
  readonly pairs: number
  readonly leftOut: number
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

const columns = `id, state, customers, compared, pairs, left_out as "leftOut", created_at as "startedAt",
  finished_at as "finishedAt"`

export const insertScan = async (tx: Tx, id: string, startedBy: string): Promise<Scan> =>
  tx.one<Scan>({
    name: 'duplicate-scan-insert',
    text: `insert into duplicate_scan (organisation_id, id, started_by) values ($1, $2, $3) returning ${columns}`,
    values: [tx.organisationId, id, startedBy],
  })

/** One comparison. @throws DUPLICATE_SCAN_NOT_FOUND */
export const findScan = async (tx: Tx, id: string): Promise<Scan> => {
  const scan = await tx.maybe<Scan>({
    name: 'duplicate-scan',
    text: `select ${columns} from duplicate_scan where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
  if (scan === undefined) throw duplicateErrors.DUPLICATE_SCAN_NOT_FOUND(`there is no comparison ${id}`)
  return scan
}

export const newestScan = async (tx: Tx): Promise<Scan | undefined> =>
  tx.maybe<Scan>({
    name: 'duplicate-scan-newest',
    text: `select ${columns} from duplicate_scan where organisation_id = $1 order by created_at desc limit 1`,
    values: [tx.organisationId],
  })

/** Ends a comparison that runs. @returns whether it still ran */
export const endScan = async (
  tx: Tx,
  id: string,
  state: 'completed' | 'cancelled' | 'failed',
  { customers, outcome, error }: { customers?: number; outcome?: Outcome; error?: string } = {},
): Promise<boolean> => {
  const ended = await tx.maybe({
    name: 'duplicate-scan-end',
    text: `update duplicate_scan set state = $3, finished_at = now(), customers = $4, compared = $5, pairs = $6,
             left_out = $7, error = $8
            where organisation_id = $1 and id = $2 and state = 'running' returning 1`,
    values: [
      tx.organisationId,
      id,
      state,
      customers ?? 0,
      outcome?.compared ?? 0,
      outcome?.pairs ?? 0,
      outcome?.leftOut ?? 0,
      error ?? null,
    ],
  })
  return ended !== undefined
}

/** Keeps pairs that were found. What people decided before stays decided. */
export const storePairs = async (
  tx: Tx,
  scanId: string,
  pairs: readonly ScannedPair[],
  idAt: (place: number) => string,
): Promise<void> => {
  const rows = pairs.map((pair) => ({ ...pair, ids: ordered(idAt(pair.first), idAt(pair.second)) }))
  await tx.rows({
    name: 'duplicate-pairs-store',
    text: `insert into duplicate_pair (organisation_id, first_id, second_id, probability, weight, evidence, scan_id)
           select $1::uuid, first_id, second_id, probability, weight, evidence::jsonb, $2::uuid
             from unnest($3::uuid[], $4::uuid[], $5::float8[], $6::float8[], $7::text[])
               as p (first_id, second_id, probability, weight, evidence)
           on conflict (organisation_id, first_id, second_id) do update set
             probability = excluded.probability, weight = excluded.weight, evidence = excluded.evidence,
             scan_id = excluded.scan_id`,
    values: [
      tx.organisationId,
      scanId,
      rows.map(({ ids }) => ids[0]),
      rows.map(({ ids }) => ids[1]),
      rows.map(({ probability }) => probability),
      rows.map(({ weight }) => weight),
      rows.map(({ evidence }) => JSON.stringify(evidence)),
    ],
  })
}

/** Forgets undecided pairs that the newest comparison did not find again. */
export const forgetOlder = async (tx: Tx, scanId: string): Promise<void> => {
  await tx.rows({
    text: `delete from duplicate_pair where organisation_id = $1 and state = 'open' and scan_id <> $2`,
    values: [tx.organisationId, scanId],
  })
}
