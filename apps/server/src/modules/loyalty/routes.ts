import { loyaltyRoutes } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { route } from '../../platform/http/route.ts'
import { read } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import type { LoyaltyNeeds } from './index.ts'
import type { Merchant } from './needs.ts'
import { findProgramme, programmeOf, takingPart } from './programme.ts'
import { ruleVersions, shownRule } from './rules.ts'
import type { LoyaltyViews } from './views.ts'

const rulesOf = async (tx: Tx, needs: LoyaltyNeeds) => {
  const programme = await findProgramme(tx)
  if (!programme) return { items: [] }
  const [rules, merchants] = [await ruleVersions(tx, programme.id), await needs.purchases.merchantsOf(tx)]
  const byId = new Map(merchants.map((merchant): [string, Merchant] => [merchant.id, merchant]))
  return {
    items: rules.map((rule) => shownRule(rule, programme, byId.get(rule.merchantId) ?? { name: '', nameZh: '' })),
  }
}

/** Purchases that were placed at merchants of the programme and whose points are not posted yet. */
const pendingOf = async (tx: Tx, needs: LoyaltyNeeds, programmeId: string): Promise<number> => {
  const last = new Map(
    (await needs.purchases.merchantsOf(tx)).map(({ id, lastPurchaseNumber }) => [id, lastPurchaseNumber]),
  )
  const placed = (await takingPart(tx, programmeId)).reduce(
    (sum, { merchantId, posted }) => sum + (last.get(merchantId) ?? 0) - posted,
    0,
  )
  const { passedOver } = await tx.one<{ passedOver: number }>({
    name: 'loyalty-passed-over',
    text: `select count(*) as "passedOver" from earn_exception
            where organisation_id = $1 and programme_id = $2 and due_at is null`,
    values: [tx.organisationId, programmeId],
  })
  return Math.max(0, placed - passedOver)
}

/** The routes of packages/api/src/loyalty.ts. */
export const registerLoyaltyRoutes = (app: App, needs: LoyaltyNeeds, views: LoyaltyViews): void => {
  const { db } = app.platform
  route(app, loyaltyRoutes.programme, async ({ request }) => {
    const { programme, pendingOrders } = await read(request, async (tx) => {
      const own = await programmeOf(tx)
      return { programme: own, pendingOrders: await pendingOf(tx, needs, own.id) }
    })
    const { id, number, name, nameZh, currency } = programme
    const { Points: contract, EarnRules: rulesContract } = needs.addresses()
    const totals = await views.totalsOf(number)
    return { id, number, name, nameZh, currency, contract, rulesContract, pendingOrders, ...totals }
  })
  route(app, loyaltyRoutes.rules, async ({ query }) =>
    db.inOrganisation(query.organisationId, async (tx) => rulesOf(tx, needs)),
  )
  route(app, loyaltyRoutes.balance, async ({ request, params }) => {
    const ask = await read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return views.balanceOf(tx, params.id)
    })
    return ask()
  })
  route(app, loyaltyRoutes.movements, async ({ request, params, query }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return views.movementsOf(tx, params.id, query)
    }),
  )
}
