import type { LiveTracking } from '@candor/api'
import type { Events } from '../../platform/http/events.ts'
import type { Told } from './ingest/group.ts'

/** Screens hear at most so often (milliseconds), of so many events. */
const pause = 250
const mostShown = 25

type Pending = { events: Told[]; counts: { kept: number; counted: number; refused: number }; timer: NodeJS.Timeout }

/** Tells screens of events as they come, a few times a second at most however many there are. */
export class LiveTeller {
  readonly #events: Events
  readonly #pending = new Map<string, Pending>()

  constructor(events: Events) {
    this.#events = events
  }

  /** Events that are now stored or refused. */
  tell(organisationId: string, told: readonly Told[]): void {
    if (told.length === 0) return
    let pending = this.#pending.get(organisationId)
    if (pending === undefined) {
      const timer = setTimeout(() => this.#publish(organisationId), pause).unref()
      pending = { events: [], counts: { kept: 0, counted: 0, refused: 0 }, timer }
      this.#pending.set(organisationId, pending)
    }
    for (const { outcome } of told) pending.counts[outcome] += 1
    pending.events = [...pending.events, ...told.slice(-mostShown)].slice(-mostShown)
  }

  #publish(organisationId: string): void {
    const pending = this.#pending.get(organisationId)
    this.#pending.delete(organisationId)
    if (pending === undefined) return
    const data: LiveTracking = { events: pending.events, counts: pending.counts }
    this.#events.publish(organisationId, { topic: 'event', data })
  }

  /** Tells nothing more. */
  close(): void {
    for (const { timer } of this.#pending.values()) clearTimeout(timer)
    this.#pending.clear()
  }
}
