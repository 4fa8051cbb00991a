import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, organisationId } from '../../platform/db/columns.ts'

/** A file that was handed over, and what became of it. The file itself is deleted as soon as its rows are stored. */
export const importRun = pgTable(
  'import_run',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    fileName: text('file_name').notNull(),
    fileSize: bigint('file_size', { mode: 'number' }).notNull(),
    /** SHA-256 of the file as uploaded, lower case hex. */
    fileHash: text('file_hash').notNull(),
    /** What was found out about the file: compression, encoding, delimiter, columns. */
    layout: jsonb('layout').notNull(),
    /** How to read it; null until started. */
    options: jsonb('options'),
    state: text('state', {
      enum: ['uploaded', 'running', 'cancelling', 'cancelled', 'completed', 'failed'],
    }).notNull(),
    phase: text('phase', { enum: ['reading', 'orders', 'points', 'done'] }).notNull(),
    /** As in the journal: `staff:<id>` or `system`. */
    createdBy: text('created_by').notNull(),
    /** Whole milliseconds, so that a cursor can name it exactly. */
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow(),
    startedAt: instant('started_at'),
    /** When the last row was dealt with; the rate counts up to here. */
    readyAt: instant('ready_at'),
    finishedAt: instant('finished_at'),
    rowsRead: integer('rows_read').notNull().default(0),
    rowsTotal: integer('rows_total'),
    rowsAccepted: integer('rows_accepted').notNull().default(0),
    rowsUnchanged: integer('rows_unchanged').notNull().default(0),
    rowsRejected: integer('rows_rejected').notNull().default(0),
    /** Rows by reason. */
    reasons: jsonb('reasons').notNull().default({}),
    documents: integer('documents'),
    documentsDone: integer('documents_done').notNull().default(0),
    ordersCreated: integer('orders_created').notNull().default(0),
    customersCreated: integer('customers_created').notNull().default(0),
    /** Minor units over accepted rows. */
    acceptedTotal: bigint('accepted_total', { mode: 'bigint' })
      .notNull()
      .default(sql`0`),
    purchasesCreated: integer('purchases_created').notNull().default(0),
    /** Purchases of the import at merchants that give points, and how many of them have theirs. */
    pointsTotal: integer('points_total').notNull().default(0),
    pointsDone: integer('points_done').notNull().default(0),
    /** Attempts that failed since something was last achieved. */
    failures: integer('failures').notNull().default(0),
    error: jsonb('error'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('import_run_by_created').on(table.organisationId, table.createdAt, table.id),
    index('import_run_open')
      .on(table.organisationId, table.state)
      .where(sql`state in ('uploaded', 'running', 'cancelling')`),
  ],
)

/** A row of the file: only the columns that the import uses are kept. */
export const importRow = pgTable(
  'import_row',
  {
    organisationId: organisationId(),
    importId: uuid('import_id').notNull(),
    /** 1 for the first row below the header. */
    row: integer('row').notNull(),
    /** The order that the row belongs to; null where that could not be read. */
    document: text('document'),
    /** Null: accepted once its document is, and waiting until then. */
    outcome: text('outcome', { enum: ['unchanged', 'rejected', 'conflict'] }),
    reason: text('reason'),
    values: text('values').array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.importId, table.row] }),
    index('import_row_of_document')
      .on(table.organisationId, table.importId, table.document, table.row)
      .where(sql`outcome is null`),
    index('import_row_report')
      .on(table.organisationId, table.importId, table.row)
      .where(sql`outcome is not null`),
    index('import_row_by_outcome')
      .on(table.organisationId, table.importId, table.outcome, table.row)
      .where(sql`outcome is not null`),
    index('import_row_by_reason')
      .on(table.organisationId, table.importId, table.reason, table.row)
      .where(sql`reason is not null`),
  ],
)

/** All rows with one order number: dealt with as one, in the order in which they first appear. */
export const importDocument = pgTable(
  'import_document',
  {
    organisationId: organisationId(),
    importId: uuid('import_id').notNull(),
    position: integer('position').notNull(),
    document: text('document').notNull(),
    /** Null: still to be done. */
    outcome: text('outcome', { enum: ['accepted', 'unchanged', 'conflict', 'rejected'] }),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.importId, table.position] }),
    uniqueIndex('import_document_name').on(table.organisationId, table.importId, table.document),
  ],
)
