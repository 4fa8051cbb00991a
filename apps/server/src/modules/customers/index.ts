import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { careMergePart, type CareMergePart } from './care/merge-part.ts'
import { createCustomers, type Authorship, type CreatedCustomer, type NewCustomer } from './create.ts'
import { registerBinRoutes } from './bin/routes.ts'
import { registerExportRoutes } from './bulk/export-routes.ts'
import { registerBulkRoutes } from './bulk/routes.ts'
import { registerCareRoutes } from './care/routes.ts'
import { registerViewRoutes } from './saved-views/routes.ts'
import { furnishLists } from './demo.ts'
import type { CustomersNeeds } from './needs.ts'
import { registerFileRoutes } from './files/routes.ts'
import { registerPageRoutes } from './page/routes.ts'
import { registerRelationRoutes } from './relations/routes.ts'
import { registerCustomerRoutes } from './routes.ts'
import { createCustomerViews, type CustomerViews } from './views.ts'

export { eraseCustomer, lockRecords } from './erase.ts'
export { eraseSearches } from './erase-searches.ts'
export { fileContent, filesOf } from './files/files.ts'
export type { Authorship, CreatedCustomer, NewCustomer } from './create.ts'
export { customersAuditor } from './audit/auditor.ts'
export { careAuditor } from './care/audit.ts'
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
export { changeCare } from './care/change.ts'
export { matchCustomers } from './many/match.ts'
export { countedCustomers, customersById, customersToExport, untouchedCustomers } from './many/read-many.ts'
export { updateCustomers } from './many/update-many.ts'
export { newProfile as standardProfile } from './profile.ts'
export type { CustomersNeeds } from './needs.ts'
export { likelyCustomers } from './search/likely.ts'
export { countCustomers, customersAfter } from './whole/all.ts'
export { comparedCustomers } from './whole/compared.ts'
export { holdRecords, joinRecords, partRecords, type HeldRecord, type Part } from './whole/merge.ts'
export { namesOfRecords } from './whole/merged.ts'
export { headOf, headsOf, recordsOf } from './whole/records.ts'
export { updateCustomer } from './update.ts'
export { filesAuditor } from './files/audit.ts'
export { relationsAuditor } from './relations/audit.ts'
export type { CustomerViews } from './views.ts'

/** What others may use of the customers. */
export type Customers = {
  /** See {@link createCustomers}. */
  readonly createCustomers: (tx: Tx, customers: readonly NewCustomer[], by: Authorship) => Promise<CreatedCustomer[]>
  /** See {@link furnishLists}. */
  readonly furnishLists: (tx: Tx, staffIds: readonly string[]) => Promise<void>
  /** Customers as the API shows them. */
  readonly views: CustomerViews
  /** What is done with owner and tags when customers are merged. */
  readonly careMergePart: CareMergePart
}

/** Puts the module's routes on the server. */
export const registerCustomers = (app: App, platform: Platform, needs: CustomersNeeds): Customers => {
  const views = createCustomerViews(needs)
  registerCustomerRoutes(app, needs, views)
  registerRelationRoutes(app, needs)
  registerPageRoutes(app, platform, needs)
  registerFileRoutes(app, needs)
  registerCareRoutes(app, needs)
  registerViewRoutes(app)
  registerBinRoutes(app, needs, views)
  registerBulkRoutes(app, platform, needs)
  registerExportRoutes(app, platform, needs, views)
  return {
    careMergePart: careMergePart(needs),
    views,
    furnishLists: async (tx, staffIds) => furnishLists(tx, needs, staffIds),
    createCustomers: async (tx, customers, by) => createCustomers(tx, needs, customers, by),
  }
}
