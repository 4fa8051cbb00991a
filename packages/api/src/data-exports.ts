import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

export const exportFormats = ['csv', 'xlsx', 'vcard', 'json'] as const
export const exportFormat = z.enum(exportFormats)
export type ExportFormat = z.infer<typeof exportFormat>

/** Why data leaves the system: for the contract with the customer, or for a purpose that each customer must have agreed to. */
export const exportPurpose = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('service-contract') }),
  z.strictObject({
    kind: z.literal('consent'),
    purpose: z.string().min(1).max(64),
    category: z.string().min(1).max(64),
    recipient: z.string().min(1).max(64),
  }),
])
export type ExportPurpose = z.infer<typeof exportPurpose>

const count = z.number().int()

export const dataExport = z.object({
  id: uuid,
  state: z.enum(['running', 'cancelling', 'cancelled', 'completed', 'failed']),
  purpose: exportPurpose,
  country: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** When the data is deleted again. */
  expiresAt: instant,
  createdBy: z.string(),
  /** Customers looked at, taken, and left out because they did not agree. */
  seen: count,
  exported: count,
  withoutConsent: count,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type DataExport = z.infer<typeof dataExport>

const tag = 'Data exports'

export const dataExportRoutes = {
  list: defineRoute({
    id: 'listDataExports',
    method: 'GET',
    path: '/api/data-exports',
    access: { right: 'customer.export' },
    tag,
    summary: 'Exports of customers, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(dataExport),
  }),
  create: defineRoute({
    id: 'startDataExport',
    method: 'POST',
    path: '/api/data-exports',
    access: { right: 'customer.export' },
    tag,
    summary: 'Collect customers in the background for download as CSV, XLSX, vCard or JSON',
    body: z.strictObject({ purpose: exportPurpose, country: z.string().max(80).optional() }),
    response: dataExport,
    status: 202,
    idempotent: true,
  }),
  get: defineRoute({
    id: 'getDataExport',
    method: 'GET',
    path: '/api/data-exports/:id',
    access: { right: 'customer.export' },
    tag,
    summary: 'State and progress of an export',
    params: idParams,
    response: dataExport,
  }),
  cancel: defineRoute({
    id: 'cancelDataExport',
    method: 'POST',
    path: '/api/data-exports/:id/cancel',
    access: { right: 'customer.export' },
    tag,
    summary: 'Stop collecting, and delete what was collected',
    params: idParams,
    body: z.strictObject({}),
    response: dataExport,
    status: 202,
  }),
} as const
