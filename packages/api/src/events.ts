import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

const shortText = z.string().trim().min(1).max(100)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** 128 bits of a hash, written as a UUID is. */
const digest = z.guid()

/** Kinds of call that programs send. */
export const eventType = z.enum(['identify', 'track', 'page', 'screen', 'group', 'alias'])
export type EventType = z.infer<typeof eventType>

/** Kinds of value that a property can have; a list of words, so the browser gets it too. */
export const eventValueKinds = ['text', 'number', 'boolean', 'date', 'list', 'object', 'null'] as const
export const eventValueKind = z.enum(eventValueKinds)
export type EventValueKind = z.infer<typeof eventValueKind>

export const eventSourceKind = z.enum(['web', 'server', 'mobile'])
export type EventSourceKind = z.infer<typeof eventSourceKind>

/**
 * What is kept of visitors whom nobody knows: all without names; only if their page says that they agreed; nothing but
 * counts.
 */
export const eventVisitors = z.enum(['keep', 'consent', 'count'])
export type EventVisitors = z.infer<typeof eventVisitors>

/** An origin as browsers write it; a domain with all below it as `https://*.example.com`; `*` for every one. */
const origin = z.string().regex(/^(\*|https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?)$/, 'such as https://www.example.com')

const newSource = z.strictObject({
  name: shortText,
  kind: eventSourceKind,
  origins: z.array(origin).max(50),
  visitors: eventVisitors,
  refuses: z.boolean(),
})
export type NewEventSource = z.infer<typeof newSource>

/** A write key as it can be shown: the key itself was shown once, when it was made. */
export const eventWriteKey = z.object({
  id: uuid,
  /** Its last characters. */
  hint: z.string(),
  createdAt: instant,
  createdByName: z.string().nullable(),
  revokedAt: instant.nullable(),
})
export type EventWriteKey = z.infer<typeof eventWriteKey>

export const eventSource = newSource.extend({
  id: uuid,
  createdAt: instant,
  keys: z.array(eventWriteKey),
  /** Events of the last seven days, by what became of them. */
  week: z.object({ kept: z.number().int(), counted: z.number().int(), refused: z.number().int() }),
})
export type EventSource = z.infer<typeof eventSource>

/** One property that was declared. */
export const declaredProperty = z.strictObject({
  name: z.string().trim().min(1).max(100),
  kind: eventValueKind.exclude(['null']),
  required: z.boolean(),
})

/** What events of a name should look like. */
export const eventDeclaration = z.strictObject({
  description: z.string().trim().max(500),
  properties: z
    .array(declaredProperty)
    .max(100)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'each property once'),
  /** Whether other properties than these are violations. */
  closed: z.boolean(),
})
export type EventDeclaration = z.infer<typeof eventDeclaration>

const violation = z.object({
  property: z.string(),
  problem: z.enum(['missing', 'kind', 'undeclared']),
  found: z.union([eventValueKind, z.literal('')]),
  events: z.number().int(),
  lastAt: instant,
  lastSourceId: uuid,
})
export type EventViolation = z.infer<typeof violation>

export const eventSchema = z.object({
  type: eventType,
  name: z.string(),
  /** Kinds of value seen, by property. */
  seen: z.record(z.string(), z.array(eventValueKind)),
  declared: eventDeclaration.nullable(),
  /** Counts the changes of what was declared. */
  version: z.number().int(),
  firstSeenAt: instant.nullable(),
  /** Events of the last seven days. */
  week: z.number().int(),
  violations: z.array(violation),
})
export type EventSchema = z.infer<typeof eventSchema>

/** An event as those see it who look after tracking: what it is and has become, nothing of whom it concerns. */
export const liveEvent = z.object({
  /** null where it was not kept. */
  id: uuid.nullable(),
  sourceId: uuid,
  type: eventType,
  name: z.string(),
  occurredAt: instant,
  outcome: z.enum(['kept', 'counted', 'refused']),
  /** Whether it is a customer's. */
  known: z.boolean(),
  properties: z.record(z.string(), eventValueKind),
  violations: z.number().int(),
})
export type LiveTrackedEvent = z.infer<typeof liveEvent>

/** What the live stream `/api/events` tells under the topic `event`. */
export type LiveTracking = {
  /** The newest of them, at most 25. */
  readonly events: readonly LiveTrackedEvent[]
  /** How many there were, by what became of them. */
  readonly counts: Readonly<Record<'kept' | 'counted' | 'refused', number>>
}

/** What is hashed of an event: everything but its content, of which there is the commitment. */
export const eventPublic = z.object({
  v: z.literal(1),
  organisation: uuid,
  id: uuid,
  /** The group it was stored with, and its place there. */
  seal: uuid,
  position: z.number().int(),
  source: uuid,
  type: eventType,
  name: z.string(),
  message: digest,
  occurredAt: instant,
  receivedAt: instant,
  /** Whom it concerned when it was received. */
  customer: uuid.nullable(),
  /** Blind indexes of the device's and the person's id. */
  device: digest.nullable(),
  person: digest.nullable(),
  /** Why it may be kept, and the journal entry of the decision. */
  basis: z.enum(['granted', 'visitor', 'pseudonymous']),
  consent: uuid.nullable(),
  /** HMAC-SHA-256 under a salt of 32 bytes over the content's canonical JSON. */
  commitment: hash,
})
export type EventPublic = z.infer<typeof eventPublic>

