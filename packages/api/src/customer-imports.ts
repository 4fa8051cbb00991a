import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { customValues, fieldKey } from './custom-fields.ts'
import { customerProfile } from './customers.ts'
import { importEncoding } from './imports.ts'
import { defineRoute } from './route.ts'

/** What a column of a file of customers can fill; a column that fills nothing is kept with its row. */
export const customerImportFields = [
  /** The id that Candor itself gave, as its exports write it: it finds the customer before anything else does. */
  'customerId',
  'reference',
  'name',
  'givenName',
  'middleName',
  'familyName',
  'company',
  'email',
  'phone',
  'address',
  'district',
  'city',
  'region',
  'postalCode',
  'country',
  'language',
] as const
export const customerImportField = z.enum(customerImportFields)
export type CustomerImportField = z.infer<typeof customerImportField>

/** A field of the company’s own, by its key. */
const ownField = z.templateLiteral(['custom:', fieldKey])
export type OwnImportField = `custom:${string}`

/** Which field each column fills. Several columns can fill e-mail, phone and address: the first that is filled is the primary one. */
export const customerMapping = z.record(z.string().max(200), z.union([customerImportField, ownField]))
export type CustomerMapping = z.infer<typeof customerMapping>

/** What is done with rows whose customer is there already, and with those whose customer is not. */
export const customerImportMode = z.enum(['create', 'create-or-update', 'update'])
/** By what a row finds its customer. */
export const customerImportKey = z.enum(['reference', 'email', 'phone'])
export const customerDateOrder = z.enum(['YMD', 'DMY', 'MDY'])

export const customerImportOptions = z.strictObject({
  mapping: customerMapping,
  mode: customerImportMode,
  key: customerImportKey,
  /** Where phone numbers without a country code are dialled and how dates are written there; ISO 3166-1 alpha-2. */
  region: z.string().regex(/^[A-Z]{2}$/),
  /** What follows is found out from the file unless given. */
  encoding: importEncoding.optional(),
  hasHeader: z.boolean().optional(),
  sheet: z.string().max(200).optional(),
})
export type CustomerImportOptions = z.infer<typeof customerImportOptions>

export const customerImportState = z.enum([
  'uploaded',
  'running',
  'pausing',
  'paused',
  'cancelling',
  'cancelled',
  'completed',
  'failed',
  'undoing',
  'undone',
])
export type CustomerImportState = z.infer<typeof customerImportState>

export const customerRowOutcome = z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed'])
export type CustomerRowOutcome = z.infer<typeof customerRowOutcome>

/** Why a row was not taken; the same code in the report, the API and the translations. */
export const customerRowReason = z.enum([
  'NO_NAME',
  'NO_KEY',
  'BAD_CHARACTER',
  'FIELD_TOO_LONG',
  'CELL_TOO_LARGE',
  'WRONG_COLUMN_COUNT',
  'AMBIGUOUS_KEY',
  'ALREADY_THERE',
  'NOT_THERE',
])
export type CustomerRowReason = z.infer<typeof customerRowReason>

/** What was odd about a cell although the row was taken; the cell is kept as it was written. */
export const customerRowWarning = z.object({
  column: z.string(),
  code: z.enum(['BAD_EMAIL', 'BAD_PHONE', 'UNUSUAL_PHONE', 'BAD_DATE', 'BAD_POSTAL_CODE', 'BAD_VALUE']),
})
export type CustomerRowWarning = z.infer<typeof customerRowWarning>

export const rowUndone = z.enum(['removed', 'restored', 'kept'])

const count = z.number().int()

