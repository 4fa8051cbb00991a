import type { RouteOutput, portalRoutes } from '@candor/api'
import { isSwitchedOff, mailboxIsOpen } from '../modules/identity/index.ts'
import { customerMaySee } from './customer-of-entry.ts'
import { receiptOf, timelineOf } from '../modules/journal/index.ts'
import type { Loyalty } from '../modules/loyalty/index.ts'
import { merchantsOf } from '../modules/orders/index.ts'
import { registerPortal } from '../modules/portal/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import type { CustomerSide } from './customer-side.ts'

/** What the portal shows of other modules. */
export type PortalSideNeeds = {
  readonly customerSide: CustomerSide
  readonly loyalty: Loyalty
  readonly staffNames: (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Made-up customers to try, where there is a demo. */
  readonly demoCustomers: () => Promise<RouteOutput<typeof portalRoutes.welcome>['demo']>
}

/** Puts the customer portal on the server and gives it what it needs of the others. */
export const registerPortalSide = (
  app: App,
  { config }: Platform,
  { customerSide, loyalty, staffNames, demoCustomers }: PortalSideNeeds,
): void => {
  const { customers, orders } = customerSide
  registerPortal(app, {
    customerOf: async (tx, customerId) => {
      const { reference, profile, createdAt } = await customers.views.detail(tx, customerId)
      return { reference, profile, createdAt: new Date(createdAt) }
    },
    takesRequests: async (tx) => !(await isSwitchedOff(tx, 'tickets')),
    merchantsOf,
    timelineOf,
    staffNames,
    ordersOf: orders.views.ordersOf,
    orderOf: orders.views.orderById,
    pointsOf: loyalty.views.balanceOf,
    movementsOf: loyalty.views.movementsOf,
    maySee: customerMaySee,
    receiptOf,
    demo: demoCustomers,
    mailbox: mailboxIsOpen(config) ? '/mailbox' : null,
  })
}
