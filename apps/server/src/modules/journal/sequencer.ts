import type { TileBuilder } from '@candor/journal'
import type { Database, Tx } from '../../platform/db/index.ts'
import { CandorError } from '../../platform/errors.ts'
import type { Log } from '../../platform/platform.ts'
import { sealTree } from './checkpoint.ts'
import { logSigner, type LogSigner } from './log-key.ts'
import { onRecorded } from './recorded-signal.ts'
import { largestBatch, lockLog, logSize, restoreTree, sequenceBatch } from './sequence.ts'

/** How a sequencer works; the times are milliseconds. */
export type SequencerOptions = {
  /** Public host name, for the origin of logs that begin. */
  readonly host?: string | undefined
  /** Entries that come in together are sealed together: shortest time between two checkpoints of a log. */
  readonly sealEvery?: number
  /** How often to look for entries that another process recorded. */
  readonly pollEvery?: number
  readonly log?: Pick<Log, 'error' | 'info'>
  /** Told when a checkpoint was signed. */
  readonly onSealed?: (organisationId: string, size: number) => void
}

/** What is remembered of a log between transactions. All of it can be read again, and is after any failure. */
type Work = {
  tree?: TileBuilder | undefined
  signer?: LogSigner | undefined
  sealedSize: number
  /** By the monotonic clock, which no correction of the time of day moves. */
  sealedAt: number
  timer?: NodeJS.Timeout | undefined
  running?: Promise<void> | undefined
  failures: number
}

type Step = { readonly sequenced: number; readonly size: number; readonly sealed: boolean }

/** An entry waits this long for company before its batch begins. */
const gather = 10
const slowestRetry = 60_000

/**
 * Gives entries their positions and signs checkpoints, for every organisation. As many processes as like may run one:
 * an advisory lock per log lets one of them work at a time. Killing it at any moment loses nothing, since positions,
 * tiles and the end of waiting are one transaction.
 */
export class Sequencer {
  readonly #db: Database
  readonly #options: SequencerOptions
  readonly #sealEvery: number
  readonly #pollEvery: number
  readonly #work = new Map<string, Work>()
  #endSignal: (() => void) | undefined
  #poll: NodeJS.Timeout | undefined
  #polling: Promise<void> | undefined
  #stopped = true

  constructor(db: Database, options: SequencerOptions = {}) {
    this.#db = db
    this.#options = options
    this.#sealEvery = options.sealEvery ?? 500
    this.#pollEvery = options.pollEvery ?? 1_000
  }

