import type { Tx } from '../../../platform/db/index.ts'
import { bytesOf, hexOf } from '../../../platform/hex.ts'
import type { Hex, LedgerLog } from '../needs.ts'
import { findProgramme } from '../programme.ts'
import { purpose, voucherBody } from './entry.ts'
import { tellOf, tellOfCatalogue, type RewardParts } from './needs.ts'
import { addToStock, countUsed, lockReward, lockVoucherBy, type StoredReward, type StoredVoucher } from './store.ts'

const referenceIn = ({ args }: LedgerLog): Buffer => bytesOf(args['ref'] as Hex)
const time = (seconds: unknown): Date => new Date(Number(seconds) * 1000)

const offered = async (tx: Tx, parts: RewardParts, log: LedgerLog): Promise<void> => {
  const found = await tx.maybe<{ id: string; name: string; nameZh: string; offeredEntryId: string | null }>({
    name: 'reward-offered',
    text: `update reward set item = $3, state = 'offered', refusal = null, offered_block = $4
            where organisation_id = $1 and reference = $2
            returning id, name, name_zh as "nameZh", offered_entry_id as "offeredEntryId"`,
    values: [tx.organisationId, referenceIn(log), log.args['item'], log.blockNumber],
  })
  if (found === undefined) return
  tellOfCatalogue(tx, parts)
  // Said again, as after the chain went back, it is no news.
  if (found.offeredEntryId !== null) return
  const { id, name, nameZh } = found
  const { id: entryId } = await parts.record(tx, {
    subject: tx.organisationId,
    kind: 'reward.offered',
    actor: 'system',
    purpose,
    body: { rewardId: id, name, nameZh, item: Number(log.args['item']), transactionHash: log.transactionHash },
  })
  await tx.rows({
    text: 'update reward set offered_entry_id = $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, id, entryId],
  })
}

const stockChanged = async (tx: Tx, parts: RewardParts, log: LedgerLog): Promise<void> => {
  const done = await tx.maybe<{ rewardId: string; change: number }>({
    name: 'reward-stock-done',
    text: `update reward_stock set state = 'done', block_number = $3
            where organisation_id = $1 and reference = $2 and state <> 'done'
            returning reward_id as "rewardId", change::float8 as change`,
    values: [tx.organisationId, referenceIn(log), log.blockNumber],
  })
  if (done === undefined) return
  await addToStock(tx, done.rewardId, done.change)
  tellOfCatalogue(tx, parts)
}

const ended = async (tx: Tx, parts: RewardParts, log: LedgerLog): Promise<void> => {
  const programme = await findProgramme(tx)
  await tx.rows({
    name: 'reward-ended',
    text: `update reward set ends_at = $4, ended_block = $5
            where organisation_id = $1 and programme_id = $2 and item = $3`,
    values: [tx.organisationId, programme?.id, log.args['item'], time(log.args['endsAt']), log.blockNumber],
  })
  tellOfCatalogue(tx, parts)
}

const voucherOf = async (
  tx: Tx,
  log: LedgerLog,
): Promise<{ voucher: StoredVoucher; reward: StoredReward } | undefined> => {
  const voucher = await lockVoucherBy(tx, referenceIn(log))
  const reward = voucher && (await lockReward(tx, voucher.rewardId))
  return voucher && reward && { voucher, reward }
}

const redeemed = async (tx: Tx, parts: RewardParts, log: LedgerLog): Promise<void> => {
  const found = await voucherOf(tx, log)
  // A voucher that is not known here was given by another system of the same merchant.
  if (found === undefined) return
  const { voucher, reward } = found
  const expiresAt = time(log.args['expiresAt'])
  const isSame =
    voucher.redeemedEntryId !== null &&
    voucher.expiresAt?.getTime() === expiresAt.getTime() &&
    voucher.transactionHash !== null &&
    hexOf(voucher.transactionHash) === log.transactionHash
  const entryId = isSame
    ? voucher.redeemedEntryId
    : (
        await parts.record(tx, {
          subject: voucher.customerId,
          kind: 'reward.redeemed',
          actor: 'system',
          purpose,
          body: {
            ...voucherBody(voucher, reward),
            redeemedAt: log.blockTime.toISOString(),
            expiresAt: expiresAt.toISOString(),
            transactionHash: log.transactionHash,
          },
        })
      ).id
  const isNew = await tx.maybe({
    name: 'voucher-redeemed',
    text: `update voucher set state = case when state in ('requested', 'refused') then 'valid' else state end,
             refusal = null, redeemed_at = $3, expires_at = $4, redeemed_block = $5, transaction_hash = $6,
             redeemed_entry_id = $7, entry_id = case when state in ('requested', 'refused') then $7 else entry_id end
            where organisation_id = $1 and id = $2 and redeemed_block is null returning id`,
    values: [
      tx.organisationId,
      voucher.id,
      log.blockTime,
      expiresAt,
      log.blockNumber,
      bytesOf(log.transactionHash),
      entryId,
    ],
  })
  if (isNew !== undefined) await addToStock(tx, reward.id, -1)
  tellOf(tx, parts, voucher.customerId)
}

