import type { Database, Tx } from '../../platform/db/index.ts'
import type { Log } from '../../platform/platform.ts'
import {
  computeBoundaries,
  storeBoundaries,
  storedBoundaries,
  turnoverOf,
  type StoredBoundaries,
} from './boundaries.ts'
import type { ChangeListener, LifecycleNeeds } from './needs.ts'
import { dueCustomers, takePending } from './pending.ts'
import { recompute } from './recompute.ts'
import { currentRules, momentOf, type RulesVersion } from './rules.ts'

/** Customers in one transaction. */
const atOnce = 1_000
/** How often it is looked whether time has moved anybody (milliseconds). */
const pause = 5_000
/** Where shares decide on classes, they are counted anew after so long (milliseconds). */
const boundaryAge = 86_400_000

/** One worker at a time for each organisation, whichever process it is in. */
const lock = async (tx: Tx): Promise<boolean> => {
  const { taken } = await tx.one<{ taken: boolean }>({
    name: 'lifecycle-lock',
    text: `select pg_try_advisory_xact_lock(hashtextextended('lifecycle:' || $1::text, 0)) as taken`,
    values: [tx.organisationId],
  })
  return taken
}

type Options = {
  readonly log: Log
  readonly listeners: readonly ChangeListener[]
  /** Once it is durable that so many customers moved. */
  readonly onChanged: (organisationId: string, changes: number) => void
}

/**
 * Whether boundaries still say what they should: for their day, and as long as about as much was spent as when they were
 * found. While many customers wait to be looked at, a quarter more or less is about as much.
 */
const stillHold = ({ turnover, computedAt }: StoredBoundaries, now: number, idle: boolean): boolean =>
  Date.now() - computedAt.getTime() < boundaryAge &&
  Math.abs(now - turnover) <= Math.abs(turnover) * (idle ? 0.01 : 0.25)

/** Boundaries of the classes, counted anew where they no longer hold; then everybody is looked at, since classes may move. */
const boundariesOf = async (
  tx: Tx,
  { version, rules }: RulesVersion,
  idle: boolean,
  lookAtAll: (tx: Tx) => Promise<void>,
): Promise<bigint[]> => {
  const stored = await storedBoundaries(tx, version)
  const turnover = await turnoverOf(tx)
  if (stored !== undefined && (rules.classes.by === 'spent' || stillHold(stored, turnover, idle)))
    return stored.boundaries
  const boundaries = await computeBoundaries(tx, rules)
  await storeBoundaries(tx, version, { boundaries, turnover, computedAt: new Date() })
  if (stored === undefined || stored.boundaries.some((amount, at) => amount !== boundaries[at])) await lookAtAll(tx)
  return boundaries
}

/** Looks at customers soon after something changed of them, and when time alone may have moved them. */
export class LifecycleWorker {
  readonly #db: Database
  readonly #needs: LifecycleNeeds
  readonly #options: Options
  readonly #lookAtAll: (tx: Tx) => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined
  #again = false
  #stopped = false

  /** @param lookAtAll has every customer of the organisation looked at, some at a time */
  constructor(db: Database, needs: LifecycleNeeds, lookAtAll: (tx: Tx) => Promise<void>, options: Options) {
    this.#db = db
    this.#needs = needs
    this.#lookAtAll = lookAtAll
    this.#options = options
  }

  /** Begins to work. */
  start(): void {
    this.#timer = setInterval(() => this.wake(), pause).unref()
    this.wake()
  }

  /** Looks now. */
  wake(): void {
    if (this.#stopped || this.#timer === undefined) return
    if (this.#round !== undefined) {
      this.#again = true
      return
    }
    this.#round = this.#look()
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'stages of customers could not be computed'))
      .finally(() => {
        this.#round = undefined
        if (!this.#again) return
        this.#again = false
        this.wake()
      })
  }

  /** Waits for what is under way, and stops. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#round
  }

  async #look(): Promise<void> {
    for (const organisationId of await this.#db.organisationIds()) {
      while (!this.#stopped && (await this.#step(organisationId)) === atOnce);
    }
  }

  /** One transaction. @returns how many customers were looked at */
  async #step(organisationId: string): Promise<number> {
    const { looked, changes } = await this.#db.inOrganisation(organisationId, async (tx) => {
      const rules = await currentRules(tx)
      if (rules === undefined || !(await lock(tx))) return { looked: 0, changes: 0 }
      const pending = await takePending(tx, atOnce)
      const boundaries = await boundariesOf(tx, rules, pending.length === 0, this.#lookAtAll)
      const now = await momentOf(tx, rules.rules)
      const due = pending.length < atOnce ? await dueCustomers(tx, now, atOnce - pending.length) : []
      const ids = [...new Set([...pending, ...due])]
      const moved = await recompute(tx, this.#needs, rules, boundaries, ids, now, this.#options.listeners)
      return { looked: pending.length + due.length, changes: moved.length }
    })
    if (changes > 0) this.#options.onChanged(organisationId, changes)
    return looked
  }
}
