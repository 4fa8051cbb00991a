import { pointsSpending, referenceOf } from '@candor/ledger'
import { privateKeyToAccount } from 'viem/accounts'
import { subjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { bytesOf } from '../../../platform/hex.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { loyaltyErrors } from '../errors.ts'
import { openHolderKey } from '../holder-key.ts'
import { programmeOf, takingPart } from '../programme.ts'
import { voucherCodes } from './code.ts'
import { purpose, voucherBody } from './entry.ts'
import { tellOf, type RewardParts } from './needs.ts'
import { lockReward, type StoredReward } from './store.ts'

/** How long the ledger may be away before a redemption has to be asked for anew (milliseconds). */
const patience = 24 * 3_600_000

type Account = { readonly customerId: string; readonly number: number }

/** What is known of a customer's points before the transaction that spends some. */
export type Purse = {
  /** The customer's accounts, with what the contract says that each holds. */
  readonly accounts: readonly (Account & { readonly balance: bigint })[]
}

/** The customer's accounts that the ledger knows, their own first. @throws LOYALTY_NO_PROGRAMME */
export const accountsOf = async (tx: Tx, customerId: string): Promise<{ programme: number; accounts: Account[] }> => {
  const programme = await programmeOf(tx)
  const accounts = await tx.rows<Account>({
    name: 'reward-accounts',
    text: `select customer_id as "customerId", number from holder
            where organisation_id = $1 and programme_id = $2 and customer_id in (select customer_records($3))
              and number is not null order by customer_id <> $3, number`,
    values: [tx.organisationId, programme.id, customerId],
  })
  return { programme: programme.number, accounts }
}

/** Asks the contract what the accounts hold, outside of any transaction. @throws LOYALTY_LEDGER_UNREACHABLE */
export const purseOf = async (
  parts: RewardParts,
  { programme, accounts }: { readonly programme: number; readonly accounts: readonly Account[] },
): Promise<Purse> => {
  try {
    const balances = accounts.map(async (account) => ({
      ...account,
      balance: await parts.ledger().balanceOf(programme, account.number),
    }))
    return { accounts: await Promise.all(balances) }
  } catch (cause) {
    throw loyaltyErrors.LOYALTY_LEDGER_UNREACHABLE('the points contract did not answer', { cause })
  }
}

/** Points of an account that requests under way will take, and the sealed key; the account is locked. */
const lockAccount = async (tx: Tx, programmeId: string, { number }: Account) => {
  const { keySealed } = await tx.one<{ keySealed: Buffer }>({
    name: 'reward-account-lock',
    text: `select key_sealed as "keySealed" from holder
            where organisation_id = $1 and programme_id = $2 and number = $3 for update`,
    values: [tx.organisationId, programmeId, number],
  })
  const { under } = await tx.one<{ under: string }>({
    name: 'reward-account-under-way',
    text: `select coalesce(sum(points), 0)::text as under from voucher
            where organisation_id = $1 and holder = $2 and state = 'requested'`,
    values: [tx.organisationId, number],
  })
  return { keySealed, under: BigInt(under) }
}

const requireOffered = async (tx: Tx, id: string): Promise<StoredReward & { item: number }> => {
  const reward = await lockReward(tx, id)
  const item = reward?.item ?? null
  if (reward === undefined || reward.state !== 'offered' || item === null) {
    throw loyaltyErrors.REWARD_NOT_FOUND(`no reward ${id} is offered`)
  }
  const now = Date.now()
  if (reward.startsAt.getTime() > now || (reward.endsAt !== null && reward.endsAt.getTime() <= now)) {
    throw loyaltyErrors.REWARD_NOT_OFFERED('the reward is not offered at this time')
  }
  const { waiting } = await tx.one<{ waiting: number }>({
    name: 'reward-waiting',
    text: `select count(*)::int as waiting from voucher
            where organisation_id = $1 and reward_id = $2 and state = 'requested'`,
    values: [tx.organisationId, id],
  })
  if (reward.stock - waiting <= 0) throw loyaltyErrors.REWARD_OUT_OF_STOCK('nothing of the reward is left')
  return { ...reward, item }
}

/** The first account from which the price can be paid. */
const payer = async (tx: Tx, programmeId: string, { accounts }: Purse, price: number) => {
  for (const account of accounts) {
    const { keySealed, under } = await lockAccount(tx, programmeId, account)
    if (account.balance - under >= BigInt(price)) return { ...account, keySealed }
  }
  throw loyaltyErrors.REWARD_POINTS_SHORT(`no account holds ${price} points`)
}

/**
 * Asks for a reward in the customer's name: the customer's own key signs the spending, and entry, voucher and call to the
 * ledger come into being together. What the contract would refuse now is refused here; balance and stock are the contract's
 * to decide, so the voucher is good once it has said so.
 * @param purse what the contract said just before
 * @throws REWARD_NOT_FOUND, REWARD_NOT_OFFERED, REWARD_OUT_OF_STOCK, REWARD_POINTS_SHORT, SUBJECT_ERASED
 */
export const redeem = async (
  tx: Tx,
  parts: RewardParts,
  purse: Purse,
  { rewardId, actor }: { readonly rewardId: string; readonly actor: string },
): Promise<{ id: string; entryId: string }> => {
  const programme = await programmeOf(tx)
  const reward = await requireOffered(tx, rewardId)
  const merchant = (await takingPart(tx, programme.id)).find(({ merchantId }) => merchantId === reward.merchantId)
  if (merchant === undefined) throw loyaltyErrors.REWARD_NOT_FOUND(`no reward ${rewardId} is offered`)
  const account = await payer(tx, programme.id, purse, reward.price)

  const id = uuidv7()
  const reference = referenceOf('voucher', id)
  const deadline = new Date(Math.floor((Date.now() + patience) / 1000) * 1000)
  const { Points, Rewards } = parts.addresses()
  const act = {
    spender: Rewards,
    programme: programme.number,
    holder: account.number,
    points: reward.price,
    purpose: reward.item,
    ref: reference,
    deadline,
  }
  const key = openHolderKey(await subjectKey(tx, account.customerId), account.customerId, account.keySealed)
  const place = { chainId: parts.chainId(), contract: Points }
  const signature = await privateKeyToAccount(key).signTypedData(pointsSpending(place, act))

  const voucher = {
    id,
    points: reward.price,
    merchantId: reward.merchantId,
    holder: account.number,
    reference: bytesOf(reference),
  }
  const { id: entryId } = await parts.record(tx, {
    subject: account.customerId,
    kind: 'voucher.requested',
    actor,
    purpose,
    body: { ...voucherBody(voucher, reward), deadline: deadline.toISOString(), signature },
  })
  const codes = await voucherCodes(tx)
  await tx.rows({
    name: 'voucher-insert',
    text: `insert into voucher (organisation_id, id, reward_id, programme_id, merchant_id, customer_id, holder, points,
             reference, code_index, request_entry_id, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
    values: [
      tx.organisationId,
      id,
      rewardId,
      programme.id,
      reward.merchantId,
      account.customerId,
      account.number,
      reward.price,
      voucher.reference,
      codes.indexOf(codes.codeOf(id)),
      entryId,
    ],
  })
  const args = [reward.item, account.number, reference, Math.floor(deadline.getTime() / 1000), signature]
  await parts.enqueueCall(tx, { reference, contract: 'Rewards', functionName: 'redeem', args }, merchant.member)
  tellOf(tx, parts, account.customerId)
  return { id, entryId }
}
