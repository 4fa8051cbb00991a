import type { EventPublic } from '@candor/api'
import { plainArray, textArray, type Tx } from '../../../platform/db/index.ts'
import type { Link } from './people.ts'

/** An event that is kept, closed. */
export type KeptEvent = { readonly open: EventPublic; readonly body: Buffer; readonly leafHash: Buffer }

const dayMs = 86_400_000

/** Day of an instant in UTC. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/**
 * Notes messages as received, and tells which of them are new. Each is looked for among those of its day and of the day
 * before, which is as long as senders repeat theirs.
 * @param now milliseconds since 1970
 */
export const takeMessages = async (tx: Tx, messages: readonly string[], now: number): Promise<Set<string>> => {
  const rows = await tx.rows<{ message: string }>({
    name: 'event-message-take',
    text: `insert into event_message (organisation_id, day, message)
           select $1::uuid, $2::date, m from unnest($4::uuid[]) as m
            where not exists (select from event_message e
                               where e.organisation_id = $1 and e.day = $3::date and e.message = m)
           on conflict do nothing returning message`,
    // Sorted: two writers of the same messages wait for each other.
    values: [tx.organisationId, dayOf(now), dayOf(now - dayMs), plainArray([...new Set(messages)].toSorted())],
  })
  return new Set(rows.map(({ message }) => message))
}

const insertEvents = `
  insert into event (organisation_id, id, seal_id, position, source_id, type, name, message, occurred_at, received_at,
    customer_id, device, person, basis, consent_entry_id, body, leaf_hash)
  select $1::uuid, made.* from unnest($2::uuid[], $3::uuid[], $4::int4[], $5::uuid[], $6::text[], $7::text[], $8::uuid[],
    $9::timestamptz[], $10::timestamptz[], $11::uuid[], $12::uuid[], $13::uuid[], $14::text[], $15::uuid[], $16::bytea[],
    $17::bytea[]) as made`

/** Stores events in one statement. */
export const storeEvents = async (tx: Tx, events: readonly KeptEvent[]): Promise<void> => {
  if (events.length === 0) return
  const column = (of: (open: EventPublic) => string | number | null): string =>
    plainArray(events.map(({ open }) => of(open)))
  await tx.rows({
    name: 'event-insert',
    text: insertEvents,
    values: [
      tx.organisationId,
      column(({ id }) => id),
      column(({ seal }) => seal),
      column(({ position }) => position),
      column(({ source }) => source),
      column(({ type }) => type),
      textArray(events.map(({ open }) => open.name)),
      column(({ message }) => message),
      textArray(events.map(({ open }) => open.occurredAt)),
      textArray(events.map(({ open }) => open.receivedAt)),
      column(({ customer }) => customer),
      column(({ device }) => device),
      column(({ person }) => person),
      column(({ basis }) => basis),
      column(({ consent }) => consent),
      events.map(({ body }) => body),
      events.map(({ leafHash }) => leafHash),
    ],
  })
}

/** Keeps the group that events were stored with. */
export const storeSeal = async (
  tx: Tx,
  seal: { readonly id: string; readonly entryId: string; readonly events: number; readonly root: Buffer },
): Promise<void> => {
  await tx.rows({
    name: 'event-seal-insert',
    text: 'insert into event_seal (organisation_id, id, entry_id, events, root) values ($1, $2, $3, $4, $5)',
    values: [tx.organisationId, seal.id, seal.entryId, seal.events, seal.root],
  })
}

/** Keeps what was learnt of devices and people. @returns those that nobody else learnt at the same moment */
export const storeLinks = async (tx: Tx, links: readonly (Link & { readonly entryId: string })[]): Promise<void> => {
  await tx.rows({
    name: 'event-identity-insert',
    text: `insert into event_identity (organisation_id, kind, key, customer_id, entry_id)
           select $1::uuid, l.* from unnest($2::text[], $3::uuid[], $4::uuid[], $5::uuid[]) as l on conflict do nothing`,
    values: [
      tx.organisationId,
      links.map(({ kind }) => kind),
      links.map(({ key }) => key),
      links.map(({ customerId }) => customerId),
      links.map(({ entryId }) => entryId),
    ],
  })
}

/** What became of an event. */
export type Outcome = 'kept' | 'counted' | 'refused'

/** An event to be counted. */
export type Counted = {
  readonly sourceId: string
  readonly type: string
  readonly name: string
  readonly outcome: Outcome
}

/** Adds to the counts of the day. */
export const countEvents = async (tx: Tx, events: readonly Counted[], now: number): Promise<void> => {
  if (events.length === 0) return
  const sums = new Map<string, Counted & { events: number }>()
  for (const event of events) {
    const key = JSON.stringify([event.sourceId, event.type, event.name, event.outcome])
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { ...event, events: 1 })
    else sum.events += 1
  }
  const rows = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  await tx.rows({
    name: 'event-count-add',
    text: `insert into event_count as c (organisation_id, day, source_id, type, name, outcome, events)
           select $1::uuid, $2::date, n.*
             from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int8[]) as n
           on conflict (organisation_id, day, source_id, type, name, outcome) do update set events = c.events + excluded.events`,
    values: [
      tx.organisationId,
      dayOf(now),
      rows.map(({ sourceId }) => sourceId),
      rows.map(({ type }) => type),
      rows.map(({ name }) => name),
      rows.map(({ outcome }) => outcome),
      rows.map(({ events: count }) => count),
    ],
  })
}

/** Forgets messages that are no longer repeated. */
export const forgetOldMessages = async (tx: Tx): Promise<void> => {
  await tx.rows({
    text: 'delete from event_message where organisation_id = $1 and day < $2::date',
    values: [tx.organisationId, dayOf(Date.now() - 2 * dayMs)],
  })
}
