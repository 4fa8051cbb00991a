import { JobLocks } from '../../platform/jobs/locks.ts'
import { Courier, type CourierParts } from './courier.ts'

/** How often the outbox is looked at when nothing was sealed: for tries that become due, and what another process left. */
const interval = 2000

/**
 * Has a courier for each endpoint that has something to be sent. A session lock says which process does it; Postgres drops it
 * with the connection, so what a killed process left is taken up at once.
 */
export class Couriers {
  readonly #parts: CourierParts
  readonly #locks: JobLocks
  readonly #couriers = new Map<string, { readonly courier: Courier; readonly done: Promise<void> }>()
  readonly #asked = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #stopped = false

  constructor(parts: CourierParts) {
    this.#parts = parts
    this.#locks = new JobLocks(parts.db.owner, () => {
      for (const { courier } of this.#couriers.values()) courier.stop()
    })
  }

  start(): void {
    this.#timer = setInterval(() => void this.#lookAtAll(), interval).unref()
    void this.#lookAtAll()
  }

  /** Something of an organisation was sealed, or somebody asked for something to be sent. */
  look(organisationId: string): void {
    if (this.#stopped || this.#timer === undefined) return
    this.#asked.add(organisationId)
    this.#looking ??= this.#lookAtAsked()
      .catch((error: unknown) => {
        if (!this.#stopped) this.#parts.log.error({ err: error }, 'the outbox of webhooks could not be read')
      })
      .finally(() => {
        this.#looking = undefined
        const [next] = this.#asked
        if (next !== undefined) this.look(next)
      })
  }

  /** An endpoint was changed. */
  changed(organisationId: string, endpointId: string): void {
    this.#couriers.get(endpointId)?.courier.renew()
    this.look(organisationId)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#looking
    for (const { courier } of this.#couriers.values()) courier.stop()
    await Promise.all([...this.#couriers.values()].map(async ({ done }) => done))
    await this.#locks.close()
  }

  async #lookAtAll(): Promise<void> {
    try {
      for (const organisationId of await this.#parts.db.organisationIds()) this.look(organisationId)
    } catch (error) {
      if (!this.#stopped) this.#parts.log.error({ err: error }, 'the outbox of webhooks could not be read')
    }
  }

  async #lookAtAsked(): Promise<void> {
    for (;;) {
      const [organisationId] = this.#asked
      if (organisationId === undefined || this.#stopped) return
      this.#asked.delete(organisationId)
      for (const endpointId of await this.#withWork(organisationId)) await this.#send(organisationId, endpointId)
    }
  }

  /** Endpoints with messages that are due, or entries that were not looked at. */
  async #withWork(organisationId: string): Promise<string[]> {
    const rows = await this.#parts.db.inOrganisation(organisationId, async (tx) =>
      tx.rows<{ id: string }>({
        name: 'webhook-with-work',
        text: `select e.id from webhook_endpoint e
                 join webhook_progress p on p.organisation_id = $1 and p.endpoint_id = e.id
                where e.organisation_id = $1 and e.removed_at is null
                  and (e.state = 'active' and coalesce(p.resting_until <= now(), true)
                         and p.next_leaf < (select max(leaf_index) + 1 from journal_leaf where organisation_id = $1)
                       or exists (select from webhook_delivery d
                                   where d.organisation_id = $1 and d.endpoint_id = e.id and d.state = 'waiting'
                                     and d.due_at <= now()
                                     and (d.leaf_index is null
                                          or e.state = 'active' and coalesce(p.resting_until <= now(), true))))`,
        values: [organisationId],
      }),
    )
    return rows.map(({ id }) => id)
  }

  async #send(organisationId: string, endpointId: string): Promise<void> {
    if (this.#stopped) return
    const running = this.#couriers.get(endpointId)
    if (running !== undefined) {
      running.courier.look()
      return
    }
    const lock = `webhook ${endpointId}`
    if (!(await this.#locks.take(lock))) return
    const courier = new Courier(this.#parts, organisationId, endpointId)
    const done = courier
      .run()
      .catch((error: unknown) => {
        if (!this.#stopped) this.#parts.log.error({ err: error, endpoint: endpointId }, 'webhooks could not be sent')
      })
      .then(async () => this.#locks.release(lock))
      .catch(() => undefined)
      .finally(() => this.#couriers.delete(endpointId))
    this.#couriers.set(endpointId, { courier, done })
  }
}
