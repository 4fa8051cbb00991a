import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { customerProfile } from './customers.ts'
import { comparedFields, mergeFields } from './duplicate-words.ts'
import { defineRoute } from './route.ts'

export const comparedField = z.enum(comparedFields)
export type ComparedField = z.infer<typeof comparedField>

/** How alike two values are. */
export const likeness = z.enum([
  'different',
  'slightlySimilar',
  'similar',
  'verySimilar',
  'nearlySame',
  'same',
  'swapped',
])
export type Likeness = z.infer<typeof likeness>

/** What one field says about two customers being one. */
export const matchReason = z.object({
  field: comparedField,
  likeness,
  /** Bits for (+) or against (−); each bit doubles the odds. */
  bits: z.number(),
})
export type MatchReason = z.infer<typeof matchReason>

const score = {
  /** From 0 to 1. */
  probability: z.number(),
  /** Evidence in bits. */
  weight: z.number(),
  reasons: z.array(matchReason),
}

/** A customer as two are laid side by side. */
export const comparedCustomer = z.object({
  id: uuid,
  reference: z.string().nullable(),
  profile: customerProfile,
  version: z.number().int(),
  createdAt: instant,
  orderCount: z.number().int(),
  lastOrderAt: instant.nullable(),
})
export type ComparedCustomer = z.infer<typeof comparedCustomer>

/** Two customers who may be one. */
export const duplicatePair = z.object({
  ...score,
  /** The one with more orders, or who is older: what stays unless somebody chooses otherwise. */
  first: comparedCustomer,
  second: comparedCustomer,
})
export type DuplicatePair = z.infer<typeof duplicatePair>

export const duplicateScan = z.object({
  id: uuid,
  state: z.enum(['running', 'completed', 'cancelled', 'failed']),
  phase: z.enum(['reading', 'preparing', 'blocking', 'learning', 'comparing', 'deciding', 'storing', 'done']),
  /** How far the phase is. */
  done: z.number().int(),
  total: z.number().int(),
  customers: z.number().int(),
  compared: z.number(),
  pairs: z.number().int(),
  /** Pairs that were found beyond the most that are kept. */
  leftOut: z.number().int(),
  startedAt: instant,
  finishedAt: instant.nullable(),
})
export type DuplicateScan = z.infer<typeof duplicateScan>

/** Whose value stays, by part of the profile. */
export const mergeField = z.enum(mergeFields)
export type MergeField = z.infer<typeof mergeField>
export const mergeChoice = z.partialRecord(mergeField, z.enum(['kept', 'other']))
export type MergeChoice = z.infer<typeof mergeChoice>

export const customerMerge = z.object({
  id: uuid,
  keptId: uuid,
  otherId: uuid,
  /** What the merged customer is called; empty once they were parted again. */
  otherName: z.string(),
  otherReference: z.string().nullable(),
  mergedAt: instant,
  mergedByName: z.string().nullable(),
  undoneAt: instant.nullable(),
  entryId: uuid,
})
export type CustomerMerge = z.infer<typeof customerMerge>

export const duplicateBulk = z.object({
  id: uuid,
  minimum: z.number(),
  state: z.enum(['running', 'completed', 'cancelled', 'failed']),
  merged: z.number().int(),
  skipped: z.number().int(),
  startedAt: instant,
  finishedAt: instant.nullable(),
})
export type DuplicateBulk = z.infer<typeof duplicateBulk>

export const duplicateBulkRow = z.object({
  row: z.number().int(),
  firstId: uuid,
  secondId: uuid,
  probability: z.number(),
  outcome: z.enum(['merged', 'same-already', 'refused']),
  mergeId: uuid.nullable(),
  /** Code of the error that kept the two apart. */
  reason: z.string().nullable(),
})

const tag = 'Duplicates'
const access = { right: 'customer.merge' } as const
const two = z.strictObject({ firstId: uuid, secondId: uuid })
const merged = z.object({ mergeId: uuid, id: uuid, version: z.number().int(), entryId: uuid })

