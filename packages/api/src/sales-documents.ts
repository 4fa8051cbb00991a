import { z } from 'zod'
import { day } from './calendar-parts.ts'
import { currency, idParams, pageOf, pageQuery, uuid } from './common.ts'
import { timelineItem } from './customers.ts'
import { defineRoute } from './route.ts'
import {
  salesDiscount,
  salesDocument,
  salesLinesInput,
  salesMove,
  salesParty,
  salesRounding,
  salesSummary,
} from './sales-parts.ts'
import { paymentMethods, salesLists } from './sales-words.ts'

const tag = 'Quotes and invoices'
const version = z.number().int().min(1)
const versioned = z.strictObject({ version })
const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const amount = z.string().regex(/^\d{1,15}$/)
const note = z.string().trim().max(2000).nullable()
const base = '/api/sales-documents'

/** What can be written in a draft. */
const fields = {
  title: z.string().trim().max(200),
  buyer: salesParty,
  currency,
  language: z.enum(['en', 'zh']),
  note,
  lines: salesLinesInput,
  discount: salesDiscount.nullable(),
  taxIncluded: z.boolean(),
  /** Until when a quote stands, or an invoice is to be paid; by the settings without. */
  until: day.nullable(),
}
const changes = z.strictObject(fields).partial()
export type SalesChangesInput = z.input<typeof changes>

const step = <const Id extends string, const Name extends string>(id: Id, name: Name, summary: string) =>
  defineRoute({
    id,
    method: 'POST',
    path: `${base}/:id/${name}`,
    access: { right: 'sales.write' },
    tag,
    summary,
    params: idParams,
    body: versioned,
    response: changed,
    idempotent: true,
  })

/** How an organisation writes quotes and invoices. */
export const salesSettings = z.strictObject({
  seller: salesParty.extend({
    /** Where to pay to, as it is printed on invoices. */
    bank: z.string().trim().max(500),
  }),
  taxIncluded: z.boolean(),
  rounding: salesRounding,
  /** Days that a quote stands, and until an invoice is to be paid. */
  quoteDays: z.number().int().min(1).max(365),
  paymentDays: z.number().int().min(0).max(365),
  /** Discounts above so many per cent need the word of a second person; null for none. */
  approvalAbove: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,3})?$/)
    .nullable(),
})
export type SalesSettings = z.infer<typeof salesSettings>

