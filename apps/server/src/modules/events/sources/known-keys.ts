import type { Database, Tx } from '../../../platform/db/index.ts'
import { eventErrors } from '../errors.ts'
import { hashOfKey, organisationOfKey } from './write-key.ts'

/** What is kept of visitors whom nobody knows. */
export type VisitorRule = 'keep' | 'consent' | 'count'

/** A source as the endpoint needs it. */
export type OpenSource = {
  readonly organisationId: string
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
  readonly visitors: VisitorRule
  readonly refuses: boolean
}

/** For so long a process believes what it read of a key (milliseconds); what it changed itself holds at once. */
const believed = 3_000
const capacity = 10_000

type Known = { readonly source: OpenSource | undefined; readonly until: number }

const findSource = async (tx: Tx, hash: Buffer): Promise<OpenSource | undefined> =>
  tx.maybe<OpenSource>({
    name: 'event-source-of-key',
    text: `select s.organisation_id as "organisationId", s.id, s.name, s.origins, s.visitors, s.refuses
             from event_write_key k join event_source s on s.organisation_id = $1 and s.id = k.source_id
            where k.organisation_id = $1 and k.hash = $2 and k.revoked_at is null`,
    values: [tx.organisationId, hash],
  })

/** Finds the source of a write key, remembering answers for a moment. */
export class KnownKeys {
  readonly #db: Database
  readonly #known = new Map<string, Known>()

  constructor(db: Database) {
    this.#db = db
  }

  /** @throws EVENT_KEY_INVALID */
  async sourceOf(key: string | undefined): Promise<OpenSource> {
    const organisationId = key === undefined ? undefined : organisationOfKey(key)
    if (key === undefined || organisationId === undefined) throw eventErrors.EVENT_KEY_INVALID('no write key was sent')
    const now = Date.now()
    let known = this.#known.get(key)
    if (known === undefined || known.until < now) {
      const source = await this.#db.inOrganisation(organisationId, async (tx) => findSource(tx, hashOfKey(key)))
      known = { source, until: now + believed }
      if (this.#known.size >= capacity) this.#known.clear()
      this.#known.set(key, known)
    }
    if (known.source === undefined) throw eventErrors.EVENT_KEY_INVALID('the write key is unknown or was revoked')
    return known.source
  }

  /** Forgets what was read: a source or a key was changed. */
  forget(): void {
    this.#known.clear()
  }
}
