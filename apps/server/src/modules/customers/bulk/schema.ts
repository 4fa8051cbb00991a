import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant, organisationId } from '../../../platform/db/columns.ts'

/** One thing that was asked to be done with many customers, and how far it is. */
export const customerBulk = pgTable(
  'customer_bulk',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** What is done: as the API describes it. */
    action: jsonb('action').notNull(),
    /** With whom: chosen customers, or all that a list has, as JSON; encrypted, because a search can be a name. */
    target: bytea('target').notNull(),
    /** How many were chosen; null for all that a list has. */
    total: integer('total'),
    state: text('state', { enum: ['running', 'cancelling', 'cancelled', 'completed', 'failed'] }).notNull(),
    createdBy: uuid('created_by').notNull(),
    /** Whole milliseconds, so that a cursor can name it exactly. */
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow(),
    finishedAt: instant('finished_at'),
    /** Customers dealt with, by outcome. */
    changed: integer('changed').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    skipped: integer('skipped').notNull().default(0),
    /** The one that this one takes back. */
    undoes: uuid('undoes'),
    /** The one that takes this one back. */
    undoneBy: uuid('undone_by'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('customer_bulk_by_created').on(table.organisationId, table.createdAt, table.id),
  ],
)

/** What became of one customer; with what was there before, so that it can be taken back. */
export const customerBulkRow = pgTable(
  'customer_bulk_row',
  {
    organisationId: organisationId(),
    bulkId: uuid('bulk_id').notNull(),
    /** 1 for the first. */
    row: integer('row').notNull(),
    customerId: uuid('customer_id').notNull(),
    outcome: text('outcome', { enum: ['changed', 'unchanged', 'skipped'] }).notNull(),
    /** Why it was left as it is. */
    reason: text('reason'),
    before: jsonb('before'),
    after: jsonb('after'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.bulkId, table.row] })],
)

/** A file of customers that somebody may load down for a day. The file itself is never stored. */
export const customerExport = pgTable(
  'customer_export',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** With whom, which columns, under which consent: as JSON; encrypted, because a search can be a name. */
    request: bytea('request').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)
