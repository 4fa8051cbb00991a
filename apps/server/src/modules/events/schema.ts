import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

/** Where events come from: a website, a server, an app. */
export const eventSource = pgTable(
  'event_source',
  {
    organisationId: organisationId(),
    id: id(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['web', 'server', 'mobile'] }).notNull(),
    /** Origins whose pages may send; `*` for every one, none for no browser at all. */
    origins: text('origins').array().notNull(),
    /** What is kept of visitors whom nobody knows: see decision 0091. */
    visitors: text('visitors', { enum: ['keep', 'consent', 'count'] }).notNull(),
    /** Whether events that do not fit their declared schema are refused; else they are taken and shown. */
    refuses: boolean('refuses').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** What lets a program send events to a source. The key itself is shown once and not stored. */
export const eventWriteKey = pgTable(
  'event_write_key',
  {
    organisationId: organisationId(),
    id: id(),
    sourceId: uuid('source_id').notNull(),
    /** SHA-256 of the key. */
    hash: bytea('hash').notNull(),
    /** Its last characters, so that people can tell keys apart. */
    hint: text('hint').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('event_write_key_hash').on(table.organisationId, table.hash),
    index('event_write_key_source').on(table.organisationId, table.sourceId),
  ],
)

/**
 * Messages of the last two days, so that none counts twice. The key begins with the day, so what is written and looked
 * up stays in one small part of the index however many events there ever were.
 */
export const eventMessage = pgTable(
  'event_message',
  {
    organisationId: organisationId(),
    day: date('day', { mode: 'string' }).notNull(),
    /** First half of SHA-256 over source and messageId. */
    message: uuid('message').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.day, table.message] })],
)

/** One event that is kept. Its content is encrypted under the key of whom it concerns. */
export const event = pgTable(
  'event',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** The group that it was sealed with, and its place in it from 0. */
    sealId: uuid('seal_id').notNull(),
    position: integer('position').notNull(),
    sourceId: uuid('source_id').notNull(),
    type: text('type', { enum: ['identify', 'track', 'page', 'screen', 'group', 'alias'] }).notNull(),
    name: text('name').notNull(),
    message: uuid('message').notNull(),
    /** When it happened, by our clock. */
    occurredAt: instant('occurred_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Whom it concerns; null while nobody knows. */
    customerId: uuid('customer_id'),
    /** Whether that became known after it was received. */
    stitched: boolean('stitched').notNull().default(false),
    /** Blind indexes of the device's and the person's id in the program that sent it. */
    device: uuid('device'),
    person: uuid('person'),
    /** Why it may be kept. */
    basis: text('basis', { enum: ['granted', 'visitor', 'pseudonymous'] }).notNull(),
    /** The journal entry of the customer's decision that it is kept by. */
    consentEntryId: uuid('consent_entry_id'),
    /** Salt and canonical JSON, under the customer's key, or the organisation's while there is no customer. */
    body: bytea('body').notNull(),
    leafHash: bytea('leaf_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('event_of_seal').on(table.organisationId, table.sealId, table.position),
    index('event_of_customer')
      .on(table.organisationId, table.customerId, table.occurredAt, table.id)
      .where(sql`customer_id is not null`),
    index('event_of_device')
      .on(table.organisationId, table.device)
      .where(sql`customer_id is null and device is not null`),
    index('event_of_person')
      .on(table.organisationId, table.person)
      .where(sql`customer_id is null and person is not null`),
  ],
)

/** A group of events that were stored together, and the journal entry that proves them. */
export const eventSeal = pgTable(
  'event_seal',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    entryId: uuid('entry_id').notNull(),
    events: integer('events').notNull(),
    /** Root of the tree over the events' leaf hashes (RFC 6962). */
    root: bytea('root').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** Which customer a device, or a person of a program that sends events, is. */
export const eventIdentity = pgTable(
  'event_identity',
  {
    organisationId: organisationId(),
    kind: text('kind', { enum: ['device', 'person'] }).notNull(),
    /** Blind index of the id. */
    key: uuid('key').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** The journal entry that recorded it. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.kind, table.key, table.customerId] }),
    index('event_identity_customer').on(table.organisationId, table.customerId),
  ],
)

/** How many events of a name there were on a day (UTC), by what became of them. */
export const eventCount = pgTable(
  'event_count',
  {
    organisationId: organisationId(),
    day: date('day', { mode: 'string' }).notNull(),
    sourceId: uuid('source_id').notNull(),
    type: text('type').notNull(),
    name: text('name').notNull(),
    outcome: text('outcome', { enum: ['kept', 'counted', 'refused'] }).notNull(),
    events: bigint('events', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organisationId, table.day, table.sourceId, table.type, table.name, table.outcome],
    }),
  ],
)

/** What is known of events of a name: what was seen of their properties, and what was declared. */
export const eventSchema = pgTable(
  'event_schema',
  {
    organisationId: organisationId(),
    type: text('type').notNull(),
    name: text('name').notNull(),
    /** Kinds of value seen, by property. */
    seen: jsonb('seen').notNull(),
    /** What the properties should be; null where nobody said. */
    declared: jsonb('declared'),
    version: integer('version').notNull().default(0),
    firstSeenAt: instant('first_seen_at'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.type, table.name] })],
)

/** How often a declared schema was not kept to, by property and problem. */
export const eventViolation = pgTable(
  'event_violation',
  {
    organisationId: organisationId(),
    type: text('type').notNull(),
    name: text('name').notNull(),
    property: text('property').notNull(),
    problem: text('problem', { enum: ['missing', 'kind', 'undeclared'] }).notNull(),
    /** Kind of value that came instead; empty where none came. */
    found: text('found').notNull(),
    events: bigint('events', { mode: 'number' }).notNull(),
    lastAt: instant('last_at').notNull(),
    lastSourceId: uuid('last_source_id').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organisationId, table.type, table.name, table.property, table.problem, table.found],
    }),
  ],
)

/** What seals a group is never changed. */
export const appendOnlyTables = ['event_seal'] as const
