import type { JsonObject } from '@candor/journal'
import { hexOf } from '../../../platform/hex.ts'
import type { StoredReward, StoredVoucher } from './store.ts'

/** What every entry about a voucher says of it. Entries are checked against the row by the same function. */
export const voucherBody = (
  voucher: Pick<StoredVoucher, 'id' | 'points' | 'merchantId' | 'holder' | 'reference'>,
  reward: Pick<StoredReward, 'id' | 'name' | 'nameZh' | 'item'>,
): JsonObject => ({
  voucherId: voucher.id,
  rewardId: reward.id,
  name: reward.name,
  nameZh: reward.nameZh,
  merchantId: voucher.merchantId,
  points: String(voucher.points),
  item: reward.item,
  holder: voucher.holder,
  reference: hexOf(voucher.reference),
})

/** What the entry of a reward's offer says. */
export const rewardBody = (
  reward: Pick<
    StoredReward,
    | 'id'
    | 'name'
    | 'nameZh'
    | 'description'
    | 'descriptionZh'
    | 'merchantId'
    | 'price'
    | 'startsAt'
    | 'validityDays'
    | 'content'
  >,
  stock: number,
  endsAt: Date | null,
): JsonObject => ({
  rewardId: reward.id,
  merchantId: reward.merchantId,
  name: reward.name,
  nameZh: reward.nameZh,
  description: reward.description,
  descriptionZh: reward.descriptionZh,
  price: String(reward.price),
  stock: String(stock),
  startsAt: reward.startsAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
  validityDays: reward.validityDays,
  content: hexOf(reward.content),
})

export const purpose = 'service-contract'
