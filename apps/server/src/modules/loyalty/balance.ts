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

type Holder = { readonly account: Buffer; readonly number: number | null }

const holderOf = async (tx: Tx, programmeId: string, customerId: string): Promise<Holder | undefined> =>
  tx.maybe<Holder>({
    name: 'loyalty-holder',
    text: `select account, number from holder
            where organisation_id = $1 and programme_id = $2 and customer_id = $3`,
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
  const [holder, purchases, settled] = await Promise.all([
    holderOf(tx, programme.id, customerId),
    needs.purchaseCountOf(tx, customerId),
    settledOf(tx, customerId),
  ])
  const { Points: contract, EarnRules: rulesContract } = needs.addresses()
  const { id, number, name, nameZh, currency } = programme
  return async () => {
    const buckets = await bucketsOf(needs, programme.number, holder)
    const expiring = buckets.filter(({ lapsesAt }) => lapsesAt.getTime() <= Date.now() + soon)
    return {
      programme: { id, number, name, nameZh, currency },
      balance: String(sum(buckets)),
      pendingOrders: Math.max(0, purchases - settled),
      expiringSoon: String(sum(expiring)),
      expiringAt: expiring[0]?.lapsesAt.toISOString() ?? null,
      lots: buckets.map(({ points, lapsesAt }) => ({ points: String(points), expiresAt: lapsesAt.toISOString() })),
      holder: holder && holder.number !== null ? { index: holder.number, account: hexOf(holder.account) } : null,
      contract,
      rulesContract,
    }
  }
}

const bucketsOf = async (
  needs: BalanceNeeds,
  programme: number,
  holder: Holder | undefined,
): Promise<readonly Bucket[]> => {
  if (!holder || holder.number === null) return []
  try {
    return await needs.bucketsOf(programme, holder.number)
  } catch (cause) {
    throw loyaltyErrors.LOYALTY_LEDGER_UNREACHABLE('the points contract did not answer', { cause })
  }
}
