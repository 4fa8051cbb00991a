import type { Tx } from '../db/types.ts'

export type JobState = 'queued' | 'running' | 'cancelling' | 'completed' | 'cancelled' | 'failed'

/** One job in the hands of its handler. */
export interface RunningJob<Input, Checkpoint> {
  readonly id: string
  readonly organisationId: string
  readonly input: Input
  /** What the handler saved last, when an earlier run was interrupted. */
  readonly checkpoint: Checkpoint | undefined
  /** Whether a failure of this run is final. */
  readonly lastAttempt: boolean
  /** Aborted when the job is cancelled or the server stops. */
  readonly signal: AbortSignal
  /** Ends the run at a point where nothing is half done. @throws JobStopped when it was cancelled or the server stops */
  readonly throwIfStopped: () => void
  /** Tells screens how far it is; written and sent a few times a second at most. */
  readonly progress: (progress: unknown) => Promise<void>
  /** Keeps the place to go on from, in the transaction of the work it stands for. */
  readonly save: (tx: Tx, checkpoint: Checkpoint) => Promise<void>
}

/** How a kind of job is run. */
export type JobOptions = {
  /** How often it is tried before it counts as failed. */
  readonly attempts?: number
  /** How many run at once in this process. */
  readonly concurrency?: number
}

/** A kind of job. The handler may be stopped at any moment and run again: what it does twice must count once. */
export type JobHandler<Input, Checkpoint, Result> = (job: RunningJob<Input, Checkpoint>) => Promise<Result>

/** What {@link Jobs.define} gives: a way to ask for the work. */
export type JobKind<Input> = {
  readonly kind: string
  /**
   * Asks for the work in the caller's transaction: it is done if and only if that commits.
   * @param createdBy `staff:<id>`, `customer:<id>` or `system`
   * @returns the job's id
   */
  readonly send: (
    tx: Tx,
    input: Input,
    createdBy: string,
    options?: { readonly id?: string; readonly runAt?: Date },
  ) => Promise<string>
}

/** What is known of a job. */
export type JobSummary = {
  readonly id: string
  readonly kind: string
  readonly state: JobState
  readonly progress: unknown
  readonly result: unknown
  readonly error: { readonly code: string; readonly message: string } | null
  readonly attempts: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

/** Thrown inside a handler to end it because it was cancelled or the server stops. */
export class JobStopped extends Error {
  override readonly name = 'JobStopped'
}
