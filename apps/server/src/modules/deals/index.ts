import type { Tx } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import type { DealsNeeds } from './needs.ts'
import { registerDealRoutes } from './routes.ts'
import { createDeal, type Changed, type NewDeal } from './work.ts'
import type { By } from './store.ts'
import { furnishDeals, type DemoSales } from './demo.ts'

export { eraseDeals } from './erase.ts'
export { dealsAuditor } from './audit/auditor.ts'
export { lockDeal } from './deal.ts'
export type { DealsNeeds, PartyRules } from './needs.ts'

/** What others may use of the deals. */
export type Deals = {
  /** See {@link createDeal}. */
  readonly createDeal: (tx: Tx, deal: NewDeal, by: By) => Promise<Changed>
  /** Gives a company of the demo something to sell. */
  readonly furnish: (tx: Tx, sales: DemoSales, now?: number) => Promise<void>
}

/** Puts the module's routes on the server. */
export const registerDeals = (app: App, needs: DealsNeeds): Deals => {
  registerDealRoutes(app, needs)
  return {
    createDeal: async (tx, deal, by) => createDeal(tx, needs, deal, by),
    furnish: async (tx, sales, now) => furnishDeals(tx, { ...needs, notify: async () => undefined }, sales, now),
  }
}
