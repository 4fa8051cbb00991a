import type { CustomerEvent } from '@candor/api'

/** Events of one source with no longer pause between them: one visit. */
export interface Visit {
  readonly key: string
  readonly sourceName: string
  /** Newest first. */
  readonly events: readonly CustomerEvent[]
  readonly from: string
  readonly to: string
  /** What happened, by name, the most frequent first. */
  readonly names: readonly { readonly type: CustomerEvent['type']; readonly name: string; readonly count: number }[]
}

/** A longer pause begins another visit (milliseconds). */
const pause = 30 * 60_000

const namesOf = (events: readonly CustomerEvent[]): Visit['names'] => {
  const counts = new Map<string, { type: CustomerEvent['type']; name: string; count: number }>()
  for (const { type, name } of events) {
    const key = `${type} ${name}`
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { type, name, count: 1 })
    else known.count += 1
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)
}

const visitOf = (events: readonly CustomerEvent[]): Visit => ({
  key: events.at(-1)?.id ?? '',
  sourceName: events[0]?.sourceName ?? '',
  events,
  from: events.at(-1)?.occurredAt ?? '',
  to: events[0]?.occurredAt ?? '',
  names: namesOf(events),
})

/** @param events newest first */
export const visitsOf = (events: readonly CustomerEvent[]): Visit[] => {
  const visits: CustomerEvent[][] = []
  for (const event of events) {
    const current = visits.at(-1)
    const last = current?.at(-1)
    const near = last !== undefined && Date.parse(last.occurredAt) - Date.parse(event.occurredAt) <= pause
    if (current !== undefined && near && last.sourceId === event.sourceId) current.push(event)
    else visits.push([event])
  }
  return visits.map(visitOf)
}
