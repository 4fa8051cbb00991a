import type { rewardRoutes, RouteInput } from '@candor/api'
import { referenceOf } from '@candor/ledger'
import type { Tx } from '../../../platform/db/index.ts'
import { bytesOf, hexOf } from '../../../platform/hex.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { loyaltyErrors } from '../errors.ts'
import { programmeOf, takingPart, type TakingPart } from '../programme.ts'
import { contentOf } from './content.ts'
import { purpose, rewardBody } from './entry.ts'
import { tellOfCatalogue, type RewardParts } from './needs.ts'
import { lockReward, type StoredReward } from './store.ts'

/** A reward to be. */
export type NewReward = RouteInput<typeof rewardRoutes.create>['body']

type Accepted = { readonly id: string; readonly entryId: string }

const day = 86_400
const seconds = (time: Date | null): number => (time === null ? 0 : Math.floor(time.getTime() / 1000))

const merchantTakingPart = async (tx: Tx, programmeId: string, merchantId: string): Promise<TakingPart> => {
  const found = (await takingPart(tx, programmeId)).find((each) => each.merchantId === merchantId)
  if (found !== undefined) return found
  throw loyaltyErrors.LOYALTY_MERCHANT_NOT_FOUND(`merchant ${merchantId} takes no part in the programme`, {
    errors: [{ path: '/body/merchantId', message: 'takes no part in the programme' }],
  })
}

const wholeSeconds = (instant: string): Date => new Date(Math.floor(Date.parse(instant) / 1000) * 1000)

/**
 * Offers a reward: the row, the entry and the call to the ledger in one transaction. Members see it once the ledger has
 * taken it.
 * @throws LOYALTY_NO_PROGRAMME, LOYALTY_MERCHANT_NOT_FOUND, REWARD_INVALID
 */
export const createReward = async (
  tx: Tx,
  parts: RewardParts,
  { merchantId, ...given }: NewReward,
  actor: string,
): Promise<Accepted> => {
  const programme = await programmeOf(tx)
  const { member } = await merchantTakingPart(tx, programme.id, merchantId)
  const startsAt = wholeSeconds(given.startsAt)
  const endsAt = given.endsAt === null ? null : wholeSeconds(given.endsAt)
  if (endsAt !== null && endsAt <= startsAt) {
    throw loyaltyErrors.REWARD_INVALID('the offer ends before it begins', {
      errors: [{ path: '/body/endsAt', message: 'must lie after startsAt' }],
    })
  }
  const id = uuidv7()
  const content = contentOf(given)
  const reference = referenceOf('reward', id)
  const { id: entryId } = await parts.record(tx, {
    subject: tx.organisationId,
    kind: 'reward.submitted',
    actor,
    purpose,
    body: rewardBody({ ...given, id, merchantId, startsAt, content }, given.stock, endsAt),
  })
  await tx.rows({
    name: 'reward-insert',
    text: `insert into reward (organisation_id, id, programme_id, merchant_id, reference, name, name_zh, description,
             description_zh, content, price, first_stock, stock, starts_at, first_ends_at, ends_at, validity_days, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $14, $15, $16)`,
    values: [
      tx.organisationId,
      id,
      programme.id,
      merchantId,
      bytesOf(reference),
      given.name,
      given.nameZh,
      given.description,
      given.descriptionZh,
      content,
      given.price,
      given.stock,
      startsAt,
      endsAt,
      given.validityDays,
      entryId,
    ],
  })
  const terms = {
    price: given.price,
    stock: given.stock,
    startsAt: seconds(startsAt),
    endsAt: seconds(endsAt),
    validity: given.validityDays * day,
    content: hexOf(content),
  }
  const args = [programme.number, member, reference, terms]
  await parts.enqueueCall(tx, { reference, contract: 'Rewards', functionName: 'offer', args }, member)
  tellOfCatalogue(tx, parts)
  return { id, entryId }
}

/** A reward that the ledger has, and its merchant. @throws REWARD_NOT_FOUND, REWARD_NOT_READY */
const offeredReward = async (tx: Tx, id: string): Promise<StoredReward & { item: number; member: number }> => {
  const reward = await lockReward(tx, id)
  if (reward === undefined) throw loyaltyErrors.REWARD_NOT_FOUND(`there is no reward ${id}`)
  const { item } = reward
  if (reward.state !== 'offered' || item === null) {
    throw loyaltyErrors.REWARD_NOT_READY(`the ledger has not taken the reward: it is ${reward.state}`)
  }
  const { member } = await merchantTakingPart(tx, reward.programmeId, reward.merchantId)
  return { ...reward, item, member }
}

/**
 * Adds pieces to the stock or takes some away, as the ledger lets it.
 * @throws REWARD_NOT_FOUND, REWARD_NOT_READY, REWARD_STOCK_SHORT when fewer are left than are to be taken away
 */
export const changeStock = async (
  tx: Tx,
  parts: RewardParts,
  id: string,
  change: number,
  actor: string,
): Promise<Accepted> => {
  const { item, member, stock, name, nameZh } = await offeredReward(tx, id)
  if (stock + change < 0) {
    throw loyaltyErrors.REWARD_STOCK_SHORT(`${stock} pieces are left, ${-change} cannot be taken away`, {
      errors: [{ path: '/body/change', message: `must be at least ${-stock}` }],
    })
  }
  const reference = referenceOf('reward-stock', uuidv7())
  const body = { rewardId: id, name, nameZh, change: String(change), reference }
  const { id: entryId } = await parts.record(tx, {
    subject: tx.organisationId,
    kind: 'reward.stock-changed',
    actor,
    purpose,
    body,
  })
  await tx.rows({
    name: 'reward-stock-insert',
    text: `insert into reward_stock (organisation_id, reference, reward_id, change, entry_id)
           values ($1, $2, $3, $4, $5)`,
    values: [tx.organisationId, bytesOf(reference), id, change, entryId],
  })
  const args = [item, reference, change]
  await parts.enqueueCall(tx, { reference, contract: 'Rewards', functionName: 'changeStock', args }, member)
  tellOfCatalogue(tx, parts)
  return { id, entryId }
}

/** Ends an offer now. @throws REWARD_NOT_FOUND, REWARD_NOT_READY, REWARD_ENDED */
export const endReward = async (tx: Tx, parts: RewardParts, id: string, actor: string): Promise<Accepted> => {
  const { item, member, name, nameZh, endsAt } = await offeredReward(tx, id)
  if (endsAt !== null && endsAt.getTime() <= Date.now()) throw loyaltyErrors.REWARD_ENDED('the offer is over already')
  const { id: entryId } = await parts.record(tx, {
    subject: tx.organisationId,
    kind: 'reward.ended',
    actor,
    purpose,
    body: { rewardId: id, name, nameZh },
  })
  const reference = referenceOf('reward-end', id)
  await parts.enqueueCall(tx, { reference, contract: 'Rewards', functionName: 'end', args: [item] }, member)
  tellOfCatalogue(tx, parts)
  return { id, entryId }
}
