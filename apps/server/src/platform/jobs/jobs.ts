import type { FastifyBaseLogger } from 'fastify'
import type { Database, Tx } from '../db/types.ts'
import { CandorError } from '../errors.ts'
import type { Events } from '../http/events.ts'
import { uuidv7 } from '../ids.ts'
import { JobLocks } from './locks.ts'
import {
  beginJob,
  endJob,
  insertJob,
  jobSummary,
  openJobs,
  requestCancel,
  saveCheckpoint,
  saveProgress,
  type OpenJob,
  type Outcome,
} from './store.ts'
import {
  JobStopped,
  type JobHandler,
  type JobKind,
  type JobOptions,
  type JobState,
  type JobSummary,
  type RunningJob,
} from './types.ts'

export {
  JobStopped,
  type JobHandler,
  type JobKind,
  type JobOptions,
  type JobState,
  type JobSummary,
  type RunningJob,
} from './types.ts'

type Kind = {
  readonly handler: JobHandler<never, never, unknown>
  readonly attempts: number
  readonly concurrency: number
}
type Run = { readonly kind: string; readonly abort: AbortController; readonly done: Promise<void> }

/** How often the queue is looked at when nobody rings: for jobs that become due or that another process left. */
const pollInterval = 2000
const progressInterval = 250

const errorOf = (error: unknown): { code: string; message: string } =>
  error instanceof CandorError
    ? { code: error.code, message: error.detail }
    : { code: 'INTERNAL', message: 'an unforeseen error; the log has it under the id of this job' }

/** Runs the background work that modules define. */
export class Jobs {
  readonly #db: Database
  readonly #events: Events
  readonly #log: FastifyBaseLogger
  readonly #kinds = new Map<string, Kind>()
  readonly #runs = new Map<string, Run>()
  readonly #locks: JobLocks
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #again = false
  #stopping = false

