import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant, organisationId } from '../../platform/db/columns.ts'

const count = (name: string) => integer(name).notNull().default(0)
/** Whole milliseconds, so that a cursor can name it exactly. */
const exactTime = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** A file of customers that was handed over, and what became of it. */
export const customerImport = pgTable(
  'customer_import',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    fileName: text('file_name').notNull(),
    fileSize: bigint('file_size', { mode: 'number' }).notNull(),
    /** SHA-256 of the file as uploaded, lower case hex. */
    fileHash: text('file_hash').notNull(),
    /** How the file is read: format, encoding, delimiter, columns. */
    layout: jsonb('layout').notNull(),
    /** What fills what, and how; null until started. */
    options: jsonb('options'),
    state: text('state').notNull(),
    phase: text('phase').notNull(),
    isTrial: boolean('is_trial').notNull().default(false),
    /** As in the journal: `staff:<id>` or `system`. */
    createdBy: text('created_by').notNull(),
    createdAt: exactTime('created_at').notNull().defaultNow(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    rowsTotal: integer('rows_total'),
    rowsDone: count('rows_done'),
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    failed: count('failed'),
    withWarnings: count('with_warnings'),
    /** Rows by reason. */
    reasons: jsonb('reasons').notNull().default({}),
    /** What was found by reading the whole file: how often each column is filled, sums, orders of dates. */
    source: jsonb('source'),
    customersBefore: integer('customers_before'),
    /** Row up to which the import was verified, or down to which it was undone. */
    place: count('place'),
    /** What was counted so far while verifying or undoing. */
    tally: jsonb('tally'),
    report: jsonb('report'),
    /** The journal entry that holds the report. */
    entryId: uuid('entry_id'),
    /** Attempts that failed since something was last achieved. */
    failures: count('failures'),
    error: jsonb('error'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('customer_import_by_created').on(table.organisationId, table.createdAt, table.id),
    index('customer_import_open')
      .on(table.organisationId, table.state)
      .where(sql`state not in ('completed', 'failed', 'cancelled', 'undone')`),
  ],
)

/** A row of the file and what became of it. */
export const customerImportRow = pgTable(
  'customer_import_row',
  {
    organisationId: organisationId(),
    importId: uuid('import_id').notNull(),
    /** 1 for the first row below the header. */
    row: integer('row').notNull(),
    outcome: text('outcome', { enum: ['created', 'updated', 'unchanged', 'skipped', 'failed'] }).notNull(),
    reason: text('reason'),
    /** The column that the reason speaks of. */
    column: text('column_name'),
    /** What was odd about the row although it was taken. */
    warnings: jsonb('warnings'),
    customerId: uuid('customer_id'),
    /** Version of the customer after the row. */
    version: integer('version'),
    /** All cells as in the file, under the customer's key; under the organisation's where there is no customer. */
    cells: bytea('cells').notNull(),
    /** The profile before the row changed it, under the customer's key. */
    before: bytea('before'),
    /** What undoing the import did to it. */
    undone: text('undone', { enum: ['removed', 'restored', 'kept'] }),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.importId, table.row] }),
    index('customer_import_row_by_outcome').on(table.organisationId, table.importId, table.outcome, table.row),
    index('customer_import_row_by_reason')
      .on(table.organisationId, table.importId, table.reason, table.row)
      .where(sql`reason is not null`),
    index('customer_import_row_of_customer')
      .on(table.organisationId, table.customerId)
      .where(sql`customer_id is not null`),
  ],
)

/** Cells that a person corrected before the import, under the organisation's key. */
export const customerImportFix = pgTable(
  'customer_import_fix',
  {
    organisationId: organisationId(),
    importId: uuid('import_id').notNull(),
    row: integer('row').notNull(),
    cells: bytea('cells').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.importId, table.row] })],
)

/** Options that were used for files with the same columns, to be offered again. */
export const customerImportMapping = pgTable(
  'customer_import_mapping',
  {
    organisationId: organisationId(),
    /** SHA-256 over the names of the columns. */
    signature: text('signature').notNull(),
    /** The file that they were used for first, until a person names them. */
    name: text('name').notNull(),
    options: jsonb('options').notNull(),
    usedAt: exactTime('used_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.signature] })],
)

/** Customers that were collected to be taken out, and how far that is. */
export const dataExport = pgTable(
  'data_export',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    state: text('state', { enum: ['running', 'cancelling', 'cancelled', 'completed', 'failed'] }).notNull(),
    purpose: jsonb('purpose').notNull(),
    country: text('country'),
    createdBy: text('created_by').notNull(),
    createdAt: exactTime('created_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
    expiresAt: instant('expires_at').notNull(),
    /** The customer to go on from. */
    after: uuid('after'),
    parts: count('parts'),
    seen: count('seen'),
    exported: count('exported'),
    withoutConsent: count('without_consent'),
    failures: count('failures'),
    error: jsonb('error'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('data_export_by_created').on(table.organisationId, table.createdAt, table.id),
    index('data_export_expiry').on(table.organisationId, table.expiresAt),
  ],
)

/** A stretch of what an export took, as JSON under the organisation's key. */
export const dataExportPart = pgTable(
  'data_export_part',
  {
    organisationId: organisationId(),
    exportId: uuid('export_id').notNull(),
    part: integer('part').notNull(),
    content: bytea('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.exportId, table.part] })],
)