export const salesRoutes = {
  list: defineRoute({
    id: 'listSalesDocuments',
    method: 'GET',
    path: base,
    access: { right: 'sales.read' },
    tag,
    summary: 'Quotes or invoices, the newest first; those to be paid by the day they are due',
    query: z.strictObject({
      ...pageQuery,
      kind: z.enum(['quote', 'invoice']),
      list: z.enum(salesLists).default('all'),
      /** The one with this number. */
      number: z.string().trim().toUpperCase().max(40).optional(),
      customer: uuid.optional(),
      company: uuid.optional(),
      deal: uuid.optional(),
    }),
    response: pageOf(salesSummary),
  }),
  get: defineRoute({
    id: 'getSalesDocument',
    method: 'GET',
    path: `${base}/:id`,
    access: { right: 'sales.read' },
    tag,
    summary: 'One quote, invoice or credit note with its lines and sums',
    params: idParams,
    response: salesDocument,
  }),
  history: defineRoute({
    id: 'getSalesDocumentHistory',
    method: 'GET',
    path: `${base}/:id/history`,
    access: { right: 'sales.read' },
    tag,
    summary: 'Everything that happened to a document, newest first',
    params: idParams,
    query: z.strictObject({ ...pageQuery, limit: z.coerce.number().int().min(1).max(50).default(20) }),
    response: pageOf(timelineItem),
  }),
  moves: defineRoute({
    id: 'getSalesDocumentPayments',
    method: 'GET',
    path: `${base}/:id/payments`,
    access: { right: 'sales.read' },
    tag,
    summary: 'What was paid, paid back and credited on an invoice, the oldest first',
    params: idParams,
    response: z.object({ items: z.array(salesMove) }),
  }),
  link: defineRoute({
    id: 'getQuoteLink',
    method: 'GET',
    path: `${base}/:id/link`,
    access: { right: 'sales.write' },
    tag,
    summary: 'The address where a customer reads and decides on a quote without signing in',
    params: idParams,
    response: z.object({ url: z.string() }),
  }),
  create: defineRoute({
    id: 'createSalesDocument',
    method: 'POST',
    path: base,
    access: { right: 'sales.write' },
    tag,
    summary: 'Write a quote or an invoice as a draft, for a customer, a company, or whom a deal is with',
    body: z.strictObject({
      kind: z.enum(['quote', 'invoice']),
      customer: uuid.nullable().default(null),
      company: uuid.nullable().default(null),
      deal: uuid.nullable().default(null),
      title: fields.title.optional(),
      buyer: salesParty.optional(),
      currency: currency.optional(),
      language: fields.language.optional(),
      note: note.default(null),
      lines: salesLinesInput.default([]),
      discount: fields.discount.default(null),
      taxIncluded: z.boolean().optional(),
      until: fields.until.default(null),
    }),
    response: changed,
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateSalesDocument',
    method: 'PATCH',
    path: `${base}/:id`,
    access: { right: 'sales.write' },
    tag,
    summary: 'Change a draft; refused with what is stored when somebody else changed it first',
    params: idParams,
    body: z.strictObject({ version, changes }),
    response: changed,
    idempotent: true,
  }),
  send: step('sendQuote', 'send', 'Number a quote, and send it to the customer where there is an address'),
  reopen: step('reopenQuote', 'reopen', 'Make a draft of a quote again that nobody has decided on'),
  withdraw: step('withdrawSalesDocument', 'withdraw', 'Take back a quote that nobody has decided on, or a draft'),
  issue: step('issueInvoice', 'issue', 'Number an invoice without a gap; from then on it never changes'),
  invoice: step('invoiceQuote', 'invoice', 'Write an invoice of an accepted quote, once'),
  approve: defineRoute({
    id: 'approveDiscount',
    method: 'POST',
    path: `${base}/:id/approve`,
    access: { right: 'sales.approve' },
    tag,
    summary: 'Approve the discount of a draft that somebody else wrote',
    params: idParams,
    body: versioned,
    response: changed,
    idempotent: true,
  }),
  decide: defineRoute({
    id: 'decideQuote',
    method: 'POST',
    path: `${base}/:id/decision`,
    access: { right: 'sales.write' },
    tag,
    summary: 'Record that a customer accepted or declined a quote by word or letter',
    params: idParams,
    body: z.strictObject({
      version,
      accepted: z.boolean(),
      name: z.string().trim().min(1).max(200),
      reason: z.string().trim().max(1000).nullable().default(null),
    }),
    response: changed,
    idempotent: true,
  }),
  pay: defineRoute({
    id: 'recordPayment',
    method: 'POST',
    path: `${base}/:id/payments`,
    access: { right: 'sales.write' },
    tag,
    summary: 'Record money that came for an invoice, never more than is open, or went back, never more than came',
    params: idParams,
    body: z.strictObject({
      kind: z.enum(['payment', 'refund']).default('payment'),
      amount,
      currency,
      /** Today unless said. */
      day: day.optional(),
      method: z.enum(paymentMethods).default('transfer'),
      note: z.string().trim().max(300).nullable().default(null),
    }),
    response: changed.extend({ open: z.string() }),
    status: 201,
    idempotent: true,
  }),
  credit: defineRoute({
    id: 'creditInvoice',
    method: 'POST',
    path: `${base}/:id/credit`,
    access: { right: 'sales.write' },
    tag,
    summary: 'Write a credit note: part of an invoice, or all of it, is no longer asked for',
    params: idParams,
    body: z.strictObject({ amount, currency, reason: z.string().trim().min(1).max(300) }),
    response: changed.extend({ open: z.string(), creditNote: uuid }),
    status: 201,
    idempotent: true,
  }),
} as const

export const salesSettingsRoutes = {
  get: defineRoute({
    id: 'getSalesSettings',
    method: 'GET',
    path: '/api/sales-settings',
    access: { right: 'sales.read' },
    tag,
    summary: 'How the organisation writes quotes and invoices',
    response: z.object({ version: z.number().int(), settings: salesSettings, currency }),
  }),
  set: defineRoute({
    id: 'setSalesSettings',
    method: 'PUT',
    path: '/api/sales-settings',
    access: { right: 'sales.manage' },
    tag,
    summary: 'Set them, for later documents; refused when somebody else was first',
    body: z.strictObject({ version: z.number().int().min(0), settings: salesSettings }),
    response: z.object({ version: z.number().int() }),
    idempotent: true,
  }),
} as const
