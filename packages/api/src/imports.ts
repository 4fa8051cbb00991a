import { encodings } from '@candor/tabular/encodings'
import { z } from 'zod'
import { currency, idParams, instant, minorUnits, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

/** The fields that a row of an orders file can fill. */
export const importField = z.enum([
  'orderNumber',
  'productCode',
  'description',
  'quantity',
  'placedAt',
  'unitPrice',
  'customerReference',
  'country',
  'merchant',
])
export type ImportField = z.infer<typeof importField>
export const requiredImportFields = [
  'orderNumber',
  'productCode',
  'quantity',
  'placedAt',
  'unitPrice',
  'customerReference',
] as const satisfies readonly ImportField[]

/** Which column (by its header) fills which field. */
export const importMapping = z.partialRecord(importField, z.string().max(200))
export type ImportMapping = z.infer<typeof importMapping>

/** How a row finds its merchant: by its own column, by product family, or all to one merchant. */
export const merchantChoice = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('column') }),
  z.strictObject({ by: z.literal('productFamily') }),
  z.strictObject({ by: z.literal('fixed'), merchantId: uuid }),
])

/** Encodings that can be read. */
export const importEncodings = encodings
export const importEncoding = z.enum(encodings)
export type ImportEncoding = z.infer<typeof importEncoding>

/** In which order dates such as 03/04/2011 are written; with `ymd` only dates that begin with the year are read. */
export const dateOrder = z.enum(['ymd', 'dmy', 'mdy'])
/** The sign before the decimals in the file's numbers. */
export const decimalSign = z.enum(['.', ','])
/** Letters before the digits of an order number that make it a cancellation, or no order at all; empty for none. */
export const numberPrefixes = z.strictObject({ cancellation: z.string().max(8), adjustment: z.string().max(8) })

export const importOptions = z.strictObject({
  mapping: importMapping,
  merchant: merchantChoice,
  currency,
  /** IANA zone in which the file writes its times, e.g. Europe/London. */
  timeZone: z.string().max(64),
  /** What follows is found out from the file unless given. */
  encoding: importEncoding.optional(),
  dateOrder: dateOrder.optional(),
  decimalSign: decimalSign.optional(),
  numberPrefixes: numberPrefixes.optional(),
})
export type ImportOptions = z.infer<typeof importOptions>

export const importState = z.enum(['uploaded', 'running', 'cancelling', 'cancelled', 'completed', 'failed'])

/** What became of a row; `pending` until its turn has come, and for good where the import was cancelled before. */
export const rowOutcome = z.enum(['accepted', 'unchanged', 'rejected', 'conflict', 'pending'])
export type RowOutcome = z.infer<typeof rowOutcome>

/** Why a row was refused; the same code in the report, the API and the translations. */
export const rowReason = z.enum([
  'MISSING_CUSTOMER',
  'MISSING_FIELD',
  'BAD_NUMBER',
  'BAD_DATE',
  'ZERO_QUANTITY',
  'ZERO_PRICE',
  'NEGATIVE_PRICE',
  'NEGATIVE_QUANTITY',
  'POSITIVE_CANCELLATION',
  'PRICE_TOO_FINE',
  'AMOUNT_TOO_LARGE',
  'FIELD_TOO_LONG',
  'BAD_CHARACTER',
  'WRONG_COLUMN_COUNT',
  'UNKNOWN_MERCHANT',
  'CUSTOMER_DIFFERS',
  'NOT_AN_ORDER',
  'ORDER_DIFFERS',
  'ORDER_TOO_LARGE',
])
export type RowReason = z.infer<typeof rowReason>

export const importSummary = z.object({
  id: uuid,
  fileName: z.string(),
  fileSize: z.number().int(),
  /** SHA-256 of the file as uploaded. */
  fileHash: z.string(),
  state: importState,
  phase: z.enum(['reading', 'orders', 'points', 'done']),
  /** Names of the columns that are kept, in the order of `values` in the row report. */
  columns: z.array(z.string()),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  createdBy: z.string(),
  /** Null until the whole file has been read. */
  rowsTotal: z.number().int().nullable(),
  rowsRead: z.number().int(),
  rowsAccepted: z.number().int(),
  rowsUnchanged: z.number().int(),
  /** Rows refused by themselves or because their order conflicts with another. */
  rowsRejected: z.number().int(),
  reasons: z.array(z.object({ reason: rowReason, rows: z.number().int() })),
  ordersCreated: z.number().int(),
  customersCreated: z.number().int(),
  /** Sum of quantity × unit price over accepted rows, exact. */
  acceptedTotal: minorUnits,
  currency: currency.nullable(),
  /** Purchases of this import whose points the contract has computed, and all that will get any. */
  pointsDone: z.number().int(),
  pointsTotal: z.number().int(),
  rowsPerSecond: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type ImportSummary = z.infer<typeof importSummary>

export const importPreview = z.object({
  id: uuid,
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  /** Best guess; the person can change it before the import starts. */
  mapping: importMapping,
  missing: z.array(importField),
  /** First rows, as in the file, with what would become of each under the guessed mapping. */
  rows: z.array(
    z.object({
      row: z.number().int(),
      values: z.array(z.string()),
      outcome: rowOutcome,
      reason: rowReason.nullable(),
      message: z.string().nullable(),
    }),
  ),
  suggested: z.object({
    currency,
    timeZone: z.string(),
    merchant: merchantChoice,
    dateOrder,
    decimalSign,
    numberPrefixes,
  }),
})
export type ImportPreview = z.infer<typeof importPreview>

const tag = 'Imports'

export const importRoutes = {
  list: defineRoute({
    id: 'listImports',
    method: 'GET',
    path: '/api/imports',
    access: { right: 'import.read' },
    tag,
    summary: 'Imports, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(importSummary),
  }),
  get: defineRoute({
    id: 'getImport',
    method: 'GET',
    path: '/api/imports/:id',
    access: { right: 'import.read' },
    tag,
    summary: 'State, progress and totals of an import',
    params: idParams,
    response: importSummary,
  }),
  preview: defineRoute({
    id: 'previewImport',
    method: 'POST',
    path: '/api/imports/:id/preview',
    access: { right: 'import.run' },
    tag,
    summary: 'Columns, guessed mapping and the first rows; with options: what they would do',
    params: idParams,
    body: z.strictObject({ options: importOptions.optional() }),
    response: importPreview,
  }),
  start: defineRoute({
    id: 'startImport',
    method: 'POST',
    path: '/api/imports/:id/start',
    access: { right: 'import.run' },
    tag,
    summary: 'Run the import in the background',
    params: idParams,
    body: importOptions,
    response: importSummary,
    status: 202,
  }),
  cancel: defineRoute({
    id: 'cancelImport',
    method: 'POST',
    path: '/api/imports/:id/cancel',
    access: { right: 'import.run' },
    tag,
    summary: 'Stop after the batch under way; what was imported stays and is reported',
    params: idParams,
    body: z.strictObject({}),
    response: importSummary,
    status: 202,
  }),
  rows: defineRoute({
    id: 'listImportRows',
    method: 'GET',
    path: '/api/imports/:id/rows',
    access: { right: 'import.read' },
    tag,
    summary: 'Row report: what became of each row that was not simply accepted',
    params: idParams,
    query: z.strictObject({ ...pageQuery, reason: rowReason.optional(), outcome: rowOutcome.optional() }),
    response: pageOf(
      z.object({
        row: z.number().int(),
        outcome: rowOutcome,
        reason: rowReason.nullable(),
        message: z.string().nullable(),
        values: z.array(z.string()),
      }),
    ),
  }),
} as const
