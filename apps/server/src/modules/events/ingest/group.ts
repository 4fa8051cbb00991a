import type { EventPublic, EventValueKind, LiveTrackedEvent } from '@candor/api'
import { livingKeys, subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { analytics, type EventsNeeds, type Seen } from '../needs.ts'
import { keepSightings, keepViolations, type Sighting } from '../schema-registry/registry.ts'
import type { Violation } from '../schema-registry/check.ts'
import type { OpenSource } from '../sources/known-keys.ts'
import { contentOfCustomer, contentOfVisitor, visitorAgreed } from './content.ts'
import { messageKey, type IncomingEvent } from './incoming.ts'
import { closeContent, eventLeaf, rootOf } from './leaf.ts'
import { recognise, type Link, type Recognised } from './people.ts'
import { countEvents, storeEvents, storeLinks, storeSeal, takeMessages, type KeptEvent, type Outcome } from './store.ts'

/** An event on its way into the store. */
export type Arrived = {
  readonly event: IncomingEvent
  readonly source: OpenSource
  /** The name it is counted under. */
  readonly counted: string
  readonly kinds: ReadonlyMap<string, EventValueKind>
  /** Whether its properties, or its name, were never seen before. */
  readonly isNew: boolean
  readonly violations: readonly Violation[]
  /** It does not fit what was declared, and its source refuses such. */
  readonly refused: boolean
}

/** What became of an event, for whoever looks on. Holds no personal data. */
export type Told = LiveTrackedEvent

type Basis = { readonly basis: 'granted' | 'visitor' | 'pseudonymous'; readonly consent: string | null }

/** Why an event may be kept; nothing when it may only be counted. */
const basisOf = (
  { event, source }: Arrived,
  customerId: string | undefined,
  granted: ReadonlyMap<string, string | null>,
): Basis | undefined => {
  if (customerId !== undefined) {
    const consent = granted.get(customerId)
    return consent === undefined ? undefined : { basis: 'granted', consent }
  }
  if (source.visitors === 'count') return undefined
  if (visitorAgreed(event)) return { basis: 'visitor', consent: null }
  return source.visitors === 'keep' ? { basis: 'pseudonymous', consent: null } : undefined
}

/** Records what was learnt of devices and people, one entry for each. */
const recordLinks = async (tx: Tx, needs: EventsNeeds, links: readonly Link[]): Promise<Link[]> => {
  if (links.length === 0) return []
  const recorded = await needs.recordMany(
    tx,
    links.map(({ kind, key, customerId, by }) => ({
      subject: customerId,
      kind: 'events.recognised',
      actor: 'system',
      purpose: analytics.purpose,
      body: { kind, key, by },
    })),
  )
  await storeLinks(
    tx,
    links.map((link, at) => ({ ...link, entryId: recorded[at]!.id })),
  )
  return [...links]
}

/** What a group came to. */
export type GroupResult = {
  readonly told: readonly Told[]
  /** Devices and people that became a customer's, whose earlier events may be the customer's now. */
  readonly links: readonly Link[]
  readonly sightings: readonly Sighting[]
}

const close = (
  tx: Tx,
  keys: ReadonlyMap<string, SubjectKey>,
  seal: string,
  position: number,
  { event, source }: Arrived,
  { customerId, device, person }: Recognised,
  { basis, consent }: Basis,
): KeptEvent => {
  const id = uuidv7(event.receivedAt.getTime())
  const content = customerId === undefined ? contentOfVisitor(event) : contentOfCustomer(event)
  const { body, commitment } = closeContent(keys.get(customerId ?? tx.organisationId)!, id, content)
  const open: EventPublic = {
    v: 1,
    organisation: tx.organisationId,
    id,
    seal,
    position,
    source: source.id,
    type: event.type,
    name: event.name,
    message: messageKey(source.id, event.messageId),
    occurredAt: event.occurredAt.toISOString(),
    receivedAt: event.receivedAt.toISOString(),
    customer: customerId ?? null,
    device: device ?? null,
    person: person ?? null,
    basis,
    consent,
    commitment,
  }
  return { open, body, leafHash: eventLeaf(open) }
}

const sightingsOf = (events: readonly Arrived[]): Sighting[] => {
  const found = new Map<string, { type: string; name: string; kinds: Map<string, EventValueKind> }>()
  // One kind of a property at a time: a second kind is still new in the next group.
  for (const { event, counted, kinds } of events.filter(({ isNew }) => isNew)) {
    const key = `${event.type}\n${counted}`
    const sighting = found.get(key) ?? { type: event.type, name: counted, kinds: new Map() }
    for (const [property, kind] of kinds) sighting.kinds.set(property, kind)
    found.set(key, sighting)
  }
  return [...found.values()]
}

/**
 * Stores a group of events in the caller's transaction: each message once, each under the key of whom it concerns, each
 * only as far as it may be kept, all of them under one journal entry.
 * @param now milliseconds since 1970
 */
export const storeGroup = async (
  tx: Tx,
  needs: EventsNeeds,
  arrived: readonly Arrived[],
  now: number,
): Promise<GroupResult> => {
  const messages = arrived.map(({ event, source }) => messageKey(source.id, event.messageId))
  const accepted = arrived.flatMap((_, at) => (arrived[at]!.refused ? [] : [messages[at]!]))
  const fresh = await takeMessages(tx, accepted, now)
  // Each message once: the first of it in the group.
  const events = arrived.filter(({ refused }, at) => refused || fresh.delete(messages[at]!))
  const good = events.filter(({ refused }) => !refused)
  const { recognised, links } = await recognise(
    tx,
    needs,
    good.map(({ event }) => event),
  )
  const customers = [...new Set(recognised.flatMap(({ customerId }) => customerId ?? []))]
  const [keys, own, answers] = [
    await livingKeys(tx, [...new Set([...customers, ...links.map(({ customerId }) => customerId)])]),
    await subjectKeys(tx, [tx.organisationId]),
    customers.length === 0 ? new Map<string, never>() : await needs.mayUseMany(tx, customers, analytics),
  ]
  const granted = new Map<string, string | null>()
  for (const [customerId, { allowed, evidence }] of answers) {
    if (allowed && keys.has(customerId)) granted.set(customerId, evidence?.entryId ?? null)
  }
  const seal = uuidv7(now)
  const all = new Map([...keys, ...own])
  const kept: KeptEvent[] = []
  const seen = new Map<string, Date>()
  const outcomes = new Map<Arrived, { outcome: Outcome; id: string | null; known: boolean }>()
  good.forEach((each, at) => {
    const who = recognised[at]!
    const basis = basisOf(each, who.customerId, granted)
    const known = who.customerId !== undefined
    if (basis === undefined) {
      outcomes.set(each, { outcome: 'counted', id: null, known })
      return
    }
    const closed = close(tx, all, seal, kept.length, each, who, basis)
    kept.push(closed)
    outcomes.set(each, { outcome: 'kept', id: closed.open.id, known })
    if (who.customerId === undefined) return
    const before = seen.get(who.customerId)
    if (before === undefined || before < each.event.occurredAt) seen.set(who.customerId, each.event.occurredAt)
  })
  const outcomeOf = (each: Arrived) => outcomes.get(each) ?? { outcome: 'refused' as const, id: null, known: false }
  const sightings = sightingsOf(events)
  const livingLinks = links.filter(({ customerId }) => keys.has(customerId))
  const [recordedLinks] = await Promise.all([
    recordLinks(tx, needs, livingLinks),
    sealGroup(tx, needs, seal, kept),
    storeEvents(tx, kept),
    countEvents(
      tx,
      events.map((each) => ({
        sourceId: each.source.id,
        type: each.event.type,
        name: each.counted,
        outcome: outcomeOf(each).outcome,
      })),
      now,
    ),
  ])
  await keepSightings(tx, sightings)
  await keepViolations(
    tx,
    events.flatMap(({ event, counted, source, violations }) =>
      violations.map((violation) => ({ ...violation, type: event.type, name: counted, sourceId: source.id })),
    ),
  )
  const last: Seen[] = [...seen].map(([customerId, at]) => ({ customerId, at }))
  if (last.length > 0) await needs.onSeen(tx, last)
  return {
    links: recordedLinks,
    sightings,
    told: events.map((each) => {
      const { outcome, id, known } = outcomeOf(each)
      return {
        id,
        outcome,
        known,
        sourceId: each.source.id,
        type: each.event.type,
        name: each.event.name,
        occurredAt: each.event.occurredAt.toISOString(),
        properties: Object.fromEntries(each.kinds),
        violations: each.violations.length,
      }
    }),
  }
}

/** One journal entry for all events of a group: the root of the tree over them. */
const sealGroup = async (
  tx: Tx,
  { record }: Pick<EventsNeeds, 'record'>,
  id: string,
  kept: readonly KeptEvent[],
): Promise<void> => {
  if (kept.length === 0) return
  const root = rootOf(kept.map(({ leafHash }) => leafHash))
  const { id: entryId } = await record(tx, {
    subject: tx.organisationId,
    kind: 'events.received',
    actor: 'system',
    purpose: analytics.purpose,
    body: { seal: id, events: kept.length, root: root.toString('hex') },
  })
  await storeSeal(tx, { id, entryId, events: kept.length, root })
}
