import type { Database } from '../../platform/db/index.ts'
import type { Log } from '../../platform/platform.ts'
import { journalLooks } from './journal-looks.ts'
import type { AccessLogNeeds } from './needs.ts'

/** How often to look for what another process, or this one before it was killed, has left (milliseconds). */
const pollEvery = 30_000

/** Brings looks into the journal in the background, a moment after they happened. */
export class LookKeeper {
  readonly #db: Database
  readonly #needs: AccessLogNeeds
  readonly #log: Pick<Log, 'error'>
  readonly #gatherFor: number
  readonly #due = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #poll: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #stopped = true

  /** @param gatherFor milliseconds that a look waits for others that belong to it */
  constructor(db: Database, needs: AccessLogNeeds, log: Pick<Log, 'error'>, gatherFor: number) {
    this.#db = db
    this.#needs = needs
    this.#log = log
    this.#gatherFor = gatherFor
  }

  /** Begins to work, with what was left over. */
  start(): void {
    this.#stopped = false
    this.#pollAll()
  }

  /** Ends; resolves when no transaction is under way any more. What waits is journaled after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    clearTimeout(this.#poll)
    await this.#running
  }

  /** An organisation has something waiting. */
  noted(organisationId: string): void {
    this.#due.add(organisationId)
    if (this.#stopped || this.#timer !== undefined) return
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        this.#begin(async () => this.#work())
      },
      // A little longer than looks wait, so that the ones that woke us are due.
      this.#gatherFor + 50,
    ).unref()
  }

  #begin(work: () => Promise<void>): void {
    this.#running = this.#running.then(work).catch((error: unknown) => {
      this.#log.error({ err: error }, 'looks at personal data could not be looked after')
    })
  }

  async #work(): Promise<void> {
    const due = [...this.#due]
    this.#due.clear()
    for (const organisationId of due) {
      try {
        await this.#workFor(organisationId)
      } catch (error) {
        this.#log.error({ err: error, organisationId }, 'looks at personal data could not be journaled yet')
        this.noted(organisationId)
      }
    }
  }

  async #workFor(organisationId: string): Promise<void> {
    for (let goOn = true; goOn && !this.#stopped;) {
      const done = await this.#db.inOrganisation(organisationId, async (tx) =>
        journalLooks(tx, this.#needs, this.#gatherFor),
      )
      goOn = done.goOn
      if (!goOn && done.waiting) this.noted(organisationId)
    }
  }

  #pollAll(): void {
    this.#begin(async () => {
      for (const organisationId of await this.#db.organisationIds()) this.#due.add(organisationId)
      await this.#work()
    })
    if (!this.#stopped) this.#poll = setTimeout(() => this.#pollAll(), pollEvery).unref()
  }
}
