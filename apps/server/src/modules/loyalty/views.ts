import type { PointsMovement } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { balanceOf, type AskBalance } from './balance.ts'
import { loyaltyErrors } from './errors.ts'
import type { LoyaltyNeeds } from './index.ts'
import { movementsOf } from './movements.ts'
import { findProgramme, takingPart } from './programme.ts'
import { ruleVersions } from './rules.ts'

/** Points as the API shows them. */
export const createLoyaltyViews = (needs: LoyaltyNeeds) => ({
  /** See {@link balanceOf}. */
  balanceOf: async (tx: Tx, customerId: string): Promise<AskBalance> =>
    balanceOf(
      tx,
      {
        bucketsOf: async (programme, holder) => needs.ledger().bucketsOf(programme, holder),
        purchaseCountOf: needs.purchases.countOf,
        addresses: needs.addresses,
      },
      customerId,
    ),

  /** Points line by line; none while there is no programme. @throws HTTP_CURSOR_INVALID */
  movementsOf: async (
    tx: Tx,
    customerId: string,
    query: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ items: PointsMovement[]; nextCursor: string | null }> => {
    const programme = await findProgramme(tx)
    if (!programme) return { items: [], nextCursor: null }
    const [merchants, members, rules] = [
      await needs.purchases.merchantsOf(tx),
      await takingPart(tx, programme.id),
      await ruleVersions(tx, programme.id),
    ]
    return movementsOf(tx, customerId, query, {
      programme,
      merchants: new Map(merchants.map((merchant) => [merchant.id, merchant])),
      members: new Map(members.map(({ merchantId, member }) => [merchantId, member])),
      rules,
    })
  },

  /** Totals of a programme as the contract counts them. @throws LOYALTY_LEDGER_UNREACHABLE */
  totalsOf: async (
    programme: number,
  ): Promise<{ holders: number; issued: string; outstanding: string; lapsed: string; removed: string }> => {
    try {
      const { holders, issued, outstanding, lapsed, removed } = await needs.ledger().totalsOf(programme)
      return {
        holders,
        issued: String(issued),
        outstanding: String(outstanding),
        lapsed: String(lapsed),
        removed: String(removed),
      }
    } catch (cause) {
      throw loyaltyErrors.LOYALTY_LEDGER_UNREACHABLE('the points contract did not answer', { cause })
    }
  },
})
export type LoyaltyViews = ReturnType<typeof createLoyaltyViews>
