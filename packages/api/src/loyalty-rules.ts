import { z } from 'zod'
import { currency, idParams, instant, minorUnits, points, uuid } from './common.ts'
import { defineRoute } from './route.ts'

/** A whole number that fits the ledger's type, as a decimal string. */
const uint = (bits: number) =>
  z
    .string()
    .regex(/^\d{1,20}$/)
    .refine((text) => BigInt(text) < 2n ** BigInt(bits), `must be below 2^${bits}`)

/** The numbers of a rule to be. */
const terms = {
  pointsNumerator: uint(32),
  spendUnit: uint(48),
  minimumSpend: uint(48),
  maximumPoints: uint(32),
}

/** A version to be, as it is proposed or published. */
export const newRule = {
  merchantId: uuid,
  ...terms,
  /** In the future: what was published for the past can no longer change. */
  startsAt: instant,
  endsAt: instant.nullable(),
}

/** What a rule would have given for purchases that were really made. */
export const rulePreview = z.object({
  merchantId: uuid,
  currency,
  /** The version in force now, with which it is compared; null if none is. */
  currentVersion: z.number().int().nullable(),
  /** Purchases of the period that could earn, and the first and last of them. */
  purchases: z.number().int(),
  first: instant.nullable(),
  last: instant.nullable(),
  /** Points that the rule would have given, those of the rule now in force, and customers who would have had any. */
  points,
  pointsNow: points,
  members: z.number().int(),
  /**
   * Where the merchant has more purchases than are counted one by one: how many were looked at, evenly from all of them.
   * The figures are then estimates, and `members` counts those looked at only. Null: every purchase was counted.
   */
  sampled: z.object({ looked: z.number().int(), of: z.number().int() }).nullable(),
  /** By month in UTC, oldest first; the newest 120 months. */
  months: z.array(
    z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), purchases: z.number().int(), points, pointsNow: points }),
  ),
})
export type RulePreview = z.infer<typeof rulePreview>

const person = z.object({ id: uuid.nullable(), name: z.string().nullable() })

/** Something that a second person decides: a rule to be published, or that one person alone may publish again. */
export const ruleProposal = z.object({
  id: uuid,
  kind: z.enum(['rule', 'one-person']),
  state: z.enum(['open', 'approved', 'declined']),
  rule: z
    .object({
      merchantId: uuid,
      merchantName: z.string(),
      merchantNameZh: z.string(),
      pointsNumerator: points,
      spendUnit: minorUnits,
      minimumSpend: minorUnits,
      maximumPoints: points,
      currency,
      startsAt: instant,
      endsAt: instant.nullable(),
    })
    .nullable(),
  proposedBy: person,
  proposedAt: instant,
  /** Whether the one who asks proposed it: then somebody else has to decide. */
  own: z.boolean(),
  decidedBy: person.nullable(),
  decidedAt: instant.nullable(),
})
export type RuleProposal = z.infer<typeof ruleProposal>

const tag = 'Loyalty'

export const ruleRoutes = {
  preview: defineRoute({
    id: 'previewEarnRule',
    method: 'POST',
    path: '/api/loyalty/rules/preview',
    access: { right: 'points.publish' },
    tag,
    summary: 'What a rule would have given for past purchases of a merchant',
    body: z.strictObject({
      merchantId: uuid,
      ...terms,
      /** Purchases from this time on, and before that one; null for no bound. */
      from: instant.nullable(),
      until: instant.nullable(),
    }),
    response: rulePreview,
  }),
  publishing: defineRoute({
    id: 'getRulePublishing',
    method: 'GET',
    path: '/api/loyalty/publishing',
    access: { right: 'points.read' },
    tag,
    summary: 'Whether rules need a second person, what waits for one, and what was decided last',
    response: z.object({ secondPerson: z.boolean(), items: z.array(ruleProposal) }),
  }),
  requireSecondPerson: defineRoute({
    id: 'requireSecondPerson',
    method: 'POST',
    path: '/api/loyalty/publishing/second-person',
    access: { right: 'points.publish' },
    tag,
    summary: 'From now on a second person has to approve every rule; only a second person can end that',
    response: z.object({ secondPerson: z.literal(true) }),
    idempotent: true,
  }),
  propose: defineRoute({
    id: 'proposeEarnRule',
    method: 'POST',
    path: '/api/loyalty/proposals',
    access: { right: 'points.publish' },
    tag,
    summary: 'Propose a new version of a merchant’s rule, or that one person alone may publish again',
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('rule'), ...newRule }),
      z.strictObject({ kind: z.literal('one-person') }),
    ]),
    response: z.object({ id: uuid, entryId: uuid }),
    status: 201,
    idempotent: true,
  }),
  approve: defineRoute({
    id: 'approveRuleProposal',
    method: 'POST',
    path: '/api/loyalty/proposals/:id/approve',
    access: { right: 'points.publish' },
    tag,
    summary: 'Approve what somebody else proposed; a rule is then published',
    params: idParams,
    response: z.object({ entryId: uuid, callId: uuid.nullable() }),
    idempotent: true,
  }),
  decline: defineRoute({
    id: 'declineRuleProposal',
    method: 'POST',
    path: '/api/loyalty/proposals/:id/decline',
    access: { right: 'points.publish' },
    tag,
    summary: 'Decline a proposal, or withdraw one’s own',
    params: idParams,
    response: z.object({ entryId: uuid }),
    idempotent: true,
  }),
} as const
