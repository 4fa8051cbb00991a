import { unpackEarnItems, type EarnItem } from '@candor/api'
import type { Database, Tx } from '../../platform/db/index.ts'
import { noteExceptions, type Exception, type Refused } from './exceptions.ts'
import { bytesOf } from '../../platform/hex.ts'
import type { Purchases, RefusedCall } from './needs.ts'

type Batch = { programmeId: string; merchantId: string; packed: Buffer; refusals: number }

/** Refusals that concern the merchant and not a purchase: they last until somebody has set it right. */
const merchantWide: ReadonlySet<string> = new Set(['NotEarning', 'NotLoyaltyKey', 'UnknownProgramme', 'UnknownMember'])
const shortestPause = 250
const longestPause = 600_000

/** Whether the contract's error names this purchase as the one that it does not take. */
const isNamed = ({ holder, purchase }: EarnItem, { name, args }: NonNullable<RefusedCall['refusal']>): boolean =>
  (name === 'AlreadyEarned' && Number(args[2]) === purchase) || (name === 'UnknownHolder' && Number(args[1]) === holder)

/** When the rest of a refused batch is tried again. */
const nextTry = (now: number, name: string, refusals: number): Date =>
  new Date(now + (merchantWide.has(name) ? Math.min(shortestPause * 2 ** refusals, longestPause) : 0))

const creditedBefore = async (tx: Tx, { programmeId, merchantId }: Batch, numbers: readonly number[]) => {
  const rows = await tx.rows<{ number: number }>({
    name: 'loyalty-credited-before',
    text: `select purchase_number as number from points_movement
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3 and purchase_number = any($4::int[])`,
    values: [tx.organisationId, programmeId, merchantId, numbers],
  })
  return new Set(rows.map(({ number }) => number))
}

/** How many refused purchases go together again: fewer each time, at last one, unless it was not about any of them. */
export const togetherAgain = ({ refusal, refusals }: Pick<Refused, 'refusal' | 'refusals'>, most: number): number =>
  merchantWide.has(refusal) ? most : Math.max(1, Math.floor(most / 8 ** refusals))

/**
 * Takes the purchases of a refused batch back. The ones that the contract names, and one that it refuses alone, are given
 * up with the reason; the rest is tried again, in smaller batches until what is at fault stands alone. When the merchant
 * as a whole is refused, all of them wait, longer each time.
 * @param now milliseconds since 1970
 */
export const takeBack = async (
  tx: Tx,
  purchases: Pick<Purchases, 'byNumber'>,
  { reference, refusal }: RefusedCall,
  now: number,
): Promise<void> => {
  const batch = await tx.maybe<Batch>({
    name: 'loyalty-batch-take-back',
    text: `delete from earn_batch where organisation_id = $1 and reference = $2 and posted_at is null
           returning programme_id as "programmeId", merchant_id as "merchantId", packed, refusals`,
    values: [tx.organisationId, bytesOf(reference)],
  })
  if (batch === undefined) return
  const items = unpackEarnItems(batch.packed)
  const numbers = items.map(({ purchase }) => purchase)
  const known = await purchases.byNumber(tx, batch.merchantId, numbers)
  const customers = new Map(known.map(({ purchaseNumber, customerId }) => [purchaseNumber, customerId]))
  const credited = await creditedBefore(tx, batch, numbers)
  const { name, args } = refusal ?? { name: 'Unknown', args: [] }
  const refusals = batch.refusals + 1
  const isAlone = items.length === 1 && !merchantWide.has(name)
  const dueAt = nextTry(now, name, refusals)
  const exceptions = items.flatMap((item): Exception[] => {
    const customerId = customers.get(item.purchase)
    if (customerId === undefined || credited.has(item.purchase)) return []
    const isOver = isAlone || isNamed(item, { name, args })
    return [
      {
        purchaseNumber: item.purchase,
        customerId,
        reason: 'refused',
        refusal: name,
        refusals,
        dueAt: isOver ? null : dueAt,
      },
    ]
  })
  await noteExceptions(tx, batch.programmeId, batch.merchantId, numbers, exceptions)
}

/** Refused so often in a row that it will not pass by itself. */
const often = 4

/** Whether purchases of any merchant wait because the contract refuses them again and again. */
export const isHeldUp = async ({ owner }: Pick<Database, 'owner'>): Promise<boolean> => {
  const { rows } = await owner.query<{ held: boolean }>(
    `select exists (select from earn_exception
                     where reason = 'refused' and due_at is not null and refusals >= $1) as held`,
    [often],
  )
  return rows[0]?.held === true
}
