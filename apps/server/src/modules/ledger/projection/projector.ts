import type { IndexedLog } from '@candor/ledger/node'
import type { Database } from '../../../platform/db/index.ts'
import type { Log } from '../../../platform/platform.ts'
import type { LedgerHandlers } from './handlers.ts'
import { project, type Interests } from './project.ts'

export type ProjectorOptions = {
  readonly db: Database
  readonly handlers: LedgerHandlers
  readonly finalDepth: number
  readonly log: Pick<Log, 'error'>
  /** Told when an organisation has followed the ledger to its newest block. */
  readonly onCaughtUp?: (organisationId: string) => void
}

type Work = { running?: Promise<void> | undefined; again: boolean; failures: number; notBefore: number }

const pollEvery = 2_000
const slowestRetry = 60_000

/**
 * Hands the ledger's events to the modules, organisation by organisation, each event once and in order. Where an
 * organisation stands is kept in the same transaction as what its modules made of the events.
 */
export class LogProjector {
  readonly #options: ProjectorOptions
  readonly #work = new Map<string, Work>()
  readonly #interests = new Map<string, Interests>()
  #poll: NodeJS.Timeout | undefined
  #polling: Promise<void> | undefined
  #stopped = true

  constructor(options: ProjectorOptions) {
    this.#options = options
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#pollSoon(0)
  }

  /** Ends; resolves when no transaction is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#poll)
    await this.#polling
    await Promise.all([...this.#work.values()].map(async ({ running }) => running))
  }

  /** Looks after the organisations that these new events concern. */
  noticeLogs(logs: readonly IndexedLog[]): void {
    for (const [organisationId, { members, programmes, references }] of this.#interests) {
      const concerned = logs.some(({ event, args }) => {
        if (event === 'Admitted') return references.length > 0
        const member = args['member'] ?? args['merchant'] ?? args['operator']
        return members.includes(Number(member)) || programmes.includes(Number(args['programme']))
      })
      if (concerned) this.wake(organisationId)
    }
  }

  /** Looks after an organisation now. */
  wake(organisationId: string): void {
    const work = this.#work.get(organisationId) ?? { again: false, failures: 0, notBefore: 0 }
    this.#work.set(organisationId, work)
    work.again = true
    if (this.#stopped || work.running !== undefined || performance.now() < work.notBefore) return
    work.running = this.#run(organisationId, work).finally(() => {
      work.running = undefined
      if (work.again) this.wake(organisationId)
    })
  }

  /** Takes an organisation up to the newest indexed block. */
  async #run(organisationId: string, work: Work): Promise<void> {
    const { db, handlers, finalDepth, log, onCaughtUp } = this.#options
    try {
      while (work.again && !this.#stopped) {
        work.again = false
        const { more, interests } = await db.inOrganisation(organisationId, async (tx) =>
          project(tx, db.owner, handlers, finalDepth),
        )
        this.#interests.set(organisationId, interests)
        if (more) work.again = true
        else onCaughtUp?.(organisationId)
        work.failures = 0
      }
    } catch (error) {
      work.again = false
      work.failures += 1
      work.notBefore = performance.now() + Math.min(250 * 2 ** work.failures, slowestRetry)
      log.error({ organisationId, err: error }, 'events of the ledger could not be taken over')
    }
  }

  #pollSoon(wait: number): void {
    if (this.#stopped) return
    this.#poll = setTimeout(() => {
      const began = performance.now()
      this.#polling = this.#pollAll().finally(() => {
        this.#polling = undefined
        // However many organisations there are, looking after them takes at most a tenth of the time.
        this.#pollSoon(Math.max(pollEvery, 9 * (performance.now() - began)))
      })
    }, wait)
  }

  async #pollAll(): Promise<void> {
    try {
      for (const organisationId of await this.#options.db.organisationIds()) {
        if (this.#stopped) return
        this.wake(organisationId)
        await this.#work.get(organisationId)?.running
      }
    } catch (error) {
      this.#options.log.error({ err: error }, 'the ledger could not be followed')
    }
  }
}