export const duplicateRoutes = {
  check: defineRoute({
    id: 'checkDuplicates',
    method: 'POST',
    path: '/api/duplicates/check',
    access: { right: 'customer.read' },
    tag,
    summary: 'Customers who may be the one that is being entered, the likeliest first, each with reasons',
    body: z.strictObject({
      // Half a profile while somebody types; what is not readable yet is passed over.
      profile: z.strictObject({
        name: z.string().max(200).nullish(),
        email: z.string().max(254).nullish(),
        phone: z.string().max(40).nullish(),
        country: z.string().max(80).nullish(),
        city: z.string().max(120).nullish(),
        address: z.string().max(300).nullish(),
      }),
      /** The customer who is being edited, and is not a duplicate of themselves. */
      except: uuid.nullish(),
    }),
    response: z.object({ items: z.array(z.object({ ...score, customer: comparedCustomer })) }),
  }),
  scan: defineRoute({
    id: 'scanDuplicates',
    method: 'POST',
    path: '/api/duplicates/scans',
    access,
    tag,
    summary: 'Compare all customers with each other, in the background',
    response: duplicateScan,
    status: 202,
    idempotent: true,
  }),
  overview: defineRoute({
    id: 'duplicatesOverview',
    method: 'GET',
    path: '/api/duplicates/overview',
    access,
    tag,
    summary: 'The newest comparison, and how much of what it found is decided',
    response: z.object({
      scan: duplicateScan.nullable(),
      /** Counted up to ten thousand. */
      open: z.number().int(),
      decided: z.number().int(),
      bulk: duplicateBulk.nullable(),
    }),
  }),
  cancelScan: defineRoute({
    id: 'cancelDuplicateScan',
    method: 'POST',
    path: '/api/duplicates/scans/:id/cancel',
    access,
    tag,
    summary: 'Stop a comparison; what earlier ones found stays',
    params: idParams,
    response: duplicateScan,
  }),
  list: defineRoute({
    id: 'listDuplicates',
    method: 'GET',
    path: '/api/duplicates',
    access,
    tag,
    summary: 'Pairs that nobody has decided on, the likeliest first',
    query: z.strictObject({ ...pageQuery, minimum: z.coerce.number().min(0).max(1).default(0) }),
    response: pageOf(duplicatePair),
  }),
  dismiss: defineRoute({
    id: 'dismissDuplicate',
    method: 'POST',
    path: '/api/duplicates/dismiss',
    access,
    tag,
    summary: 'Say that two customers are not the same',
    body: two,
    response: z.object({ entryId: uuid }),
    idempotent: true,
  }),
  reopen: defineRoute({
    id: 'reopenDuplicate',
    method: 'POST',
    path: '/api/duplicates/reopen',
    access,
    tag,
    summary: 'Take back that two customers are not the same',
    body: two,
    response: z.object({ entryId: uuid }),
    idempotent: true,
  }),
  merge: defineRoute({
    id: 'mergeCustomers',
    method: 'POST',
    path: '/api/customers/:id/merge',
    access,
    tag,
    summary: 'Merge another customer into this one, field by field; refused when one of them changed meanwhile',
    params: idParams,
    body: z.strictObject({
      otherId: uuid,
      /** Versions that the choice was made on. */
      version: z.number().int().min(1),
      otherVersion: z.number().int().min(1),
      fields: mergeChoice.default({}),
    }),
    response: merged,
    idempotent: true,
  }),
  merges: defineRoute({
    id: 'listCustomerMerges',
    method: 'GET',
    path: '/api/customers/:id/merges',
    access: { right: 'customer.read' },
    tag,
    summary: 'Customers that were merged into this one, the newest first',
    params: idParams,
    response: z.object({ items: z.array(customerMerge) }),
  }),
  undo: defineRoute({
    id: 'undoMerge',
    method: 'POST',
    path: '/api/merges/:id/undo',
    access,
    tag,
    summary: 'Part two merged customers again: each is as it was, with what was recorded of it since',
    params: idParams,
    response: z.object({ keptId: uuid, otherId: uuid, entryId: uuid }),
    idempotent: true,
  }),
  mergeMany: defineRoute({
    id: 'mergeDuplicates',
    method: 'POST',
    path: '/api/duplicates/merge-many',
    access,
    tag,
    summary: 'Merge all undecided pairs from a probability on, in the background',
    body: z.strictObject({ minimum: z.number().min(0.5).max(1) }),
    response: duplicateBulk,
    status: 202,
    idempotent: true,
  }),
  bulkRows: defineRoute({
    id: 'listDuplicateBulkRows',
    method: 'GET',
    path: '/api/duplicates/merge-many/:id/rows',
    access,
    tag,
    summary: 'What became of each pair',
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(duplicateBulkRow),
  }),
} as const
