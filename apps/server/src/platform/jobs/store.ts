import type { Tx } from '../db/types.ts'
import type { JobState, JobSummary } from './types.ts'

/** A job as the runner takes it. */
export type OpenJob = {
  readonly id: string
  readonly kind: string
  readonly input: unknown
  readonly checkpoint: unknown
  readonly state: JobState
  readonly attempts: number
}

const summaryColumns = `id, kind, state, progress, result, error, attempts, created_by as "createdBy",
  created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt"`

/** Puts a job into the queue. */
export const insertJob = async (
  tx: Tx,
  job: { id: string; kind: string; input: unknown; createdBy: string; runAt: Date | undefined },
): Promise<void> => {
  await tx.rows({
    name: 'job-insert',
    text: `insert into job (organisation_id, id, kind, input, created_by, run_at)
           values ($1, $2, $3, $4, $5, coalesce($6, now()))`,
    values: [tx.organisationId, job.id, job.kind, JSON.stringify(job.input ?? null), job.createdBy, job.runAt ?? null],
  })
}

/** Jobs that are due or were left running, oldest first. */
export const openJobs = async (tx: Tx, kinds: readonly string[], limit: number): Promise<OpenJob[]> =>
  tx.rows<OpenJob>({
    name: 'job-open',
    text: `select id, kind, input, checkpoint, state, attempts from job
            where organisation_id = $1 and state in ('queued', 'running', 'cancelling') and run_at <= now() and kind = any($2)
            order by run_at, id limit $3`,
    values: [tx.organisationId, kinds, limit],
  })

/** Marks a job as begun; nothing when somebody finished it meanwhile. */
export const beginJob = async (tx: Tx, id: string): Promise<OpenJob | undefined> =>
  tx.maybe<OpenJob>({
    name: 'job-begin',
    text: `update job set state = case state when 'queued' then 'running' else state end, attempts = attempts + 1,
             started_at = coalesce(started_at, now())
            where organisation_id = $1 and id = $2 and state in ('queued', 'running', 'cancelling')
            returning id, kind, input, checkpoint, state, attempts`,
    values: [tx.organisationId, id],
  })

/** Writes the progress; answers with the state, which another process may have set to `cancelling`. */
export const saveProgress = async (tx: Tx, id: string, progress: unknown): Promise<JobState> => {
  const { state } = await tx.one<{ state: JobState }>({
    name: 'job-progress',
    text: 'update job set progress = $3 where organisation_id = $1 and id = $2 returning state',
    values: [tx.organisationId, id, JSON.stringify(progress ?? null)],
  })
  return state
}

/** Keeps the place to go on from. */
export const saveCheckpoint = async (tx: Tx, id: string, checkpoint: unknown): Promise<void> => {
  await tx.rows({
    name: 'job-checkpoint',
    text: 'update job set checkpoint = $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id, JSON.stringify(checkpoint ?? null)],
  })
}

/** What became of a run. */
export type Outcome =
  | { readonly state: 'completed'; readonly result: unknown }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: { readonly code: string; readonly message: string } }
  | {
      readonly state: 'queued'
      readonly runAt: Date
      readonly error: { readonly code: string; readonly message: string } | null
    }

/** Ends a run. A job that goes back to the queue because the server stops does not lose an attempt. */
export const endJob = async (tx: Tx, id: string, outcome: Outcome): Promise<void> => {
  const error = 'error' in outcome ? outcome.error : null
  const stopped = outcome.state === 'queued' && outcome.error === null
  await tx.rows({
    name: 'job-end',
    text: `update job set state = $3::text, result = $4, error = coalesce($5::jsonb, error), attempts = attempts - $6::int,
             run_at = coalesce($7, run_at), finished_at = case when $3::text = 'queued' then null else now() end
            where organisation_id = $1 and id = $2`,
    values: [
      tx.organisationId,
      id,
      outcome.state,
      outcome.state === 'completed' ? JSON.stringify(outcome.result ?? null) : null,
      error === null ? null : JSON.stringify(error),
      stopped ? 1 : 0,
      outcome.state === 'queued' ? outcome.runAt : null,
    ],
  })
}

/** Asks a job to stop: at once when it has not begun. @throws NOT_FOUND */
export const requestCancel = async (tx: Tx, id: string): Promise<JobState> => {
  const { state } = await tx.one<{ state: JobState }>({
    name: 'job-cancel',
    text: `update job set
             finished_at = case state when 'queued' then now() else finished_at end,
             state = case state when 'queued' then 'cancelled' when 'running' then 'cancelling' else state end
            where organisation_id = $1 and id = $2 returning state`,
    values: [tx.organisationId, id],
  })
  return state
}

/** One job as a screen shows it. @throws NOT_FOUND */
export const jobSummary = async (tx: Tx, id: string): Promise<JobSummary> =>
  tx.one<JobSummary>({
    name: 'job-summary',
    text: `select ${summaryColumns} from job where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
