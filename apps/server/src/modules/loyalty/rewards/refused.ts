import type { Tx } from '../../../platform/db/index.ts'
import { bytesOf } from '../../../platform/hex.ts'
import type { Hex, RefusedCall } from '../needs.ts'
import { purpose, voucherBody } from './entry.ts'
import { tellOf, tellOfCatalogue, type RewardParts } from './needs.ts'
import { countUsed, lockReward, lockVoucherBy } from './store.ts'

const unknown = 'Unknown'
const nameOf = ({ refusal }: RefusedCall): string => refusal?.name ?? unknown

/** The ledger did not take an offer. */
const offerRefused = async (tx: Tx, parts: RewardParts, call: RefusedCall): Promise<void> => {
  const found = await tx.maybe<{ id: string; name: string; nameZh: string }>({
    name: 'reward-refused',
    text: `update reward set state = 'refused', refusal = $3 where organisation_id = $1 and reference = $2
            and state = 'submitted' returning id, name, name_zh as "nameZh"`,
    values: [tx.organisationId, bytesOf(call.reference), nameOf(call)],
  })
  if (found === undefined) return
  const { id, name, nameZh } = found
  const body = { rewardId: id, name, nameZh, refusal: nameOf(call) }
  await parts.record(tx, { subject: tx.organisationId, kind: 'reward.refused', actor: 'system', purpose, body })
  tellOfCatalogue(tx, parts)
}

/** The ledger did not take a change of the stock: meanwhile pieces were redeemed. */
const stockRefused = async (tx: Tx, parts: RewardParts, call: RefusedCall): Promise<void> => {
  const found = await tx.maybe<{ rewardId: string; change: string }>({
    name: 'reward-stock-refused',
    text: `update reward_stock set state = 'refused' where organisation_id = $1 and reference = $2
            and state = 'requested' returning reward_id as "rewardId", change::text as change`,
    values: [tx.organisationId, bytesOf(call.reference)],
  })
  if (found === undefined) return
  const body = { ...found, refusal: nameOf(call) }
  await parts.record(tx, { subject: tx.organisationId, kind: 'reward.stock-refused', actor: 'system', purpose, body })
  tellOfCatalogue(tx, parts)
}

/** The ledger gave no voucher: not enough points, nothing left, too late. Nothing was taken. */
const redemptionRefused = async (tx: Tx, parts: RewardParts, call: RefusedCall): Promise<void> => {
  const voucher = await lockVoucherBy(tx, bytesOf(call.args[2] as Hex))
  if (voucher?.state !== 'requested') return
  const reward = await lockReward(tx, voucher.rewardId)
  if (reward === undefined) return
  const { id: entryId } = await parts.record(tx, {
    subject: voucher.customerId,
    kind: 'voucher.refused',
    actor: 'system',
    purpose,
    body: { ...voucherBody(voucher, reward), refusal: nameOf(call) },
  })
  await tx.rows({
    name: 'voucher-refused',
    text: `update voucher set state = 'refused', refusal = $3, entry_id = $4 where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, voucher.id, nameOf(call), entryId],
  })
  tellOf(tx, parts, voucher.customerId)
}

/** The ledger did not let a voucher be used or cancelled: it stays what it was, and everybody is told why. */
const closingRefused = async (tx: Tx, parts: RewardParts, call: RefusedCall): Promise<void> => {
  const voucher = await lockVoucherBy(tx, bytesOf(call.args[1] as Hex))
  if (voucher === undefined || voucher.closedBlock !== null || voucher.closedAt === null) return
  const reward = await lockReward(tx, voucher.rewardId)
  if (reward === undefined) return
  const { id: entryId } = await parts.record(tx, {
    subject: voucher.customerId,
    kind: 'voucher.kept',
    actor: 'system',
    purpose,
    body: { ...voucherBody(voucher, reward), wanted: voucher.state, refusal: nameOf(call) },
  })
  await tx.rows({
    name: 'voucher-kept',
    text: `update voucher set state = 'valid', closed_at = null, refusal = $3, entry_id = $4
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, voucher.id, nameOf(call), entryId],
  })
  if (voucher.state === 'used') await countUsed(tx, reward.id, -1)
  tellOf(tx, parts, voucher.customerId)
}

/** What becomes of each call that the Rewards contract can refuse, by its function. */
export const refusedRewardCalls = {
  offer: offerRefused,
  changeStock: stockRefused,
  redeem: redemptionRefused,
  use: closingRefused,
  cancel: closingRefused,
} as const
