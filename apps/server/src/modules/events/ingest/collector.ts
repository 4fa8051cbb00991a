import type { Database } from '../../../platform/db/index.ts'
import { eventErrors } from '../errors.ts'
import type { EventsNeeds } from '../needs.ts'
import { storeGroup, type Arrived, type GroupResult } from './group.ts'

/** Events stored in one transaction at most. */
const largestGroup = 1_000
/** Events that may wait in this process; who sends more is asked to come again. */
const mostWaiting = 20_000

type Waiting = {
  readonly events: readonly Arrived[]
  readonly done: () => void
  readonly failed: (error: unknown) => void
}
type Queue = { readonly waiting: Waiting[]; running: boolean }

/** How the collector tells of what it stored. */
export type CollectorOptions = {
  /** Within the transaction, after everything else. */
  readonly onGroup: (tx: Parameters<Parameters<Database['inOrganisation']>[1]>[0], result: GroupResult) => Promise<void>
  /** Once it is durable. */
  readonly onStored: (organisationId: string, result: GroupResult) => void
}

/**
 * Gathers events of many requests into groups: while one group is written, the next one fills. An answer is given when
 * the group is on the disk. One event waits for nobody; under load thousands share a transaction, a journal entry and a
 * write to the disk.
 */
export class Collector {
  readonly #db: Database
  readonly #needs: EventsNeeds
  readonly #options: CollectorOptions
  readonly #queues = new Map<string, Queue>()
  #waiting = 0

  constructor(db: Database, needs: EventsNeeds, options: CollectorOptions) {
    this.#db = db
    this.#needs = needs
    this.#options = options
  }

  /**
   * Stores events of one organisation.
   * @returns when they are durable
   * @throws EVENT_BUSY when too many wait already
   */
  async store(organisationId: string, events: readonly Arrived[]): Promise<void> {
    if (events.length === 0) return
    if (this.#waiting + events.length > mostWaiting) {
      throw eventErrors.EVENT_BUSY(`${this.#waiting} events wait to be stored`, { headers: { 'retry-after': '1' } })
    }
    const queue = this.#queues.get(organisationId) ?? { waiting: [], running: false }
    this.#queues.set(organisationId, queue)
    const stored = new Promise<void>((resolve, reject) => {
      queue.waiting.push({ events, done: resolve, failed: reject })
    })
    this.#waiting += events.length
    if (!queue.running) void this.#run(organisationId, queue)
    await stored
  }

  async #run(organisationId: string, queue: Queue): Promise<void> {
    queue.running = true
    // What comes in within this turn of the event loop goes along.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.waiting.length > 0) {
      let count = 0
      let take = 0
      while (
        take < queue.waiting.length &&
        (take === 0 || count + queue.waiting[take]!.events.length <= largestGroup)
      ) {
        count += queue.waiting[take]!.events.length
        take += 1
      }
      const group = queue.waiting.splice(0, take)
      await this.#write(organisationId, group)
      this.#waiting -= count
    }
    queue.running = false
    this.#queues.delete(organisationId)
  }

  async #write(organisationId: string, group: readonly Waiting[]): Promise<void> {
    try {
      const result = await this.#db.inOrganisation(organisationId, async (tx) => {
        const stored = await storeGroup(
          tx,
          this.#needs,
          group.flatMap(({ events }) => events),
          Date.now(),
        )
        await this.#options.onGroup(tx, stored)
        return stored
      })
      this.#options.onStored(organisationId, result)
      for (const { done } of group) done()
    } catch (error) {
      // One request that cannot be stored must not keep the others from it.
      if (group.length === 1) group[0]!.failed(error)
      else for (const each of group) await this.#write(organisationId, [each])
    }
  }
}