const closed = async (tx: Tx, parts: RewardParts, log: LedgerLog, state: 'used' | 'cancelled'): Promise<void> => {
  const found = await voucherOf(tx, log)
  if (found === undefined || found.voucher.closedBlock !== null) return
  const { voucher, reward } = found
  let { entryId } = voucher
  // The ledger has the last word, as when another system of the merchant was first.
  if (voucher.state !== state) {
    const body = { ...voucherBody(voucher, reward), transactionHash: log.transactionHash }
    const entry = { subject: voucher.customerId, kind: `voucher.${state}`, actor: 'system', purpose, body } as const
    entryId = (await parts.record(tx, entry)).id
    if (state === 'used') await countUsed(tx, reward.id, 1)
    if (voucher.state === 'used') await countUsed(tx, reward.id, -1)
  }
  await tx.rows({
    name: 'voucher-closed',
    text: `update voucher set state = $3, closed_at = coalesce(closed_at, $4), closed_block = $5, entry_id = $6
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, voucher.id, state, log.blockTime, log.blockNumber, entryId],
  })
  if (state === 'cancelled') await addToStock(tx, reward.id, 1)
  tellOf(tx, parts, voucher.customerId)
}

/** Turns an event of the Rewards contract into the organisation's own rows, in the transaction in which it is handed on. */
export const projectReward = async (tx: Tx, parts: RewardParts, log: LedgerLog): Promise<void> => {
  if (log.event === 'Offered') await offered(tx, parts, log)
  if (log.event === 'StockChanged') await stockChanged(tx, parts, log)
  if (log.event === 'Ended') await ended(tx, parts, log)
  if (log.event === 'Redeemed') await redeemed(tx, parts, log)
  if (log.event === 'Used') await closed(tx, parts, log, 'used')
  if (log.event === 'Cancelled') await closed(tx, parts, log, 'cancelled')
}

/**
 * Takes back what the chain took back. What people did stays; it only waits for the ledger again, whose calls are sent
 * once more.
 */
export const retractRewards = async (tx: Tx, fromBlock: number): Promise<void> => {
  const values = [tx.organisationId, fromBlock]
  const giveBack = (table: string, sum: string, where: string, set: string): string => `
    with gone as (update ${table} set ${set} where organisation_id = $1 and ${where} returning reward_id, ${sum} as pieces),
         sums as (select reward_id, sum(pieces) as pieces from gone group by reward_id)
    update reward r set stock = r.stock + sums.pieces from sums where r.organisation_id = $1 and r.id = sums.reward_id`
  await tx.rows({
    text: giveBack(
      'voucher',
      `case state when 'cancelled' then -1 else 0 end`,
      'closed_block >= $2',
      'closed_block = null',
    ),
    values,
  })
  await tx.rows({
    text: giveBack(
      'voucher',
      '1',
      'redeemed_block >= $2',
      `redeemed_block = null, state = case state when 'valid' then 'requested' else state end`,
    ),
    values,
  })
  await tx.rows({
    text: giveBack('reward_stock', '-change', 'block_number >= $2', `block_number = null, state = 'requested'`),
    values,
  })
  await tx.rows({
    text: `update reward set ends_at = first_ends_at, ended_block = null
            where organisation_id = $1 and ended_block >= $2`,
    values,
  })
  await tx.rows({
    text: `update reward set item = null, offered_block = null, state = 'submitted'
            where organisation_id = $1 and offered_block >= $2`,
    values,
  })
}
