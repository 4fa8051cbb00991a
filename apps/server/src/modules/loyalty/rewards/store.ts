import type { Tx } from '../../../platform/db/index.ts'

/** A reward as it is stored. */
export type StoredReward = {
  readonly id: string
  readonly programmeId: string
  readonly merchantId: string
  readonly item: number | null
  readonly name: string
  readonly nameZh: string
  readonly description: string
  readonly descriptionZh: string
  readonly content: Buffer
  readonly price: number
  readonly stock: number
  readonly startsAt: Date
  readonly endsAt: Date | null
  readonly validityDays: number
  readonly state: 'submitted' | 'offered' | 'refused'
  readonly refusal: string | null
  readonly entryId: string
  readonly createdAt: Date
}

/** Columns of a {@link StoredReward}; table `r`. */
export const rewardColumns = `r.id, r.programme_id as "programmeId", r.merchant_id as "merchantId", r.item, r.name,
  r.name_zh as "nameZh", r.description, r.description_zh as "descriptionZh", r.content, r.price::float8 as price,
  r.stock::float8 as stock, r.starts_at as "startsAt", r.ends_at as "endsAt", r.validity_days as "validityDays", r.state,
  r.refusal, r.entry_id as "entryId", r.created_at as "createdAt"`

/** A voucher as it is stored. */
export type StoredVoucher = {
  readonly id: string
  readonly rewardId: string
  readonly programmeId: string
  readonly merchantId: string
  readonly customerId: string
  readonly holder: number
  readonly points: number
  readonly reference: Buffer
  readonly state: 'requested' | 'valid' | 'refused' | 'used' | 'cancelled'
  readonly refusal: string | null
  readonly requestedAt: Date
  readonly redeemedAt: Date | null
  readonly expiresAt: Date | null
  readonly transactionHash: Buffer | null
  readonly closedAt: Date | null
  readonly closings: number
  readonly closedBlock: number | null
  readonly requestEntryId: string
  readonly redeemedEntryId: string | null
  readonly entryId: string
}

/** Columns of a {@link StoredVoucher}; table `v`. */
export const voucherColumns = `v.id, v.reward_id as "rewardId", v.programme_id as "programmeId",
  v.merchant_id as "merchantId", v.customer_id as "customerId", v.holder, v.points::float8 as points, v.reference, v.state,
  v.refusal, v.requested_at as "requestedAt", v.redeemed_at as "redeemedAt", v.expires_at as "expiresAt",
  v.transaction_hash as "transactionHash", v.closed_at as "closedAt", v.closings, v.closed_block as "closedBlock",
  v.request_entry_id as "requestEntryId", v.redeemed_entry_id as "redeemedEntryId", v.entry_id as "entryId"`

/** A reward, locked for the transaction. */
export const lockReward = async (tx: Tx, id: string): Promise<StoredReward | undefined> =>
  tx.maybe<StoredReward>({
    name: 'reward-lock',
    text: `select ${rewardColumns} from reward r where r.organisation_id = $1 and r.id = $2 for update`,
    values: [tx.organisationId, id],
  })

/** A voucher, locked for the transaction. */
export const lockVoucher = async (tx: Tx, id: string): Promise<StoredVoucher | undefined> =>
  tx.maybe<StoredVoucher>({
    name: 'voucher-lock',
    text: `select ${voucherColumns} from voucher v where v.organisation_id = $1 and v.id = $2 for update`,
    values: [tx.organisationId, id],
  })

/** The voucher of a reference on the ledger, locked likewise. */
export const lockVoucherBy = async (tx: Tx, reference: Buffer): Promise<StoredVoucher | undefined> =>
  tx.maybe<StoredVoucher>({
    name: 'voucher-lock-by-reference',
    text: `select ${voucherColumns} from voucher v where v.organisation_id = $1 and v.reference = $2 for update`,
    values: [tx.organisationId, reference],
  })

/** Counts vouchers of a reward that are used now, or are not after all. */
export const countUsed = async (tx: Tx, rewardId: string, change: 1 | -1): Promise<void> => {
  await tx.rows({
    name: 'reward-count-used',
    text: 'update reward set used = used + $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, rewardId, change],
  })
}

/** Adds to the stock of a reward what an event of the ledger says. */
export const addToStock = async (tx: Tx, rewardId: string, change: number): Promise<void> => {
  await tx.rows({
    name: 'reward-stock-add',
    text: 'update reward set stock = stock + $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, rewardId, change],
  })
}