export const customerImportSummary = z.object({
  id: uuid,
  fileName: z.string(),
  fileSize: count,
  /** SHA-256 of the file as uploaded. */
  fileHash: z.string(),
  format: z.enum(['delimited', 'xlsx', 'vcard', 'json']),
  state: customerImportState,
  phase: z.enum(['reading', 'writing', 'verifying', 'done']),
  /** Whether the last run changed nothing and only says what would happen. */
  isTrial: z.boolean(),
  columns: z.array(z.string()),
  options: customerImportOptions.nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  createdBy: z.string(),
  /** Null until the whole file has been read. */
  rowsTotal: count.nullable(),
  rowsDone: count,
  created: count,
  updated: count,
  unchanged: count,
  skipped: count,
  failed: count,
  /** Rows that were taken although something about them is odd. */
  withWarnings: count,
  reasons: z.array(z.object({ reason: customerRowReason, rows: count })),
  /** Rows taken back by the undoing of the import, by what became of them. */
  undone: z.object({ removed: count, restored: count, kept: count }).nullable(),
  rowsPerSecond: z.number().nullable(),
  /** The journal entry that holds the migration report. */
  entryId: uuid.nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type CustomerImportSummary = z.infer<typeof customerImportSummary>

export const customerImportRow = z.object({
  row: count,
  /** Null before it was tried. */
  outcome: customerRowOutcome.nullable(),
  reason: customerRowReason.nullable(),
  message: z.string().nullable(),
  warnings: z.array(customerRowWarning),
  customerId: uuid.nullable(),
  undone: rowUndone.nullable(),
  cells: z.array(z.string()),
})
export type CustomerImportRow = z.infer<typeof customerImportRow>

export const customerImportPreview = z.object({
  id: uuid,
  format: z.enum(['delimited', 'xlsx', 'vcard', 'json']),
  encoding: z.string(),
  delimiter: z.string(),
  hasHeader: z.boolean(),
  sheets: z.array(z.string()),
  columns: z.array(z.string()),
  /** Program whose export the columns look like. */
  system: z.enum(['salesforce', 'hubspot', 'zoho', 'atomic-crm', 'vcard', 'candor']).nullable(),
  /** Whether the mapping is one that was used for such a file before. */
  isRemembered: z.boolean(),
  /** The options as given, and guessed where they were not. */
  options: customerImportOptions,
  /** Columns that hold dates, and the order in which each is written. */
  dates: z.array(z.object({ column: z.string(), order: customerDateOrder })),
  /** The first rows: as they are written, as they would be kept, and what is wrong. */
  rows: z.array(
    customerImportRow.omit({ undone: true, outcome: true, customerId: true }).extend({
      reference: z.string().nullable(),
      profile: customerProfile.partial(),
      /** What the row would fill into the company’s own fields. */
      custom: customValues,
    }),
  ),
})
export type CustomerImportPreview = z.infer<typeof customerImportPreview>

/** One column before and after: how often it was filled, and the sum where it holds numbers. */
const columnFigures = z.object({ column: z.string(), filled: count, sum: z.string().nullable() })

/** What was in the file and what is in the system now, counted and summed separately, for comparing the two. */
export const migrationReport = z.object({
  importId: uuid,
  file: z.object({ name: z.string(), size: count, sha256: z.string(), rows: count, columns: z.array(columnFigures) }),
  stored: z.object({ rows: count, columns: z.array(columnFigures) }),
  customers: z.object({ before: count, after: count }),
  outcomes: z.object({ created: count, updated: count, unchanged: count, skipped: count, failed: count }),
  /** SHA-256 over every customer as the file makes it, and as it is read back from the database. */
  checksum: z.object({ expected: z.string(), found: z.string(), compared: count, changedSince: count }),
  matches: z.boolean(),
})
export type MigrationReport = z.infer<typeof migrationReport>

const tag = 'Customer imports'
/** A request that makes an import go on in another way. */
const change = <const Path extends `/${string}`>(id: string, path: Path, summary: string) =>
  defineRoute({
    id,
    method: 'POST',
    path,
    access: { right: 'import.run' },
    tag,
    summary,
    params: idParams,
    body: z.strictObject({}),
    response: customerImportSummary,
    status: 202,
  })

export const customerImportRoutes = {
  list: defineRoute({
    id: 'listCustomerImports',
    method: 'GET',
    path: '/api/customer-imports',
    access: { right: 'import.read' },
    tag,
    summary: 'Imports of customers, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(customerImportSummary),
  }),
  get: defineRoute({
    id: 'getCustomerImport',
    method: 'GET',
    path: '/api/customer-imports/:id',
    access: { right: 'import.read' },
    tag,
    summary: 'State, progress and totals of an import of customers',
    params: idParams,
    response: customerImportSummary,
  }),
  preview: defineRoute({
    id: 'previewCustomerImport',
    method: 'POST',
    path: '/api/customer-imports/:id/preview',
    access: { right: 'import.run' },
    tag,
    summary: 'Columns, guessed mapping and the first rows as they would be kept',
    params: idParams,
    body: z.strictObject({ options: customerImportOptions.partial().optional() }),
    response: customerImportPreview,
  }),
  start: defineRoute({
    id: 'startCustomerImport',
    method: 'POST',
    path: '/api/customer-imports/:id/start',
    access: { right: 'import.run' },
    tag,
    summary: 'Run the import in the background; as a trial it changes nothing and says what would happen to each row',
    params: idParams,
    body: z.strictObject({ options: customerImportOptions, isTrial: z.boolean().default(false) }),
    response: customerImportSummary,
    status: 202,
  }),
  pause: change('pauseCustomerImport', '/api/customer-imports/:id/pause', 'Rest after the batch under way'),
  resume: change('resumeCustomerImport', '/api/customer-imports/:id/resume', 'Go on where it rested'),
  cancel: change(
    'cancelCustomerImport',
    '/api/customer-imports/:id/cancel',
    'Stop for good; what was imported stays and is reported',
  ),
  undo: change(
    'undoCustomerImport',
    '/api/customer-imports/:id/undo',
    'Take back what the import made or changed, but for what people changed since',
  ),
  rows: defineRoute({
    id: 'listCustomerImportRows',
    method: 'GET',
    path: '/api/customer-imports/:id/rows',
    access: { right: 'import.read' },
    tag,
    summary: 'What became of each row',
    params: idParams,
    query: z.strictObject({
      ...pageQuery,
      outcome: customerRowOutcome.optional(),
      reason: customerRowReason.optional(),
    }),
    response: pageOf(customerImportRow),
  }),
  fixRow: defineRoute({
    id: 'fixCustomerImportRow',
    method: 'PUT',
    path: '/api/customer-imports/:id/rows/:row',
    access: { right: 'import.run' },
    tag,
    summary: 'Correct cells of a row; after the import a failed or skipped row is imported at once',
    params: z.strictObject({ id: uuid, row: z.coerce.number().int().min(1) }),
    body: z.strictObject({ cells: z.record(z.string().max(200), z.string().max(100_000)) }),
    response: customerImportRow,
  }),
  report: defineRoute({
    id: 'customerMigrationReport',
    method: 'GET',
    path: '/api/customer-imports/:id/migration-report',
    access: { right: 'import.read' },
    tag,
    summary: 'Counts, sums and checksums of the file and of what is stored; the journal entry named with it seals them',
    params: idParams,
    response: z.object({ report: migrationReport, entryId: uuid }),
  }),
} as const
