import { voucherCodeOf } from '@candor/api'
import { referenceOf } from '@candor/ledger'
import type { Tx } from '../../../platform/db/index.ts'
import { hexOf } from '../../../platform/hex.ts'
import { loyaltyErrors } from '../errors.ts'
import { takingPart } from '../programme.ts'
import { voucherCodes } from './code.ts'
import { purpose, voucherBody } from './entry.ts'
import { tellOf, type RewardParts } from './needs.ts'
import { countUsed, lockReward, lockVoucher, type StoredVoucher } from './store.ts'

/** The voucher of a code. @throws VOUCHER_NOT_FOUND, for what cannot be a code too */
export const voucherIdOf = async (tx: Tx, typed: string): Promise<string> => {
  const code = voucherCodeOf(typed)
  const absent = loyaltyErrors.VOUCHER_NOT_FOUND('no voucher has this code')
  if (code === undefined) throw absent
  const { indexOf } = await voucherCodes(tx)
  const found = await tx.maybe<{ id: string }>({
    name: 'voucher-by-code',
    text: 'select id from voucher where organisation_id = $1 and code_index = $2',
    values: [tx.organisationId, indexOf(code)],
  })
  if (found === undefined) throw absent
  return found.id
}

const requireGood = (voucher: StoredVoucher | undefined, id: string): StoredVoucher => {
  if (voucher === undefined) throw loyaltyErrors.VOUCHER_NOT_FOUND(`there is no voucher ${id}`)
  const { state, expiresAt } = voucher
  if (state === 'used') throw loyaltyErrors.VOUCHER_USED('the voucher was used before')
  if (state === 'cancelled') throw loyaltyErrors.VOUCHER_CANCELLED('the voucher was cancelled before')
  if (state !== 'valid') throw loyaltyErrors.VOUCHER_NOT_READY(`the ledger has not given this voucher: it is ${state}`)
  if (expiresAt !== null && expiresAt.getTime() <= Date.now()) {
    throw loyaltyErrors.VOUCHER_EXPIRED(`the voucher could be used until ${expiresAt.toISOString()}`)
  }
  return voucher
}

type Closing = {
  readonly state: 'used' | 'cancelled'
  readonly functionName: 'use' | 'cancel'
  readonly actor: string
  readonly reason?: string
}

const close = async (
  tx: Tx,
  parts: RewardParts,
  id: string,
  { state, functionName, actor, reason }: Closing,
): Promise<{ id: string; entryId: string }> => {
  const voucher = requireGood(await lockVoucher(tx, id), id)
  const reward = await lockReward(tx, voucher.rewardId)
  const merchant = (await takingPart(tx, voucher.programmeId)).find(
    ({ merchantId }) => merchantId === voucher.merchantId,
  )
  if (reward === undefined || merchant === undefined) {
    throw loyaltyErrors.LOYALTY_MERCHANT_NOT_FOUND('the voucher’s merchant takes no part in the programme')
  }
  const { id: entryId } = await parts.record(tx, {
    subject: voucher.customerId,
    kind: `voucher.${state}`,
    actor,
    purpose,
    body: { ...voucherBody(voucher, reward), ...(reason !== undefined && { reason }) },
  })
  await tx.rows({
    name: 'voucher-close',
    text: `update voucher set state = $3, closed_at = now(), closings = closings + 1, entry_id = $4, refusal = null
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, state, entryId],
  })
  if (state === 'used') await countUsed(tx, reward.id, 1)
  const reference = referenceOf(`voucher-${functionName}`, id, String(voucher.closings + 1))
  const args = [merchant.member, hexOf(voucher.reference), reference]
  await parts.enqueueCall(tx, { reference, contract: 'Rewards', functionName, args }, merchant.member)
  tellOf(tx, parts, voucher.customerId)
  return { id, entryId }
}

/**
 * Uses a voucher. Two tills at once: the second waits for the first and is refused. The ledger confirms it a moment later.
 * @throws VOUCHER_NOT_FOUND, VOUCHER_USED, VOUCHER_CANCELLED, VOUCHER_NOT_READY, VOUCHER_EXPIRED
 */
export const useVoucher = async (tx: Tx, parts: RewardParts, id: string, actor: string) =>
  close(tx, parts, id, { state: 'used', functionName: 'use', actor })

/**
 * Cancels a voucher that was not used: the contract gives the points back to the epochs that they came from.
 * @param reason in words, for the member too
 * @throws as {@link useVoucher}
 */
export const cancelVoucher = async (tx: Tx, parts: RewardParts, id: string, reason: string, actor: string) =>
  close(tx, parts, id, { state: 'cancelled', functionName: 'cancel', actor, reason })
