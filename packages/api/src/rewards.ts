import { z } from 'zod'
import { hex, idParams, instant, pageOf, pageQuery, points, uuid } from './common.ts'
import { longestVoucherDays, rewardStates, voucherStates } from './reward-words.ts'
import { defineRoute } from './route.ts'

export const voucherState = z.enum(voucherStates)

const words = {
  name: z.string().trim().min(1).max(120),
  nameZh: z.string().trim().min(1).max(120),
  description: z.string().trim().max(1000),
  descriptionZh: z.string().trim().max(1000),
}

const price = z.number().int().min(1).max(4_294_967_295)
const stock = z.number().int().min(0).max(1_000_000_000)

/** What everybody who looks at a reward sees. */
const rewardFacts = {
  id: uuid,
  merchantId: uuid,
  merchantName: z.string(),
  merchantNameZh: z.string(),
  ...words,
  /** Points that one costs. */
  price,
  /** Pieces that are left, as the ledger has said last. */
  stock: z.number().int(),
  startsAt: instant,
  /** End of the offer; null if it is open. */
  endsAt: instant.nullable(),
  /** For how many days a voucher can be used. */
  validityDays: z.number().int(),
}

/** A reward as members of a programme see it. */
export const offeredReward = z.object(rewardFacts)
export type OfferedReward = z.infer<typeof offeredReward>

/** A reward as staff see it. */
export const reward = z.object({
  ...rewardFacts,
  state: z.enum(rewardStates),
  /** Its number on the ledger; null until the ledger has given one. */
  item: z.number().int().nullable(),
  /** Hash of the words, as it stands on the ledger. */
  content: hex,
  /** Name of the contract's error where the ledger refused it. */
  refusal: z.string().nullable(),
  /** Vouchers that were got for it and not cancelled, and how many of these were used. */
  redeemed: z.number().int(),
  used: z.number().int(),
  /** Changes of the stock that the ledger has not confirmed yet, summed. */
  pendingStock: z.number().int(),
  createdAt: instant,
  entryId: uuid,
})
export type Reward = z.infer<typeof reward>

const voucherFacts = {
  id: uuid,
  rewardId: uuid,
  name: z.string(),
  nameZh: z.string(),
  merchantId: uuid,
  merchantName: z.string(),
  merchantNameZh: z.string(),
  /** Points that it cost. */
  points,
  state: voucherState,
  requestedAt: instant,
  /** When the ledger gave it; null until then. */
  redeemedAt: instant.nullable(),
  /** Until when it can be used. */
  expiresAt: instant.nullable(),
  /** When it was used or cancelled. */
  closedAt: instant.nullable(),
  /** Whether the ledger has confirmed the last step. */
  confirmed: z.boolean(),
  /** Name of the contract's error where the ledger refused it. */
  refusal: z.string().nullable(),
  /** The journal entry of the last step. */
  entryId: uuid,
}

/** A voucher as its owner sees it. */
export const ownVoucher = z.object({
  ...voucherFacts,
  /** What is shown at the till; null unless it can be used now. */
  code: z.string().nullable(),
})
export type OwnVoucher = z.infer<typeof ownVoucher>

/** A voucher as staff see it. */
export const voucher = z.object({
  ...voucherFacts,
  /** Whose it is; null for those who may not see customers. */
  customer: z.object({ id: uuid, name: z.string() }).nullable(),
})
export type Voucher = z.infer<typeof voucher>

/** A voucher as the till sees it: no more of the member than is needed to greet them. */
export const tillVoucher = z.object({ ...voucherFacts, ...words, firstName: z.string() })
export type TillVoucher = z.infer<typeof tillVoucher>

const tag = 'Rewards'
const accepted = z.object({ id: uuid, entryId: uuid })