  /** Begins to work, with what was left over. */
  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#endSignal = onRecorded((organisationId) => this.#wake(organisationId))
    this.#pollSoon(0)
  }

  /** Ends; resolves when no transaction is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#endSignal?.()
    clearTimeout(this.#poll)
    for (const { timer } of this.#work.values()) clearTimeout(timer)
    await this.#polling
    await Promise.allSettled([...this.#work.values()].map(async ({ running }) => running))
  }

  /**
   * Sequences and seals at once whatever is committed, for those who cannot wait.
   * @throws JOURNAL_INCONSISTENT when the log cannot go on
   */
  async drain(organisationId: string): Promise<{ size: number }> {
    const work = this.#workOf(organisationId)
    for (;;) {
      const done = await this.#alone(work, async () => this.#step(organisationId, work, true))
      if (done === undefined) await new Promise((resolve) => setTimeout(resolve, gather))
      else if (done.sequenced < largestBatch) return { size: done.size }
    }
  }

  /** Logs that cannot go on, with the reason. */
  failing(): string[] {
    return [...this.#work].filter(([, { failures }]) => failures > 0).map(([organisationId]) => organisationId)
  }

  #workOf(organisationId: string): Work {
    let work = this.#work.get(organisationId)
    if (work === undefined) {
      work = { sealedSize: -1, sealedAt: -Infinity, failures: 0 }
      this.#work.set(organisationId, work)
    }
    return work
  }

  #wake(organisationId: string): void {
    const work = this.#workOf(organisationId)
    if (this.#stopped || work.timer !== undefined) return
    const pause = Math.min(this.#sealEvery * 2 ** work.failures, slowestRetry)
    const wait = Math.max(gather, work.sealedAt + pause - performance.now())
    work.timer = setTimeout(() => {
      work.timer = undefined
      void this.#alone(work, async () => this.#run(organisationId, work))
    }, wait)
  }

  /** Runs one thing at a time per log. */
  async #alone<T>(work: Work, run: () => Promise<T>): Promise<T> {
    while (work.running !== undefined) await work.running
    const result = run()
    const over = result.then(
      () => undefined,
      () => undefined,
    )
    work.running = over
    try {
      return await result
    } finally {
      work.running = undefined
    }
  }

  async #run(organisationId: string, work: Work): Promise<void> {
    try {
      for (;;) {
        const due = performance.now() >= work.sealedAt + this.#sealEvery
        const step = await this.#step(organisationId, work, due)
        if (this.#stopped || step === undefined || step.sequenced < largestBatch) return
      }
    } catch (error) {
      work.failures += 1
      work.sealedAt = performance.now()
      const code = error instanceof CandorError ? error.code : undefined
      this.#options.log?.error({ organisationId, code, err: error }, 'the journal could not be sequenced or sealed')
      this.#wake(organisationId)
    }
  }

  /** One transaction. Gives nothing if another process has the log. */
  async #step(organisationId: string, work: Work, seal: boolean): Promise<Step | undefined> {
    try {
      const step = await this.#db.inOrganisation(organisationId, async (tx) => this.#stepIn(tx, work, seal))
      if (step === undefined) return undefined
      work.failures = 0
      if (step.sealed) {
        work.sealedAt = performance.now()
        work.sealedSize = step.size
        this.#options.onSealed?.(organisationId, step.size)
      }
      return step
    } catch (error) {
      work.tree = undefined
      work.signer = undefined
      throw error
    }
  }

  async #stepIn(tx: Tx, work: Work, seal: boolean): Promise<Step | undefined> {
    if (!(await lockLog(tx))) return undefined
    // Another process may have worked on the log since, so memory counts only if the database is where we left it.
    if (work.tree === undefined || work.tree.size !== (await logSize(tx))) {
      work.tree = undefined
      work.sealedSize = -1
      work.tree = await restoreTree(tx)
    }
    const tree = work.tree
    const sequenced = await sequenceBatch(tx, tree)
    // A backlog is worked off batch by batch; what is left at its end is sealed at once.
    const sealed = tree.size > 0 && tree.size !== work.sealedSize && (seal || sequenced < largestBatch)
    if (sealed) {
      work.signer ??= await logSigner(tx, this.#options.host)
      await sealTree(tx, work.signer, tree.size, tree.root())
    }
    return { sequenced, size: tree.size, sealed }
  }

  #pollSoon(wait: number): void {
    if (this.#stopped) return
    this.#poll = setTimeout(() => {
      const began = performance.now()
      this.#polling = this.#pollAll().finally(() => {
        this.#polling = undefined
        // However many organisations there are, looking after them takes at most a tenth of the time.
        this.#pollSoon(Math.max(this.#pollEvery, 9 * (performance.now() - began)))
      })
    }, wait)
  }

  async #pollAll(): Promise<void> {
    try {
      for (const organisationId of await this.#db.organisationIds()) {
        if (this.#stopped) return
        const work = this.#workOf(organisationId)
        if (work.timer !== undefined || work.running !== undefined) continue
        if (work.tree === undefined || (await this.#isBehind(organisationId))) this.#wake(organisationId)
      }
    } catch (error) {
      this.#options.log?.error({ err: error }, 'the journals could not be looked after')
    }
  }

  async #isBehind(organisationId: string): Promise<boolean> {
    return this.#db.inOrganisation(organisationId, async (tx) => {
      const { behind } = await tx.one<{ behind: boolean }>({
        name: 'journal-behind',
        text: `select exists (select from journal_pending where organisation_id = $1)
                   or exists (select from journal_leaf l where l.organisation_id = $1 and l.leaf_index >=
                       (select coalesce(max(size), 0) from journal_checkpoint where organisation_id = $1)) as behind`,
        values: [tx.organisationId],
      })
      return behind
    })
  }
}
