import type { Database, Tx } from '../../platform/db/index.ts'
import type { Log } from '../../platform/platform.ts'
import { tellNext, type FollowedEntry } from './told.ts'

/** Tells followers of entries, in the transaction that says that they were told. */
export type TellFollowers = (tx: Tx, entries: readonly FollowedEntry[]) => Promise<void>

/**
 * Looks through what was sealed, organisation by organisation, once at a time for each. What fails is looked through again with the
 * next seal.
 */
export class Follower {
  readonly #db: Database
  readonly #log: Pick<Log, 'error'>
  readonly #running = new Map<string, Promise<void>>()
  readonly #again = new Set<string>()
  #tell: TellFollowers | undefined
  #stopped = false

  constructor(db: Database, log: Pick<Log, 'error'>) {
    this.#db = db
    this.#log = log
  }

  /** From now on followers are told by this. */
  tellBy(tell: TellFollowers): void {
    this.#tell = tell
  }

  /** Something of an organisation was sealed. */
  look(organisationId: string): void {
    if (this.#stopped || this.#tell === undefined) return
    if (this.#running.has(organisationId)) {
      this.#again.add(organisationId)
      return
    }
    const run = this.#lookThrough(organisationId, this.#tell)
      .catch((error: unknown) => {
        if (!this.#stopped) this.#log.error({ err: error, organisationId }, 'followers could not be told')
      })
      .finally(() => {
        this.#running.delete(organisationId)
        if (this.#again.delete(organisationId)) this.look(organisationId)
      })
    this.#running.set(organisationId, run)
  }

  async #lookThrough(organisationId: string, tell: TellFollowers): Promise<void> {
    let more = true
    while (more && !this.#stopped) {
      more = await this.#db.inOrganisation(organisationId, async (tx) =>
        tellNext(tx, async (entries) => tell(tx, entries)),
      )
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#running.values())
  }
}
