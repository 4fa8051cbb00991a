import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { registerCustomerRoutes } from './customer-routes.ts'
import { furnishSales, type DemoDocuments } from './demo.ts'
import type { SalesNeeds } from './needs.ts'
import { registerPdfRoutes } from './pdf/routes.ts'
import { registerSalesRoutes } from './routes.ts'
import type { SalesParts } from './store.ts'

export { salesAuditor } from './audit/auditor.ts'
export { eraseSales } from './erase.ts'
export type { PartyRules, SalesNeeds } from './needs.ts'

/** What others may use of quotes and invoices. */
export type Sales = {
  /** Gives a company of the demo products, quotes and invoices. */
  readonly furnish: (tx: Tx, demo: DemoDocuments, now?: number) => Promise<void>
}

/** Puts the module's routes on the server. */
export const registerSales = (app: App, { db, mail, config }: Platform, needs: SalesNeeds): Sales => {
  const parts: SalesParts = { needs, mail, publicUrl: config.publicUrl }
  registerSalesRoutes(app, parts)
  registerCustomerRoutes(app, parts, db)
  registerPdfRoutes(app, parts, db)
  return { furnish: async (tx, demo, now) => furnishSales(tx, parts, demo, now) }
}
