import { packEarnItems, type EarnItem } from '@candor/api'
import { referenceOf } from '@candor/ledger'
import type { Tx } from '../../platform/db/index.ts'
import { holderNumbers, type HolderNumbers } from './enrol.ts'
import { dueAgain, noteExceptions, reasonToPassOver, refusedBefore, type Exception } from './exceptions.ts'
import type { EnqueueCall, Purchase, Purchases } from './needs.ts'
import type { Programme, TakingPart } from './programme.ts'
import { bytesOf, hexOf } from '../../platform/hex.ts'
import { togetherAgain } from './refused-batch.ts'

/** What handing over needs of others. */
export type HandOverNeeds = {
  readonly purchases: Pick<Purchases, 'after' | 'byNumber'>
  readonly enqueueCall: EnqueueCall
}

/** Purchases in one call: as many as fit one transaction even if every holder is new. */
export const purchasesPerCall = 300
/** Calls of one merchant that may be under way: enough to keep the ledger busy, few enough not to flood it. */
const callsUnderWay = 6
/** How far ahead accounts are made, so that batches rarely wait for enrolments. */
const lookAhead = 3 * purchasesPerCall
/** A purchase this young waits: the ledger's clock may be that far behind ours (milliseconds). */
const clockMargin = 2_000

/** What came of one look at a merchant. */
export type HandedOver = {
  /** Purchases handed over or passed over. */
  readonly purchases: number
  /** Whether there is more that could be done at once. */
  readonly more: boolean
}

const nothing: HandedOver = { purchases: 0, more: false }

type UnderWay = {
  readonly calls: number
  /** Those among them whose purchases were refused before. */
  readonly retried: number
}

const underWay = async (tx: Tx, merchantId: string): Promise<UnderWay> =>
  tx.one<UnderWay>({
    name: 'loyalty-under-way',
    text: `select count(*) as calls, count(*) filter (where refusals > 0) as retried from earn_batch
            where organisation_id = $1 and merchant_id = $2 and posted_at is null`,
    values: [tx.organisationId, merchantId],
  })

/** Purchases up to the first gap: a higher number whose transaction has committed must not overtake a lower one. */
const withoutGap = (purchases: readonly Purchase[], after: number): Purchase[] => {
  const gap = purchases.findIndex(({ purchaseNumber }, index) => purchaseNumber !== after + 1 + index)
  return gap === -1 ? [...purchases] : purchases.slice(0, gap)
}

const itemOf = (purchase: Purchase, holder: number): EarnItem => ({
  holder,
  purchase: purchase.purchaseNumber,
  amount: purchase.amount,
  time: Math.floor(purchase.placedAt.getTime() / 1000),
})

type Sorted = { readonly items: EarnItem[]; readonly exceptions: Exception[]; readonly taken: number }

/** Takes purchases in order until one has to wait, or the call is full. */
const sortOut = (
  purchases: readonly Purchase[],
  programme: Programme,
  { numbers, erased }: Pick<HolderNumbers, 'numbers' | 'erased'>,
  now: number,
): Sorted => {
  const items: EarnItem[] = []
  const exceptions: Exception[] = []
  for (const [index, purchase] of purchases.entries()) {
    const passedOver = reasonToPassOver(purchase, programme, now, erased)
    if (passedOver) {
      exceptions.push(passedOver)
      continue
    }
    const holder = numbers.get(purchase.customerId)
    const isYoung = purchase.placedAt.getTime() > now - clockMargin
    if (holder === undefined || isYoung || items.length === purchasesPerCall) {
      return { items, exceptions, taken: index }
    }
    items.push(itemOf(purchase, holder))
  }
  return { items, exceptions, taken: purchases.length }
}