/** One event of a customer, opened. */
export const customerEvent = z.object({
  id: uuid,
  sourceId: uuid,
  sourceName: z.string(),
  type: eventType,
  name: z.string(),
  occurredAt: instant,
  /** Whether it became the customer's after it was received. */
  stitched: z.boolean(),
  basis: eventPublic.shape.basis,
  properties: z.record(z.string(), z.unknown()),
  /** Where it happened, as the program says: a page's address, an app's name. */
  place: z.string().nullable(),
  /** The journal entry that proves the group it was stored with. */
  entryId: uuid,
})
export type CustomerEvent = z.infer<typeof customerEvent>

const proof = z.object({
  event: eventPublic,
  /** Salt (hex) and content, which the commitment is over. */
  salt: hash,
  content: z.record(z.string(), z.unknown()),
  /** Hashes from the leaf up to the root's child (RFC 6962). */
  path: z.array(hash),
  events: z.number().int(),
  /** Root of the tree over the group's events: it stands in the body of the entry. */
  root: hash,
  entryId: uuid,
})
export type EventProof = z.infer<typeof proof>

const tag = 'Tracking'

export const eventRoutes = {
  sources: defineRoute({
    id: 'listEventSources',
    method: 'GET',
    path: '/api/tracking/sources',
    access: { right: 'event.read' },
    tag,
    summary: 'Where events come from, with their write keys',
    response: z.object({
      items: z.array(eventSource),
      /** Whether customers can agree to be studied at all: the consent catalogue has the purpose and the category. */
      askable: z.boolean(),
    }),
  }),
  createSource: defineRoute({
    id: 'createEventSource',
    method: 'POST',
    path: '/api/tracking/sources',
    access: { right: 'event.manage' },
    tag,
    summary: 'Add a source, with its first write key, which is shown this once',
    body: newSource,
    response: z.object({ id: uuid, keyId: uuid, writeKey: z.string() }),
    status: 201,
  }),
  updateSource: defineRoute({
    id: 'updateEventSource',
    method: 'PUT',
    path: '/api/tracking/sources/:id',
    access: { right: 'event.manage' },
    tag,
    summary: 'Change a source',
    params: idParams,
    body: newSource,
    response: z.object({ id: uuid }),
    idempotent: true,
  }),
  createKey: defineRoute({
    id: 'createEventWriteKey',
    method: 'POST',
    path: '/api/tracking/sources/:id/keys',
    access: { right: 'event.manage' },
    tag,
    summary: 'Make another write key, which is shown this once',
    params: idParams,
    response: z.object({ keyId: uuid, writeKey: z.string() }),
    status: 201,
  }),
  revokeKey: defineRoute({
    id: 'revokeEventWriteKey',
    method: 'DELETE',
    path: '/api/tracking/keys/:id',
    access: { right: 'event.manage' },
    tag,
    summary: 'Revoke a write key for good',
    params: idParams,
    response: z.object({ done: z.literal(true) }),
  }),
  recent: defineRoute({
    id: 'listRecentEvents',
    method: 'GET',
    path: '/api/tracking/events',
    access: { right: 'event.read' },
    tag,
    summary: 'The newest events that are kept, without whom they concern',
    query: z.strictObject({ ...pageQuery, sourceId: uuid.optional() }),
    response: pageOf(liveEvent.omit({ properties: true, violations: true })),
  }),
  schemas: defineRoute({
    id: 'listEventSchemas',
    method: 'GET',
    path: '/api/tracking/schemas',
    access: { right: 'event.read' },
    tag,
    summary: 'Events by name: what was seen of their properties, what was declared, and what does not fit',
    query: z.strictObject({ ...pageQuery, search: z.string().max(100).optional() }),
    response: pageOf(eventSchema),
  }),
  declare: defineRoute({
    id: 'declareEventSchema',
    method: 'PUT',
    path: '/api/tracking/schemas',
    access: { right: 'event.manage' },
    tag,
    summary: 'Say what events of a name should look like, or take it back',
    body: z.strictObject({
      type: eventType,
      name: z.string().max(200),
      /** The version that the change is based on; 0 where nothing was declared. */
      version: z.number().int().min(0),
      declared: eventDeclaration.nullable(),
    }),
    response: z.object({ version: z.number().int() }),
  }),
  ofCustomer: defineRoute({
    id: 'listEventsOfCustomer',
    method: 'GET',
    path: '/api/customers/:id/events',
    access: { right: 'customer.read' },
    tag,
    summary: 'What a customer did on websites and in apps, as far as they agreed to its being kept',
    params: idParams,
    query: z.strictObject(pageQuery),
    response: pageOf(customerEvent),
  }),
  proof: defineRoute({
    id: 'getEventProof',
    method: 'GET',
    path: '/api/tracking/events/:id/proof',
    access: { right: 'customer.read' },
    tag,
    summary: 'What it takes to prove one event: its fields, its content, and the path to the root in the journal',
    params: idParams,
    response: proof,
  }),
} as const
