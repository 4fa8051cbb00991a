import type { PointsBalance } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { loyaltyErrors } from './errors.ts'
import type { Hex } from './needs.ts'
import { programmeOf } from './programme.ts'
import { hexOf } from '../../platform/hex.ts'
import { settledOf } from './totals.ts'

/** Points that lapse within this time count as expiring soon (milliseconds). */
const soon = 90 * 24 * 3600_000

/** Points of one epoch as the contract gives them. */
export type Bucket = { readonly points: bigint; readonly lapsesAt: Date }

/** What the balance needs of others. */
export type BalanceNeeds = {
  /** Asks the contract, oldest epoch first. */
  readonly bucketsOf: (programme: number, holder: number) => Promise<readonly Bucket[]>
  readonly purchaseCountOf: (tx: Tx, customerId: string) => Promise<number>
  readonly addresses: () => { readonly Points: Hex; readonly EarnRules: Hex }
}

type Holder = { readonly account: Buffer; readonly number: number }

/** The customer's accounts that the ledger knows: one for each of the records that were merged, the customer's own first. */
const holdersOf = async (tx: Tx, programmeId: string, customerId: string): Promise<Holder[]> =>
  tx.rows<Holder>({
    name: 'loyalty-holders-of',
    text: `select account, number from holder
            where organisation_id = $1 and programme_id = $2 and customer_id in (select customer_records($3))
              and number is not null
            order by customer_id <> $3, number`,
    values: [tx.organisationId, programmeId, customerId],
  })

const sum = (buckets: readonly Bucket[]): bigint => buckets.reduce((total, { points }) => total + points, 0n)

/** Asks the contract. To be called when the transaction is over: a ledger that is slow to answer holds up no database. */
export type AskBalance = () => Promise<PointsBalance>

/**
 * The points of a customer: the balance as the contract has it when it is asked, and how many purchases still wait for
 * theirs.
 * @throws LOYALTY_NO_PROGRAMME; when asked, LOYALTY_LEDGER_UNREACHABLE
 */
export const balanceOf = async (tx: Tx, needs: BalanceNeeds, customerId: string): Promise<AskBalance> => {
  const programme = await programmeOf(tx)
  const [holders, purchases, settled] = await Promise.all([
    holdersOf(tx, programme.id, customerId),
    needs.purchaseCountOf(tx, customerId),
    settledOf(tx, customerId),
  ])
  const { Points: contract, EarnRules: rulesContract } = needs.addresses()
  const { id, number, name, nameZh, currency } = programme
  return async () => {
    const buckets = await bucketsOf(needs, programme.number, holders)
    const shown = holders.map((holder) => ({ index: holder.number, account: hexOf(holder.account) }))
    const expiring = buckets.filter(({ lapsesAt }) => lapsesAt.getTime() <= Date.now() + soon)
    return {
      programme: { id, number, name, nameZh, currency },
      balance: String(sum(buckets)),
      pendingOrders: Math.max(0, purchases - settled),
      expiringSoon: String(sum(expiring)),
      expiringAt: expiring[0]?.lapsesAt.toISOString() ?? null,
      lots: buckets.map(({ points, lapsesAt }) => ({ points: String(points), expiresAt: lapsesAt.toISOString() })),
      holder: shown[0] ?? null,
      holders: shown,
      contract,
      rulesContract,
    }
  }
}

const bucketsOf = async (
  needs: BalanceNeeds,
  programme: number,
  holders: readonly Holder[],
): Promise<readonly Bucket[]> => {
  try {
    const each = await Promise.all(holders.map(async (holder) => needs.bucketsOf(programme, holder.number)))
    // Points of several accounts that lapse together are one lot.
    const lots = Map.groupBy(each.flat(), ({ lapsesAt }) => lapsesAt.getTime())
    return [...lots]
      .toSorted(([a], [b]) => a - b)
      .map(([time, buckets]) => ({ points: sum(buckets), lapsesAt: new Date(time) }))
  } catch (cause) {
    throw loyaltyErrors.LOYALTY_LEDGER_UNREACHABLE('the points contract did not answer', { cause })
  }
}
