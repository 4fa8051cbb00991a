import type { Database } from '../../platform/db/index.ts'
import type { Log } from '../../platform/platform.ts'
import { handOver, type HandedOver, type HandOverNeeds } from './hand-over.ts'
import { findProgramme, type TakingPart } from './programme.ts'
import type { Tx } from '../../platform/db/index.ts'

/** How often to look for purchases that nobody announced (milliseconds). */
const pollEvery = 1_000
const slowestRetry = 60_000
/** Purchases that come one after the other are looked at together (milliseconds). */
const gather = 150

/** Merchants whose rules are open, locked: one process at a time hands over a merchant's purchases. */
const lockMerchants = async (tx: Tx, programmeId: string): Promise<TakingPart[]> =>
  tx.rows<TakingPart>({
    name: 'loyalty-lock-merchants',
    text: `select merchant_id as "merchantId", member, is_open as "isOpen", last_purchase as "lastPurchase", posted
             from programme_merchant where organisation_id = $1 and programme_id = $2 and is_open
            order by merchant_id for update skip locked`,
    values: [tx.organisationId, programmeId],
  })

type Work = {
  running?: Promise<void> | undefined
  noticed?: NodeJS.Timeout | undefined
  again: boolean
  failures: number
  notBefore: number
}

/**
 * Hands purchases to the ledger for every organisation, at the ledger's pace: a few calls under way per merchant, the
 * next when one has come back. Nothing is remembered outside the database, so it goes on where it was after any crash.
 */
export class EarningPump {
  readonly #db: Database
  readonly #needs: HandOverNeeds
  readonly #log: Pick<Log, 'error'>
  readonly #work = new Map<string, Work>()
  #poll: NodeJS.Timeout | undefined
  #polling: Promise<void> | undefined
  #stopped = true

  constructor(db: Database, needs: HandOverNeeds, log: Pick<Log, 'error'>) {
    this.#db = db
    this.#needs = needs
    this.#log = log
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
    for (const { noticed } of this.#work.values()) clearTimeout(noticed)
    await this.#polling
    await Promise.all([...this.#work.values()].map(async ({ running }) => running))
  }

  /** Something was recorded in an organisation, perhaps a purchase: it is looked at in a moment. */
  notice(organisationId: string): void {
    const work = this.#workOf(organisationId)
    if (this.#stopped || work.noticed !== undefined) return
    work.noticed = setTimeout(() => {
      work.noticed = undefined
      this.wake(organisationId)
    }, gather)
  }

  /** Looks after an organisation now: there are new purchases, or a call has come back. */
  wake(organisationId: string): void {
    const work = this.#workOf(organisationId)
    work.again = true
    if (this.#stopped || work.running !== undefined || performance.now() < work.notBefore) return
    work.running = this.#run(organisationId, work).finally(() => {
      work.running = undefined
      if (work.again) this.wake(organisationId)
    })
  }

  #workOf(organisationId: string): Work {
    let work = this.#work.get(organisationId)
    if (work === undefined) {
      work = { again: false, failures: 0, notBefore: 0 }
      this.#work.set(organisationId, work)
    }
    return work
  }

  async #run(organisationId: string, work: Work): Promise<void> {
    try {
      while (work.again && !this.#stopped) {
        work.again = false
        if (await this.#step(organisationId)) work.again = true
        work.failures = 0
      }
    } catch (error) {
      work.again = false
      work.failures += 1
      work.notBefore = performance.now() + Math.min(pollEvery * 2 ** work.failures, slowestRetry)
      this.#log.error({ organisationId, err: error }, 'purchases could not be handed to the ledger')
    }
  }

  /** One transaction for all merchants of an organisation. @returns whether more can be done at once */
  async #step(organisationId: string): Promise<boolean> {
    return this.#db.inOrganisation(organisationId, async (tx) => {
      const programme = await findProgramme(tx)
      if (programme === undefined) return false
      const results: HandedOver[] = []
      for (const merchant of await lockMerchants(tx, programme.id)) {
        results.push(await handOver(tx, this.#needs, programme, merchant, Date.now()))
      }
      return results.some(({ more }) => more)
    })
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
      for (const organisationId of await this.#db.organisationIds()) {
        if (this.#stopped) return
        this.wake(organisationId)
        await this.#workOf(organisationId).running
      }
    } catch (error) {
      this.#log.error({ err: error }, 'points programmes could not be looked after')
    }
  }
}