export const rewardRoutes = {
  list: defineRoute({
    id: 'listRewards',
    method: 'GET',
    path: '/api/loyalty/rewards',
    access: { right: 'points.read' },
    tag,
    summary: 'Rewards of the programme, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(reward),
  }),
  create: defineRoute({
    id: 'createReward',
    method: 'POST',
    path: '/api/loyalty/rewards',
    access: { right: 'points.publish' },
    tag,
    summary: 'Offer a reward for points; it is to be had once the ledger has taken it',
    body: z.strictObject({
      merchantId: uuid,
      ...words,
      price,
      stock,
      startsAt: instant,
      endsAt: instant.nullable(),
      validityDays: z.number().int().min(1).max(longestVoucherDays),
    }),
    response: accepted,
    status: 202,
    idempotent: true,
  }),
  changeStock: defineRoute({
    id: 'changeRewardStock',
    method: 'POST',
    path: '/api/loyalty/rewards/:id/stock',
    access: { right: 'points.publish' },
    tag,
    summary: 'Add pieces to the stock of a reward, or take some away',
    params: idParams,
    body: z.strictObject({
      change: z
        .number()
        .int()
        .min(-1_000_000_000)
        .max(1_000_000_000)
        .refine((change) => change !== 0, 'must not be 0'),
    }),
    response: accepted,
    status: 202,
    idempotent: true,
  }),
  end: defineRoute({
    id: 'endReward',
    method: 'POST',
    path: '/api/loyalty/rewards/:id/end',
    access: { right: 'points.publish' },
    tag,
    summary: 'End the offer of a reward now; vouchers stay good',
    params: idParams,
    body: z.strictObject({}),
    response: accepted,
    status: 202,
    idempotent: true,
  }),
  vouchers: defineRoute({
    id: 'listVouchers',
    method: 'GET',
    path: '/api/loyalty/vouchers',
    access: { right: 'points.read' },
    tag,
    summary: 'Vouchers of the programme, newest first',
    query: z.strictObject({ ...pageQuery, state: voucherState.optional() }),
    response: pageOf(voucher),
  }),
  find: defineRoute({
    id: 'findVoucher',
    method: 'POST',
    path: '/api/loyalty/till',
    access: { right: 'points.till' },
    tag,
    summary: 'The voucher of a code, as the till needs it. A POST, so that no code gets into an address',
    body: z.strictObject({ code: z.string().min(1).max(40) }),
    response: tillVoucher,
  }),
  use: defineRoute({
    id: 'useVoucher',
    method: 'POST',
    path: '/api/loyalty/vouchers/:id/use',
    access: { right: 'points.till' },
    tag,
    summary: 'Use a voucher, once',
    params: idParams,
    body: z.strictObject({}),
    response: accepted,
    idempotent: true,
  }),
  cancel: defineRoute({
    id: 'cancelVoucher',
    method: 'POST',
    path: '/api/loyalty/vouchers/:id/cancellation',
    access: { right: 'points.till' },
    tag,
    summary: 'Cancel a voucher that was not used; its points go back',
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
    response: accepted,
    idempotent: true,
  }),
} as const

const own = { access: 'customer', tag: 'Portal' } as const

/** Rewards for a signed-in customer. */
export const portalRewardRoutes = {
  catalogue: defineRoute({
    id: 'portalRewards',
    method: 'GET',
    path: '/api/portal/rewards',
    ...own,
    summary: 'Rewards that are offered now, cheapest first, at most 200',
    response: z.object({ items: z.array(offeredReward) }),
  }),
  redeem: defineRoute({
    id: 'portalRedeem',
    method: 'POST',
    path: '/api/portal/rewards/:id/redemptions',
    ...own,
    summary: 'Spend points on a reward; the voucher is there once the ledger has given it',
    params: idParams,
    body: z.strictObject({}),
    response: accepted,
    status: 202,
    idempotent: true,
  }),
  vouchers: defineRoute({
    id: 'portalVouchers',
    method: 'GET',
    path: '/api/portal/vouchers',
    ...own,
    summary: 'My vouchers, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(ownVoucher),
  }),
} as const
