import {
  countOrders,
  customerIdsByReference,
  registerCustomers,
  requireCustomer,
  type Customers,
} from '../modules/customers/index.ts'
import { mayUse, restrictedAmong } from '../modules/consent/index.ts'
import { actorCalled } from '../modules/identity/index.ts'
import { colleagues } from '../modules/identity/people/people.ts'
import { registerImports, type Imports } from '../modules/imports/index.ts'
import { readEntry, record, subjectOf, timelineOf } from '../modules/journal/index.ts'
import {
  ledgerMembers,
  pointsByMerchant,
  pointsIssued,
  pointsOfCustomers,
  pointsOfOrders,
} from '../modules/loyalty/totals.ts'
import {
  contentHash,
  familyReader,
  familyRules,
  lockMerchants,
  merchantsOf,
  monthsOf,
  ordersByNumber,
  registerOrders,
  type Orders,
} from '../modules/orders/index.ts'
import type { Fields } from '../modules/fields/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import type { WatchedRecording } from './lifecycle-side.ts'
import { createMentions, type Mentions } from './mentions.ts'
import { ownFieldsOfCustomers } from './own-fields-of-customers.ts'
import { pointsOfImport } from './points-of-import.ts'
import { recordAndTell, type Notify } from './telling.ts'

/** Customers, orders and imports, put together. */
export type CustomerSide = {
  readonly customers: Customers
  readonly orders: Orders
  readonly imports: Imports
  readonly fields: Fields
  /** Says who wants to hear when colleagues are mentioned in a note. */
  readonly onMention: Mentions['onMention']
}

/** Names of members of staff by user id. */
type StaffNames = (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

const merchantNames = async (tx: Tx): Promise<Map<string, string>> =>
  new Map((await merchantsOf(tx)).map(({ id, name }) => [id, name]))

/** Puts customers, orders and imports on the server and gives each what it needs of the others. */
export const registerCustomerSide = (
  app: App,
  platform: Platform,
  staffNames: StaffNames,
  recordMany: WatchedRecording,
  notify: Notify,
  fields: Fields,
): CustomerSide => {
  const mentions = createMentions()
  const customers = registerCustomers(app, platform, {
    fields: ownFieldsOfCustomers(fields),
    record,
    recordMany,
    timelineOf,
    readEntry,
    subjectOf,
    onMention: mentions.mentioned,
    staffNames,
    actorCalled,
    colleagues,
    mayUse,
    restrictedAmong,
    pointsOf: pointsOfCustomers,
    pointsByMerchant,
    pointsIssued,
    merchantNames,
    monthsOf,
  })
  const orders = registerOrders(app, { recordMany, countOrders, requireCustomer, pointsOfOrders, ledgerMembers })
  const imports = registerImports(app, platform, {
    record: recordAndTell(notify),
    merchantsOf,
    lockMerchants,
    familyRules,
    familyReader,
    ordersByNumber,
    contentHash,
    placeOrders: orders.placeOrders,
    customerIdsByReference,
    createCustomers: customers.createCustomers,
    pointsOfImport,
    staffNames,
  })
  return { customers, orders, imports, fields, onMention: mentions.onMention }
}
