import { deliveryStates, webhookStates } from '@candor/api'
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

/** Where messages go, as people set it. */
export const webhookEndpoint = pgTable(
  'webhook_endpoint',
  {
    organisationId: organisationId(),
    id: id(),
    version: integer('version').notNull(),
    /** Under the organisation's key: an address is often a secret. */
    url: bytea('url').notNull(),
    description: text('description').notNull(),
    /** Null for all. */
    kinds: text('kinds').array(),
    state: text('state', { enum: webhookStates }).notNull(),
    /** The keys that sign, under the organisation's key. */
    keys: bytea('keys').notNull(),
    publicKey: text('public_key').notNull(),
    /** The keys before these, which sign too until then. */
    oldKeys: bytea('old_keys'),
    oldKeysUntil: instant('old_keys_until'),
    removedAt: instant('removed_at'),
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
    changedAt: instant('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** How far the journal was read for an endpoint, and how it goes. */
export const webhookProgress = pgTable(
  'webhook_progress',
  {
    organisationId: organisationId(),
    endpointId: uuid('endpoint_id').notNull(),
    nextLeaf: bigint('next_leaf', { mode: 'number' }).notNull(),
    lastSuccessAt: instant('last_success_at'),
    lastFailureAt: instant('last_failure_at'),
    failingSince: instant('failing_since'),
    /** In a row. */
    failures: integer('failures').notNull().default(0),
    restingUntil: instant('resting_until'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.endpointId] })],
)

/** The outbox: one message for each entry and endpoint. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    organisationId: organisationId(),
    endpointId: uuid('endpoint_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    /** Position of the entry; null for a message that only tries the endpoint. */
    leafIndex: bigint('leaf_index', { mode: 'number' }),
    kind: text('kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    state: text('state', { enum: deliveryStates }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    dueAt: instant('due_at').defaultNow(),
    finishedAt: instant('finished_at'),
    /** The last tries, as packages/api describes them. */
    tries: jsonb('tries').notNull().default([]),
    /** First bytes of the last answer, under the organisation's key. */
    answer: bytea('answer'),
  },
  (table) => [
    // Entries sort by time, so this is the log as well.
    primaryKey({ columns: [table.organisationId, table.endpointId, table.entryId] }),
    index('webhook_delivery_due')
      .on(table.organisationId, table.endpointId, table.dueAt)
      .where(sql`state = 'waiting'`),
    index('webhook_delivery_ended')
      .on(table.organisationId, table.endpointId, table.state, table.entryId)
      .where(sql`state in ('failed', 'withheld')`),
    index('webhook_delivery_finished')
      .on(table.organisationId, table.finishedAt)
      .where(sql`finished_at is not null`),
    index('webhook_delivery_subject').on(table.organisationId, table.subjectId),
  ],
)
