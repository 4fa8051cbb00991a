import { Agent as HttpAgent, type Agent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Log } from '../../platform/platform.ts'
import { endpointsById, type Endpoint } from './endpoint.ts'
import type { WebhooksNeeds } from './needs.ts'
import { readJournal, takeDue, type Message } from './outbox.ts'
import { trySending, type Target } from './send.ts'
import { sendingAtOnce } from './schedule.ts'
import { settle, type Tried } from './settle.ts'
import { signerOf } from './sign.ts'

/** Few, so that somebody who is erased or an endpoint that is paused is soon out of what was taken. */
const takenAtOnce = 24
/** Stretches of the journal looked through in one transaction where nothing of them is wanted. */
const stretchesAtOnce = 10

/** What couriers share. */
export type CourierParts = {
  readonly db: Database
  readonly log: Pick<Log, 'error'>
  readonly needs: WebhooksNeeds
  readonly allowPrivate: boolean
}

const agentFor = (url: string): Agent => {
  const options = { keepAlive: true, maxSockets: sendingAtOnce, timeout: 60_000 }
  return url.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options)
}

/** What is due, and whether the journal goes on behind what was looked through. */
type Taken = { readonly due: Message[]; readonly more: boolean }

/**
 * Brings the messages of one endpoint, as long as any are due. A slow receiver holds up its own courier alone. A message is
 * done once its outcome is stored: whatever was on its way when the process died is sent again under its id.
 */
export class Courier {
  readonly #parts: CourierParts
  readonly #organisationId: string
  readonly #endpointId: string
  readonly #held = new Set<string>()
  readonly #sending = new Set<Promise<void>>()
  readonly #running = new Set<Promise<void>>()
  #results: Tried[] = []
  #settling: Promise<void> | undefined
  #queue: Message[] = []
  #target: (Target & { readonly version: number; readonly oldUntil: number }) | undefined
  #wake: () => void = () => undefined
  readonly #stop = new AbortController()

  constructor(parts: CourierParts, organisationId: string, endpointId: string) {
    this.#parts = parts
    this.#organisationId = organisationId
    this.#endpointId = endpointId
  }

  /** There may be something new. */
  look(): void {
    this.#wake()
  }

  /** The endpoint was changed: what was taken is taken again as it is now. */
  renew(): void {
    this.#queue = []
    this.#wake()
  }

  /** Takes no more messages and breaks off those on their way: they wait in the outbox, and are sent again under their ids. */
  stop(): void {
    this.#stop.abort()
    this.renew()
  }

  /** Sends what is due until nothing is. */
  async run(): Promise<void> {
    try {
      for (;;) {
        const woken = new Promise<void>((resolve) => (this.#wake = resolve))
        let more = false
        if (this.#queue.length === 0 && !this.#stopped) ({ due: this.#queue, more } = await this.#take())
        if (more && this.#queue.length === 0 && !this.#stopped) continue
        if (this.#queue.length === 0 && (this.#stopped || this.#running.size === 0)) return
        if (this.#queue.length === 0) await Promise.race([woken, ...this.#running])
        else if (this.#sending.size >= sendingAtOnce) await Promise.race(this.#sending)
        else this.#begin(this.#queue.shift()!)
      }
    } finally {
      await Promise.all(this.#running)
      this.#target?.agent.destroy()
    }
  }

  get #stopped(): boolean {
    return this.#stop.signal.aborted
  }

  #targetOf(endpoint: Endpoint): Target {
    const oldUntil = endpoint.oldKeysUntil?.getTime() ?? 0
    const known = this.#target
    if (known?.version === endpoint.version && (known.oldUntil === 0 || Date.now() < known.oldUntil)) return known
    // What is on its way still goes where it was sent; connections that nobody uses close by themselves.
    const isOldValid = endpoint.oldKeys !== null && Date.now() < oldUntil
    this.#target = {
      organisationId: this.#organisationId,
      url: endpoint.url,
      signers: [endpoint.keys, ...(isOldValid ? [endpoint.oldKeys] : [])].map(signerOf),
      allowPrivate: this.#parts.allowPrivate,
      agent: agentFor(endpoint.url),
      signal: this.#stop.signal,
      version: endpoint.version,
      oldUntil: isOldValid ? oldUntil : 0,
    }
    return this.#target
  }

  async #take(): Promise<Taken> {
    return this.#parts.db.inOrganisation(this.#organisationId, async (tx) => this.#takeIn(tx))
  }

  async #takeIn(tx: Tx): Promise<Taken> {
    const endpoint = (await endpointsById(tx, [this.#endpointId])).get(this.#endpointId)
    if (endpoint === undefined || endpoint.removedAt !== null) return { due: [], more: false }
    const { resting } = await tx.one<{ resting: boolean }>({
      name: 'webhook-resting',
      text: `select coalesce(resting_until > now(), false) as resting from webhook_progress
              where organisation_id = $1 and endpoint_id = $2`,
      values: [tx.organisationId, this.#endpointId],
    })
    this.#targetOf(endpoint)
    const onlyTests = endpoint.state !== 'active' || resting
    const wanted = { endpointId: this.#endpointId, held: [...this.#held], onlyTests, limit: takenAtOnce }
    for (let stretch = 1; ; stretch += 1) {
      const more = endpoint.state === 'active' && (await readJournal(tx, endpoint))
      const due = await takeDue(tx, wanted)
      if (due.length > 0 || !more || stretch >= stretchesAtOnce) return { due, more }
    }
  }

  #begin(message: Message): void {
    const target = this.#target!
    this.#held.add(message.entryId)
    const sending = this.#send(target, message)
    this.#sending.add(sending)
    const running = sending
      .finally(() => this.#sending.delete(sending))
      .then(async () => this.#settle())
      .finally(() => {
        this.#held.delete(message.entryId)
        this.#running.delete(running)
      })
    this.#running.add(running)
  }

  async #send(target: Target, message: Message): Promise<void> {
    const outcome = await trySending(target, message)
    if (!this.#stopped || outcome.failure === null) this.#results.push({ message, outcome })
  }

  /** Stores outcomes: those that come while others are being stored go together with the next transaction. */
  async #settle(): Promise<void> {
    while (this.#settling !== undefined) await this.#settling
    const results = this.#results
    if (results.length === 0) return
    this.#results = []
    this.#settling = this.#store(results).finally(() => (this.#settling = undefined))
    await this.#settling
  }

  async #store(results: readonly Tried[]): Promise<void> {
    const { db, needs, log } = this.#parts
    try {
      const restingUntil = await db.inOrganisation(this.#organisationId, async (tx) =>
        settle(tx, needs, this.#endpointId, results),
      )
      if (restingUntil !== null) this.#queue = []
    } catch (error) {
      // They wait in the outbox as before, and are sent again under the same ids.
      log.error({ err: error, endpoint: this.#endpointId }, 'outcomes of webhooks could not be stored')
      this.stop()
    }
  }
}
