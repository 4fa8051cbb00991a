import { sql } from 'drizzle-orm'
import {
  doublePrecision,
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

/** Two customers who may be the same, as a comparison of all found them. Says how alike they are, never what they are called. */
export const duplicatePair = pgTable(
  'duplicate_pair',
  {
    organisationId: organisationId(),
    /** The one with the lower id. */
    firstId: uuid('first_id').notNull(),
    secondId: uuid('second_id').notNull(),
    probability: doublePrecision('probability').notNull(),
    /** Evidence in bits. */
    weight: doublePrecision('weight').notNull(),
    /** By compared field how alike the two are and what that weighs: `[{ column, level, bits, rarity }]`. */
    evidence: jsonb('evidence').notNull(),
    state: text('state', { enum: ['open', 'dismissed', 'merged'] })
      .notNull()
      .default('open'),
    /** The comparison that found it last. */
    scanId: uuid('scan_id').notNull(),
    /** Who decided and when, and the journal entry that says so. */
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    entryId: uuid('entry_id'),
    foundAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.firstId, table.secondId] }),
    index('duplicate_pair_queue')
      .on(table.organisationId, table.probability, table.firstId, table.secondId)
      .where(sql`state = 'open'`),
    index('duplicate_pair_second').on(table.organisationId, table.secondId),
    index('duplicate_pair_decided').on(table.organisationId, table.scanId, table.state),
  ],
)

/** A comparison of all customers with each other. */
export const duplicateScan = pgTable(
  'duplicate_scan',
  {
    organisationId: organisationId(),
    /** Also the id of its job. */
    id: id(),
    state: text('state', { enum: ['running', 'completed', 'cancelled', 'failed'] })
      .notNull()
      .default('running'),
    customers: integer('customers').notNull().default(0),
    /** Pairs that were compared, and those that were kept for people to look at. */
    compared: doublePrecision('compared').notNull().default(0),
    pairs: integer('pairs').notNull().default(0),
    /** Pairs that were found beyond the most that are kept. */
    leftOut: integer('left_out').notNull().default(0),
    error: text('error'),
    startedBy: text('started_by').notNull(),
    startedAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('duplicate_scan_running')
      .on(table.organisationId)
      .where(sql`state = 'running'`),
    index('duplicate_scan_newest').on(table.organisationId, table.startedAt),
  ],
)

/** What the newest comparison learnt: weights of the levels of likeness, by field. */
export const duplicateModel = pgTable(
  'duplicate_model',
  {
    organisationId: organisationId(),
    model: jsonb('model').notNull(),
    scanId: uuid('scan_id').notNull(),
    learntAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

/** One customer merged into another. It ends nothing: undone, both are as they were, with what came since. */
export const customerMerge = pgTable(
  'customer_merge',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    keptId: uuid('kept_id').notNull(),
    otherId: uuid('other_id').notNull(),
    /** What undoing needs: profiles before and after, and what other modules gave; under the kept customer's key. */
    memento: bytea('memento').notNull(),
    /** The journal entry of the kept customer that says so. */
    entryId: uuid('entry_id').notNull(),
    /** The merging of many that it was part of, if it was. */
    bulkId: uuid('bulk_id'),
    mergedBy: text('merged_by').notNull(),
    mergedAt: createdAt(),
    undoneBy: text('undone_by'),
    undoneAt: instant('undone_at'),
    undoneEntryId: uuid('undone_entry_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('customer_merge_kept').on(table.organisationId, table.keptId, table.id),
    uniqueIndex('customer_merge_standing')
      .on(table.organisationId, table.otherId)
      .where(sql`undone_at is null`),
    index('customer_merge_other').on(table.organisationId, table.otherId, table.id),
  ],
)

/** Merging of all pairs from a score on. */
export const duplicateBulk = pgTable(
  'duplicate_bulk',
  {
    organisationId: organisationId(),
    /** Also the id of its job. */
    id: id(),
    minimum: doublePrecision('minimum').notNull(),
    state: text('state', { enum: ['running', 'completed', 'cancelled', 'failed'] })
      .notNull()
      .default('running'),
    merged: integer('merged').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    startedBy: text('started_by').notNull(),
    startedAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('duplicate_bulk_running')
      .on(table.organisationId)
      .where(sql`state = 'running'`),
    index('duplicate_bulk_newest').on(table.organisationId, table.startedAt),
  ],
)

/** What became of each pair. */
export const duplicateBulkRow = pgTable(
  'duplicate_bulk_row',
  {
    organisationId: organisationId(),
    bulkId: uuid('bulk_id').notNull(),
    row: integer('row').notNull(),
    firstId: uuid('first_id').notNull(),
    secondId: uuid('second_id').notNull(),
    probability: doublePrecision('probability').notNull(),
    outcome: text('outcome', { enum: ['merged', 'same-already', 'refused'] }).notNull(),
    /** The merge, or why there was none. */
    mergeId: uuid('merge_id'),
    reason: text('reason'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.bulkId, table.row] }),
    uniqueIndex('duplicate_bulk_row_pair').on(table.organisationId, table.bulkId, table.firstId, table.secondId),
  ],
)
