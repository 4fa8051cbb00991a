import type { App } from '../../platform/platform.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { OrdersNeeds } from './needs.ts'
import { placeOrders, type NewOrder, type PlacedOrder } from './place.ts'
import { createOrderViews, registerOrderRoutes, type OrderViews } from './routes.ts'

export { ordersAuditor } from './audit/auditor.ts'
export { contentHash, totalOf, type OrderContent, type OrderLine } from './content.ts'
export { orderErrors } from './errors.ts'
export type { CountedOrder, OrderPoints, OrdersNeeds } from './needs.ts'
export { lockMerchants, type NewOrder, type PlacedOrder } from './place.ts'
export { familyReader, familyRules, type FamilyRule } from './product-family.ts'
export { purchaseCountOf, purchasesAfter, purchasesByNumber, purchasesOfImport, type Purchase } from './purchases.ts'
export {
  merchantsOf,
  monthsOf,
  orderById,
  ordersByNumber,
  ordersOf,
  sumsOf,
  type KnownOrder,
  type Merchant,
  type StoredLine,
  type StoredOrder,
} from './read.ts'
export type { OrderViews } from './routes.ts'
export { appendOnlyTables } from './schema.ts'
export { ensureMerchant, replaceProductFamilies, type NewMerchant } from './setup.ts'

/** What others may use of the orders. */
export type Orders = {
  /** See {@link placeOrders}. */
  readonly placeOrders: (
    tx: Tx,
    orders: readonly NewOrder[],
    by: { readonly actor: string; readonly purpose: string },
  ) => Promise<PlacedOrder[]>
  /** Orders with their points, as the API shows them. */
  readonly views: OrderViews
}

/** Puts the module's routes on the server. */
export const registerOrders = (app: App, needs: OrdersNeeds): Orders => {
  const views = createOrderViews(needs)
  registerOrderRoutes(app, needs, views)
  return { views, placeOrders: async (tx, orders, by) => placeOrders(tx, needs, orders, by) }
}