const enqueueBatch = async (
  tx: Tx,
  needs: HandOverNeeds,
  programme: Programme,
  { merchantId, member }: TakingPart,
  items: readonly EarnItem[],
  refusals: number,
): Promise<void> => {
  const packed = packEarnItems(items)
  // The ledger does what a reference stands for once. What it refused may be asked for again, under another one.
  const again = refusals === 0 ? [] : [String(refusals)]
  const reference = referenceOf('earn', String(programme.number), String(member), hexOf(packed), ...again)
  await tx.rows({
    name: 'loyalty-batch-create',
    text: `insert into earn_batch
             (organisation_id, programme_id, reference, merchant_id, first_purchase, last_purchase, packed, purchases,
              refusals)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      tx.organisationId,
      programme.id,
      bytesOf(reference),
      merchantId,
      items[0]!.purchase,
      items.at(-1)!.purchase,
      Buffer.from(packed),
      items.length,
      refusals,
    ],
  })
  const args = [programme.number, member, reference, hexOf(packed)]
  await needs.enqueueCall(tx, { reference, contract: 'Points', functionName: 'earnBatch', args }, member)
}

/** What comes next at a merchant. */
type Next = {
  /** In the order in which they are handed over. */
  readonly purchases: readonly Purchase[]
  /** How often they were refused before. */
  readonly refusals: number
  /** Whether more wait behind them. */
  readonly more: boolean
}

/**
 * Purchases that came due and new ones; but first those that were refused before, and until it is known what the contract
 * says of them, nothing else.
 */
const nextOf = async (
  tx: Tx,
  { purchases }: HandOverNeeds,
  programme: Programme,
  { merchantId, lastPurchase }: TakingPart,
  retried: number,
  now: number,
): Promise<Next | undefined> => {
  const refused = await refusedBefore(tx, programme.id, merchantId)
  if (refused !== undefined) {
    if (refused.dueAt.getTime() > now) return undefined
    const together = refused.numbers.slice(0, togetherAgain(refused, purchasesPerCall))
    return { purchases: await purchases.byNumber(tx, merchantId, together), refusals: refused.refusals, more: true }
  }
  if (retried > 0) return undefined
  const due = await dueAgain(tx, programme.id, merchantId, now)
  const again = due.length > 0 ? await purchases.byNumber(tx, merchantId, due) : []
  const found = await purchases.after(tx, merchantId, lastPurchase, lookAhead)
  const fresh = [...again, ...withoutGap(found, lastPurchase)]
  return { purchases: fresh, refusals: 0, more: found.length === lookAhead }
}

/**
 * Hands the next purchases of a merchant to the ledger: one call in the outbox, the batch's row and the new place to go on
 * from are one transaction. So each purchase is handed over once, whenever the process is killed.
 * @param merchant its row, locked by the caller
 * @param now milliseconds since 1970
 */
export const handOver = async (
  tx: Tx,
  needs: HandOverNeeds,
  programme: Programme,
  merchant: TakingPart,
  now: number,
): Promise<HandedOver> => {
  const { merchantId } = merchant
  const { calls, retried } = await underWay(tx, merchantId)
  if (calls >= callsUnderWay) return nothing
  const next = await nextOf(tx, needs, programme, merchant, retried, now)
  if (next === undefined || next.purchases.length === 0) return nothing
  const { purchases, refusals } = next

  const customers = purchases.map(({ customerId }) => customerId)
  const { numbers, left, erased } = await holderNumbers(tx, needs.enqueueCall, programme, customers)
  const { items, exceptions, taken } = sortOut(purchases, programme, { numbers, erased }, now)
  if (taken === 0) return { purchases: 0, more: left }
  if (items.length > 0) await enqueueBatch(tx, needs, programme, merchant, items, refusals)
  const passed = purchases.slice(0, taken).map(({ purchaseNumber }) => purchaseNumber)
  await noteExceptions(tx, programme.id, merchantId, passed, exceptions)
  await tx.rows({
    name: 'loyalty-handed-over',
    text: `update programme_merchant set last_purchase = greatest(last_purchase, $4)
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3`,
    values: [tx.organisationId, programme.id, merchantId, Math.max(...passed)],
  })
  return { purchases: taken, more: left || purchases.length > taken || next.more }
}
