import { z } from 'zod'
import { day } from './calendar-parts.ts'
import { currency, instant, minorUnits, uuid } from './common.ts'
import { taxRate } from './products.ts'
import {
  decisionWays,
  moneyMoves,
  mostSalesLines,
  paymentMethods,
  salesKinds,
  salesStandings,
  salesStates,
} from './sales-words.ts'

/** Whole minor units, never below zero. */
const amount = z.string().regex(/^\d{1,15}$/)

/** Off the price: a share in per cent with up to three decimals, or minor units. */
export const salesDiscount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), rate: z.string().regex(/^\d{1,3}(\.\d{1,3})?$/) }),
  z.strictObject({ kind: z.literal('amount'), amount }),
])
export type SalesDiscount = z.infer<typeof salesDiscount>

/** A line as it is written. What a product says is filled in where it is left out. */
export const salesLineInput = z.strictObject({
  product: uuid.nullable().default(null),
  code: z.string().trim().max(64).nullable().default(null),
  description: z.string().trim().max(500).optional(),
  /** Up to four decimals. */
  quantity: z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/),
  unit: z.string().trim().max(20).optional(),
  /** Minor units of the currency of the document. */
  unitPrice: minorUnits.optional(),
  discount: salesDiscount.nullable().default(null),
  taxRate: taxRate.optional(),
})
export type SalesLineInput = z.input<typeof salesLineInput>
export const salesLinesInput = z.array(salesLineInput).max(mostSalesLines)

export const salesLine = z.object({
  product: uuid.nullable(),
  code: z.string().nullable(),
  description: z.string(),
  quantity: z.string(),
  unit: z.string(),
  unitPrice: minorUnits,
  discount: salesDiscount.nullable(),
  taxRate,
})
export type SalesLine = z.infer<typeof salesLine>

const lineSums = z.object({
  gross: minorUnits,
  discount: minorUnits,
  share: minorUnits,
  net: minorUnits,
  tax: minorUnits,
  total: minorUnits,
})

/** What a document comes to. */
export const salesSums = z.object({
  lines: z.array(lineSums),
  taxes: z.array(z.object({ rate: z.string(), net: minorUnits, tax: minorUnits })),
  gross: minorUnits,
  discount: minorUnits,
  net: minorUnits,
  tax: minorUnits,
  total: minorUnits,
})
export type SalesSums = z.infer<typeof salesSums>

export const salesRounding = z.strictObject({
  level: z.enum(['line', 'total']),
  mode: z.enum(['half-up', 'half-even']),
})
export type SalesRounding = z.infer<typeof salesRounding>

/** Who a document is from or to, as it is printed. */
export const salesParty = z.strictObject({
  name: z.string().trim().max(200),
  address: z.string().trim().max(300),
  /** Tax number. */
  taxNumber: z.string().trim().max(64),
})
export type SalesParty = z.infer<typeof salesParty>

/** What a customer said to a quote. */
export const salesDecision = z.object({
  /** Who said so. */
  name: z.string(),
  reason: z.string().nullable(),
  at: instant,
  by: z.enum(decisionWays),
  /** SHA-256 of what was decided on. */
  hash: z.string(),
})
export type SalesDecision = z.infer<typeof salesDecision>

/** What customers and staff alike see of a document. */
export const salesFacts = z.object({
  id: uuid,
  kind: z.enum(salesKinds),
  /** Given when it is sent or issued. */
  number: z.string().nullable(),
  /** Counts how often it was sent with other words. */
  edition: z.number().int(),
  state: z.enum(salesStates),
  standing: z.enum(salesStandings),
  seller: salesParty.extend({ bank: z.string() }),
  buyer: salesParty,
  currency,
  language: z.enum(['en', 'zh']),
  /** What it is for, in a few words. */
  title: z.string(),
  note: z.string().nullable(),
  lines: z.array(salesLine),
  discount: salesDiscount.nullable(),
  taxIncluded: z.boolean(),
  rounding: salesRounding,
  sums: salesSums,
  /** The day it was sent or issued. */
  day: day.nullable(),
  /** Until when a quote stands, or an invoice is to be paid. */
  until: day.nullable(),
  decision: salesDecision.nullable(),
  paid: minorUnits,
  refunded: minorUnits,
  credited: minorUnits,
  /** What is still to be paid; below zero where the customer has money to get. */
  open: minorUnits,
  /** SHA-256 (hex) of the canonical JSON of what it says: what a customer accepts. */
  hash: z.string(),
})
export type SalesFacts = z.infer<typeof salesFacts>

const named = z.object({ id: uuid, name: z.string().nullable() })

export const salesDocument = salesFacts.extend({
  version: z.number().int(),
  customer: named.nullable(),
  company: named.nullable(),
  deal: uuid.nullable(),
  /** The quote of an invoice, the invoice of a credit note. */
  source: uuid.nullable(),
  /** Its discount is above the limit, and nobody else has approved it yet. */
  needsApproval: z.boolean(),
  approvedByName: z.string().nullable(),
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  createdAt: instant,
  changedAt: instant,
  /** The journal entry that recorded what is stored now. */
  entryId: uuid,
})
export type SalesDocument = z.infer<typeof salesDocument>

/** A line of a list. */
export const salesSummary = z.object({
  id: uuid,
  kind: z.enum(salesKinds),
  number: z.string().nullable(),
  standing: z.enum(salesStandings),
  title: z.string(),
  buyer: z.string(),
  currency,
  total: minorUnits,
  open: minorUnits,
  day: day.nullable(),
  until: day.nullable(),
  createdAt: instant,
})
export type SalesSummary = z.infer<typeof salesSummary>

/** Money that came, went back, or is no longer asked for. */
export const salesMove = z.object({
  id: uuid,
  kind: z.enum(moneyMoves),
  amount: minorUnits,
  currency,
  day,
  method: z.enum(paymentMethods).nullable(),
  note: z.string().nullable(),
  /** The credit note of a credit. */
  document: uuid.nullable(),
  createdAt: instant,
  entryId: uuid,
})
export type SalesMove = z.infer<typeof salesMove>
