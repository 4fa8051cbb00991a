import { z } from 'zod'
import { day } from './calendar-parts.ts'
import { currency, idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { timelineItem } from './customers.ts'
import { dealKey } from './deal-settings.ts'
import { dealOutcomes, dealSorts, dealSources, dealStates } from './deal-words.ts'
import { defineRoute } from './route.ts'

/** What a deal is worth, in whole minor units as a decimal string. */
const amount = z.string().regex(/^\d{1,15}$/)
const title = z.string().trim().min(1).max(200)
const text = (longest: number) => z.string().trim().max(longest).nullable()
const named = z.object({ id: uuid, name: z.string().nullable() })

export const deal = z.object({
  id: uuid,
  version: z.number().int(),
  title: z.string(),
  pipeline: z.string(),
  /** The stage of an open deal; for one that is closed the last one that it was in. */
  stage: z.string(),
  state: z.enum(dealStates),
  removed: z.boolean(),
  amount: amount.nullable(),
  currency,
  /** When it is expected to be decided. */
  closeDay: day.nullable(),
  owner: named,
  /** Names are null where they cannot be told. */
  customer: named.nullable(),
  company: named.nullable(),
  source: z.enum(dealSources).nullable(),
  nextStep: z.string().nullable(),
  /** Why it was won or lost: a key of the settings, and in words. */
  reason: z.string().nullable(),
  reasonText: z.string().nullable(),
  competitor: z.string().nullable(),
  stageSince: instant,
  changedAt: instant,
  closedAt: instant.nullable(),
  /** Open, and unchanged for longer than the settings allow. */
  stalled: z.boolean(),
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  createdAt: instant,
  /** The journal entry that recorded what is stored now. */
  entryId: uuid,
})
export type Deal = z.infer<typeof deal>

const fields = {
  title,
  amount: amount.nullable(),
  currency,
  closeDay: day.nullable(),
  owner: uuid,
  customer: uuid.nullable(),
  company: uuid.nullable(),
  source: z.enum(dealSources).nullable(),
  nextStep: text(1000),
}
const changes = z.strictObject(fields).partial()
export type DealChangesInput = z.input<typeof changes>

const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const version = z.number().int().min(1)
const versioned = z.strictObject({ version })
const tag = 'Deals'

const sum = z.object({ currency, amount: z.string(), weighted: z.string() })
export type DealSum = z.infer<typeof sum>

/** Whose deals: `me`, `anybody`, or somebody’s id. */
const owner = z.union([z.literal('me'), z.literal('anybody'), uuid]).default('anybody')
/** The usual one unless it is named. */
const pipeline = dealKey.optional()

export const dealRoutes = {
  list: defineRoute({
    id: 'listDeals',
    method: 'GET',
    path: '/api/deals',
    access: { right: 'deal.read' },
    tag,
    summary: 'Deals of a pipeline, of a customer or of a company; those that are closed newest first',
    query: z.strictObject({
      ...pageQuery,
      /** With a customer or a company: of all pipelines unless one is named. */
      pipeline,
      state: z.enum(dealStates).default('open'),
      stage: dealKey.optional(),
      owner,
      customer: uuid.optional(),
      company: uuid.optional(),
      /** Days, both included: expected to be decided then, or of closed ones: closed then, by the reader’s clock. */
      from: day.optional(),
      to: day.optional(),
      stalled: z.literal('yes').optional(),
      sort: z.enum(dealSorts).default('closeDay'),
    }),
    response: pageOf(deal),
  }),
  totals: defineRoute({
    id: 'getDealTotals',
    method: 'GET',
    path: '/api/deals/totals',
    access: { right: 'deal.read' },
    tag,
    summary: 'Open deals of a pipeline by stage: how many, worth what, and worth what by the probability of the stage',
    query: z.strictObject({ pipeline, owner }),
    response: z.object({
      pipeline: z.string(),
      stages: z.array(
        z.object({ stage: z.string(), count: z.number().int(), stalled: z.number().int(), sums: z.array(sum) }),
      ),
    }),
  }),
  summary: defineRoute({
    id: 'getDealSummary',
    method: 'GET',
    path: '/api/deals/summary',
    access: { right: 'deal.read' },
    tag,
    summary: 'What was won and lost in the last months, why, and how long it took; months by the reader’s clock',
    query: z.strictObject({ pipeline, owner, months: z.coerce.number().int().min(1).max(36).default(12) }),
    response: z.object({
      pipeline: z.string(),
      /** The first month looked at, `YYYY-MM`. */
      from: z.string(),
      won: z.number().int(),
      lost: z.number().int(),
      /** Share of the closed deals that were won, from 0 to 1; null while none is closed. */
      winRate: z.number().nullable(),
      /** From the making of a deal to its being won, on average. */
      daysToWin: z.number().nullable(),
      months: z.array(
        z.object({ month: z.string(), currency, won: z.number().int(), lost: z.number().int(), amount: z.string() }),
      ),
      reasons: z.array(z.object({ outcome: z.enum(dealOutcomes), reason: z.string(), count: z.number().int() })),
    }),
  }),
  owners: defineRoute({
    id: 'listDealOwners',
    method: 'GET',
    path: '/api/deals/owners',
    access: { right: 'deal.read' },
    tag,
    summary: 'Who can own deals',
    response: z.object({ items: z.array(z.object({ id: uuid, name: z.string() })) }),
  }),
  get: defineRoute({
    id: 'getDeal',
    method: 'GET',
    path: '/api/deals/:id',
    access: { right: 'deal.read' },
    tag,
    summary: 'One deal',
    params: idParams,
    response: deal,
  }),
  history: defineRoute({
    id: 'getDealHistory',
    method: 'GET',
    path: '/api/deals/:id/history',
    access: { right: 'deal.read' },
    tag,
    summary: 'Everything that happened to a deal, newest first',
    params: idParams,
    query: z.strictObject({ ...pageQuery, limit: z.coerce.number().int().min(1).max(50).default(20) }),
    response: pageOf(timelineItem),
  }),
  create: defineRoute({
    id: 'createDeal',
    method: 'POST',
    path: '/api/deals',
    access: { right: 'deal.write' },
    tag,
    summary:
      'Create a deal, in the first stage of the usual pipeline unless said otherwise, one’s own unless given to somebody',
    body: z.strictObject({
      title,
      pipeline,
      stage: dealKey.optional(),
      amount: fields.amount.default(null),
      /** That of the organisation unless named. */
      currency: currency.optional(),
      closeDay: fields.closeDay.default(null),
      owner: uuid.optional(),
      customer: fields.customer.default(null),
      company: fields.company.default(null),
      source: fields.source.default(null),
      nextStep: fields.nextStep.default(null),
    }),
    response: changed,
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateDeal',
    method: 'PATCH',
    path: '/api/deals/:id',
    access: { right: 'deal.write' },
    tag,
    summary: 'Change an open deal; refused with what is stored when somebody else changed it first',
    params: idParams,
    body: z.strictObject({ version, changes }),
    response: changed,
    idempotent: true,
  }),
  move: defineRoute({
    id: 'moveDeal',
    method: 'POST',
    path: '/api/deals/:id/move',
    access: { right: 'deal.write' },
    tag,
    summary: 'Move an open deal to another stage; refused with the names of what the stage needs and nobody said yet',
    params: idParams,
    body: z.strictObject({
      version,
      pipeline,
      stage: dealKey,
      /** What is filled in with the same step. */
      changes: changes.default({}),
    }),
    response: changed,
    idempotent: true,
  }),
  close: defineRoute({
    id: 'closeDeal',
    method: 'POST',
    path: '/api/deals/:id/close',
    access: { right: 'deal.write' },
    tag,
    summary: 'Mark an open deal as won or lost; losing needs a reason',
    params: idParams,
    body: z.strictObject({
      version,
      outcome: z.enum(dealOutcomes),
      reason: dealKey.nullable().default(null),
      reasonText: text(1000).default(null),
      competitor: text(200).default(null),
    }),
    response: changed,
    idempotent: true,
  }),
  reopen: defineRoute({
    id: 'reopenDeal',
    method: 'POST',
    path: '/api/deals/:id/reopen',
    access: { right: 'deal.write' },
    tag,
    summary: 'Open a deal again that was won or lost, in the stage that it was in',
    params: idParams,
    body: versioned,
    response: changed,
    idempotent: true,
  }),
  remove: defineRoute({
    id: 'removeDeal',
    method: 'POST',
    path: '/api/deals/:id/remove',
    access: { right: 'deal.write' },
    tag,
    summary: 'Take a deal off board, lists and sums; it can be restored',
    params: idParams,
    body: versioned,
    response: changed,
    idempotent: true,
  }),
  restore: defineRoute({
    id: 'restoreDeal',
    method: 'POST',
    path: '/api/deals/:id/restore',
    access: { right: 'deal.write' },
    tag,
    summary: 'Undo “removed”',
    params: idParams,
    body: versioned,
    response: changed,
    idempotent: true,
  }),
} as const