  constructor(db: Database, events: Events, log: FastifyBaseLogger) {
    this.#db = db
    this.#events = events
    this.#log = log
    this.#locks = new JobLocks(db.owner, () => {
      for (const { abort } of this.#runs.values()) abort.abort('locks lost')
    })
  }

  /**
   * Makes a kind of job known. Before the server is ready.
   * @param kind stable name: jobs of an earlier run are found by it
   */
  define<Input, Checkpoint = undefined, Result = void>(
    kind: string,
    options: JobOptions,
    handler: JobHandler<Input, Checkpoint, Result>,
  ): JobKind<Input> {
    if (this.#kinds.has(kind)) throw new Error(`the job kind ${kind} is defined twice`)
    const { attempts = 5, concurrency = 1 } = options
    this.#kinds.set(kind, { handler: handler as unknown as Kind['handler'], attempts, concurrency })
    return {
      kind,
      send: async (tx, input, createdBy, { id = uuidv7(), runAt } = {}) => {
        await insertJob(tx, { id, kind, input, createdBy, runAt })
        tx.afterCommit(() => this.wake())
        return id
      },
    }
  }

  /** Asks a job to stop. @returns the state it is in now @throws NOT_FOUND */
  async cancel(tx: Tx, id: string): Promise<JobState> {
    const state = await requestCancel(tx, id)
    tx.afterCommit(() => this.#runs.get(id)?.abort.abort('cancelled'))
    return state
  }

  /** What is known of a job. @throws NOT_FOUND */
  async summary(tx: Tx, id: string): Promise<JobSummary> {
    return jobSummary(tx, id)
  }

  /** Begins to work. Jobs that an earlier process left go on from their last checkpoint. */
  start(): void {
    this.#timer = setInterval(() => this.wake(), pollInterval).unref()
    this.wake()
  }

  /** Looks at the queue now. */
  wake(): void {
    if (this.#stopping || this.#timer === undefined) return
    if (this.#looking !== undefined) {
      this.#again = true
      return
    }
    this.#looking = this.#look()
      .catch((error: unknown) => this.#log.error({ err: error }, 'the job queue could not be read'))
      .finally(() => {
        this.#looking = undefined
        if (!this.#again) return
        this.#again = false
        this.wake()
      })
  }

  /** Stops taking jobs, asks the running ones to stop, waits for them. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#timer)
    await this.#looking
    for (const { abort } of this.#runs.values()) abort.abort('stopping')
    await Promise.all([...this.#runs.values()].map(async ({ done }) => done))
    await this.#locks.close()
  }

  #free(kind: string): boolean {
    const running = [...this.#runs.values()].filter((run) => run.kind === kind).length
    return running < (this.#kinds.get(kind)?.concurrency ?? 0)
  }

  async #look(): Promise<void> {
    const kinds = [...this.#kinds.keys()]
    if (kinds.length === 0) return
    for (const organisationId of await this.#db.organisationIds()) {
      const found = await this.#db.inOrganisation(organisationId, async (tx) => openJobs(tx, kinds, 50))
      for (const job of found) {
        if (this.#stopping) return
        if (this.#runs.has(job.id) || !this.#free(job.kind)) continue
        if (await this.#locks.take(job.id)) this.#begin(organisationId, job)
      }
    }
  }

  #begin(organisationId: string, job: OpenJob): void {
    const abort = new AbortController()
    const done = this.#run(organisationId, job.id, job.kind, abort)
      .catch((error: unknown) =>
        this.#log.error({ err: error, job: job.id, kind: job.kind }, 'a job could not be ended'),
      )
      .then(async () => this.#locks.release(job.id))
      .catch(() => undefined)
      .finally(() => {
        this.#runs.delete(job.id)
        this.wake()
      })
    this.#runs.set(job.id, { kind: job.kind, abort, done })
  }

  async #run(organisationId: string, id: string, name: string, abort: AbortController): Promise<void> {
    const begun = await this.#db.inOrganisation(organisationId, async (tx) => beginJob(tx, id))
    if (begun === undefined) return
    if (begun.state === 'cancelling') abort.abort('cancelled')
    this.#announce(organisationId, id, name, 'running')
    const outcome = await this.#outcome(organisationId, begun, abort)
    await this.#db.inOrganisation(organisationId, async (tx) => endJob(tx, id, outcome))
    this.#announce(organisationId, id, name, outcome.state)
  }

  async #outcome(organisationId: string, job: OpenJob, abort: AbortController): Promise<Outcome> {
    const { handler, attempts } = this.#kinds.get(job.kind) as Kind
    try {
      const result = await handler(this.#handle(organisationId, job, abort) as unknown as RunningJob<never, never>)
      return { state: 'completed', result }
    } catch (error) {
      if (error instanceof JobStopped) {
        if (abort.signal.reason === 'cancelled') return { state: 'cancelled' }
        return { state: 'queued', runAt: new Date(), error: null }
      }
      this.#log.error({ err: error, job: job.id, kind: job.kind, attempt: job.attempts }, 'a job failed')
      if (job.attempts >= attempts) return { state: 'failed', error: errorOf(error) }
      const delay = Math.min(300_000, 1000 * 2 ** job.attempts) * (0.5 + Math.random() / 2)
      return { state: 'queued', runAt: new Date(Date.now() + delay), error: errorOf(error) }
    }
  }

  #handle(organisationId: string, job: OpenJob, abort: AbortController): RunningJob<unknown, unknown> {
    let told = 0
    return {
      id: job.id,
      organisationId,
      input: job.input,
      checkpoint: job.checkpoint ?? undefined,
      lastAttempt: job.attempts >= (this.#kinds.get(job.kind)?.attempts ?? 1),
      signal: abort.signal,
      throwIfStopped: () => {
        if (abort.signal.aborted) throw new JobStopped(String(abort.signal.reason))
      },
      progress: async (progress) => {
        if (Date.now() - told < progressInterval) return
        told = Date.now()
        const state = await this.#db.inOrganisation(organisationId, async (tx) => saveProgress(tx, job.id, progress))
        if (state === 'cancelling') abort.abort('cancelled')
        this.#announce(organisationId, job.id, job.kind, state, progress)
      },
      save: async (tx, checkpoint) => saveCheckpoint(tx, job.id, checkpoint),
    }
  }

  #announce(organisationId: string, id: string, kind: string, state: JobState, progress?: unknown): void {
    this.#events.publish(organisationId, { topic: 'job', data: { id, kind, state, progress } })
  }
}
