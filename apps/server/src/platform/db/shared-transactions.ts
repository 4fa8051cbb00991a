import type pg from 'pg'
import type { Keyring } from '../crypto/keyring.ts'
import { OpenTransaction } from './open-transaction.ts'
import { inOrganisation } from './transaction.ts'
import type { Tx } from './types.ts'

/** Most callers of one transaction. */
const most = 64

type Caller = {
  readonly run: (tx: Tx) => Promise<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (reason: unknown) => void
}
type Line = { readonly waiting: Caller[]; underWay: boolean }

const resultsOf = async (promises: readonly Promise<unknown>[]): Promise<unknown[]> => {
  const settled = await Promise.allSettled(promises)
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}

/**
 * Group commit: callers of one organisation who come while a transaction is under way share the next one, and with it
 * its beginning, its packets and its commit. When one of them fails, all are undone and each runs in one of its own, so
 * that nobody's failure is anybody else's.
 */
export class SharedTransactions {
  readonly #pool: pg.Pool
  readonly #keys: Keyring
  readonly #lines = new Map<string, Line>()

  /** @param pool the pool of the role `candor_app` */
  constructor(pool: pg.Pool, keys: Keyring) {
    this.#pool = pool
    this.#keys = keys
  }

  /** See `Database.appendInOrganisation`. */
  async run<T>(organisationId: string, run: (tx: Tx) => Promise<T>): Promise<T> {
    let line = this.#lines.get(organisationId)
    if (line === undefined) {
      line = { waiting: [], underWay: false }
      this.#lines.set(organisationId, line)
    }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    line.waiting.push({ run, resolve, reject })
    this.#depart(organisationId, line)
    return promise as Promise<T>
  }

  #depart(organisationId: string, line: Line): void {
    if (line.underWay) return
    line.underWay = true
    // Not at once: requests that arrived together are handled in the same turn of the event loop.
    setImmediate(() => void this.#serve(organisationId, line))
  }

  async #serve(organisationId: string, line: Line): Promise<void> {
    await this.#together(organisationId, line.waiting.splice(0, most))
    line.underWay = false
    if (line.waiting.length > 0) this.#depart(organisationId, line)
    else this.#lines.delete(organisationId)
  }

  async #together(organisationId: string, callers: readonly Caller[]): Promise<void> {
    if (callers.length === 1) return this.#each(organisationId, callers)
    let transaction: OpenTransaction | undefined
    try {
      transaction = await OpenTransaction.begin(this.#pool, this.#keys, organisationId)
      const shared = transaction
      const results = await resultsOf(callers.map(async ({ run }) => run(shared.tx(true))))
      const announce = await transaction.commit()
      announce()
      callers.forEach(({ resolve }, at) => resolve(results[at]))
    } catch (error) {
      await transaction?.rollback(error)
      await this.#each(organisationId, callers)
    }
  }

  async #each(organisationId: string, callers: readonly Caller[]): Promise<void> {
    await Promise.all(
      callers.map(async ({ run, resolve, reject }) =>
        inOrganisation(this.#pool, this.#keys, organisationId, run).then(resolve, reject),
      ),
    )
  }
}
