import type { Tx } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import { createCustomers, type Authorship, type CreatedCustomer, type NewCustomer } from './create.ts'
import type { CustomersNeeds } from './needs.ts'
import { registerCustomerRoutes } from './routes.ts'
import { createCustomerViews, type CustomerViews } from './views.ts'

export type { Authorship, CreatedCustomer, NewCustomer } from './create.ts'
export { customersAuditor } from './audit/auditor.ts'
export { noteVerifiedEmail } from './contact/verified.ts'
export { customerErrors } from './errors.ts'
export { countOrders, type CountedOrder } from './figures.ts'
export {
  customerById,
  customerIdsByReference,
  findCustomersByEmail,
  findCustomersToSignIn,
  requireCustomer,
  type KnownCustomer,
} from './find.ts'
export { customerIdsByEmail, existingCustomers } from './find-many.ts'
export type { CustomersNeeds } from './needs.ts'
export type { CustomerViews } from './views.ts'

/** What others may use of the customers. */
export type Customers = {
  /** See {@link createCustomers}. */
  readonly createCustomers: (tx: Tx, customers: readonly NewCustomer[], by: Authorship) => Promise<CreatedCustomer[]>
  /** Customers as the API shows them. */
  readonly views: CustomerViews
}

/** Puts the module's routes on the server. */
export const registerCustomers = (app: App, needs: CustomersNeeds): Customers => {
  const views = createCustomerViews(needs)
  registerCustomerRoutes(app, needs, views)
  return { views, createCustomers: async (tx, customers, by) => createCustomers(tx, needs, customers, by) }
}
