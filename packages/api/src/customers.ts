import { z } from 'zod'
import { currency, entryState, idParams, instant, minorUnits, pageOf, pageQuery, points, uuid } from './common.ts'
import { customInput, customValues, fieldKey } from './custom-fields.ts'
import { contactPointFields } from './contact-points.ts'
import { filterText } from './customer-filter.ts'
import { customerCare } from './customer-marks.ts'
import { myself } from './customer-words.ts'
import { defineRoute } from './route.ts'

const name = z.string().trim().min(1).max(200)
const email = z.email().max(254)
const phone = z.string().trim().min(3).max(40)
const country = z.string().trim().min(1).max(80)

/** What an organisation knows of a person; stored encrypted under the customer's own key. */
export const customerProfile = z.strictObject({
  name,
  email: email.nullish(),
  phone: phone.nullish(),
  country: country.nullish(),
  city: z.string().trim().max(120).nullish(),
  address: z.string().trim().max(300).nullish(),
  language: z.enum(['zh', 'en']).nullish(),
  // All e-mail addresses, phone numbers and postal addresses; the fields above are the primary ones of them.
  ...contactPointFields,
  /** True for the made-up people of the demo company. */
  fictional: z.boolean().optional(),
})
export type CustomerProfile = z.infer<typeof customerProfile>

export const customerSummary = z.object({
  id: uuid,
  /** The number the organisation itself uses for the customer (its till, its shop), where there is one. */
  reference: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  fictional: z.boolean(),
  orderCount: z.number().int(),
  returnCount: z.number().int(),
  spent: minorUnits,
  currency,
  points,
  lastOrderAt: instant.nullable(),
  createdAt: instant,
  /** Of the profile; what changes it says on which one it is based. */
  version: z.number().int(),
  ...customerCare.shape,
  /** What own fields hold, where a list was asked for them. */
  custom: customValues.optional(),
  /** Names of what relations among them lead to, by id. */
  linked: z.record(z.string(), z.string()).optional(),
  /** Counts the changes of own fields, as `version` does those of the profile; a change is based on it. */
  customVersion: z.number().int().optional(),
})
export type CustomerSummary = z.infer<typeof customerSummary>

export const customerDetail = customerSummary.extend({
  profile: customerProfile,
  /** Of the e-mail addresses, those by which the customer has signed in. */
  verifiedEmails: z.array(z.string()),
  firstOrderAt: instant.nullable(),
  /** Since when the customer is in the bin. */
  binnedAt: instant.nullable(),
  /** Spending by merchant, largest first. */
  merchants: z.array(
    z.object({ merchantId: uuid, name: z.string(), orderCount: z.number().int(), spent: minorUnits, points }),
  ),
  /** Spending by month of the customer's active time, oldest first; month as YYYY-MM in UTC. */
  months: z.array(z.object({ month: z.string(), orderCount: z.number().int(), spent: minorUnits })),
})
export type CustomerDetail = z.infer<typeof customerDetail>

/** Ways of sorting that every organisation has. */
export const plainSort = z.enum(['-lastOrderAt', '-spent', '-orderCount', '-createdAt', 'createdAt'])

/** The same, and by a number, an amount or a day of the company’s own fields: `custom:key`, `-custom:key`. */
export const customerSort = z.union([
  plainSort,
  z.templateLiteral(['custom:', fieldKey]),
  z.templateLiteral(['-custom:', fieldKey]),
])

export const customerFilters = {
  /** Part of a name, an e-mail address, a phone number or the customer's number. */
  search: z.string().trim().max(100).optional(),
  /**
   * Instead of customers who have what is searched for, those who may have been meant: with one slip in one of its words, or Chinese that
   * sounds the same. For a search that found nobody.
   */
  similar: z.stringbool().optional(),
  country: z.string().max(80).optional(),
  merchantId: uuid.optional(),
  minimumSpent: minorUnits.optional(),
  orderedAfter: instant.optional(),
  orderedBefore: instant.optional(),
  /** A member of staff, or `me`. */
  ownerId: z.union([uuid, z.literal(myself)]).optional(),
  tagId: uuid.optional(),
  /** Any combination of conditions, as JSON; the fields above are its short form. */
  filter: filterText.optional(),
  sort: customerSort.default('-lastOrderAt'),
  /** Keys of the company’s own fields that are to be shown, by commas. */
  custom: z
    .string()
    .max(2000)
    .regex(/^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$/)
    .optional(),
}

/** One line of a customer's timeline: a journal entry with its body opened for the reader. */
export const timelineItem = z.object({
  id: uuid,
  kind: z.string(),
  actor: z.string(),
  actorName: z.string().nullable(),
  purpose: z.string(),
  recordedAt: instant,
  /** When it happened, where that differs from when it was recorded. */
  occurredAt: instant.nullable(),
  body: z.unknown(),
  state: entryState,
  leafIndex: z.number().int().nullable(),
})
export type TimelineItem = z.infer<typeof timelineItem>

/** Which page of a timeline. */
export const timelineQuery = z.strictObject({
  ...pageQuery,
  /** Only entries of these kinds, by commas: whole kinds (`note.added`) or all of a thing (`order.`). */
  kinds: z
    .string()
    .max(300)
    .regex(/^[a-z]+\.[a-z-]*(,[a-z]+\.[a-z-]*)*$/)
    .optional(),
})

const tag = 'Customers'

export const customerRoutes = {
  list: defineRoute({
    id: 'listCustomers',
    method: 'GET',
    path: '/api/customers',
    access: { right: 'customer.read' },
    tag,
    summary: 'Customers, filtered, searched and sorted',
    query: z.strictObject({ ...pageQuery, ...customerFilters }),
    response: pageOf(customerSummary),
  }),
  /** Figures over all customers that stand above the list; kept up to date, never counted by a scan. */
  overview: defineRoute({
    id: 'customersOverview',
    method: 'GET',
    path: '/api/customers/overview',
    access: { right: 'figures.read' },
    tag,
    summary: 'Counts, totals and the filter values of the customer list',
    response: z.object({
      customers: z.number().int(),
      orders: z.number().int(),
      returns: z.number().int(),
      spent: minorUnits,
      currency,
      points,
      countries: z.array(z.object({ country: z.string(), customers: z.number().int() })),
      months: z.array(z.object({ month: z.string(), orderCount: z.number().int(), spent: minorUnits })),
      /** The same, each month split by merchant; months without a sale of a merchant are left out. */
      sales: z.array(
        z.object({ month: z.string(), merchantId: uuid, orderCount: z.number().int(), spent: minorUnits }),
      ),
      merchants: z.array(z.object({ id: uuid, name: z.string(), orderCount: z.number().int(), spent: minorUnits })),
    }),
  }),
  get: defineRoute({
    id: 'getCustomer',
    method: 'GET',
    path: '/api/customers/:id',
    access: { right: 'customer.read' },
    tag,
    summary: 'One customer with profile and figures',
    params: idParams,
    response: customerDetail,
  }),
  create: defineRoute({
    id: 'createCustomer',
    method: 'POST',
    path: '/api/customers',
    access: { right: 'customer.write' },
    tag,
    summary: 'Create a customer',
    body: z.strictObject({
      reference: z.string().trim().min(1).max(64).nullish(),
      profile: customerProfile,
      /** The company’s own fields, by key. */
      custom: customInput.optional(),
    }),
    response: z.object({ id: uuid, version: z.number().int(), entryId: uuid }),
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateCustomer',
    method: 'PATCH',
    path: '/api/customers/:id',
    access: { right: 'customer.write' },
    tag,
    summary: 'Change a profile; refused with the stored values when somebody else changed it first',
    params: idParams,
    body: z.strictObject({ version: z.number().int().min(1), profile: customerProfile.partial() }),
    /** The profile as it is stored now: what was written is brought into its standard form. */
    response: z.object({ id: uuid, version: z.number().int(), entryId: uuid, profile: customerProfile }),
    idempotent: true,
  }),
  timeline: defineRoute({
    id: 'getCustomerTimeline',
    method: 'GET',
    path: '/api/customers/:id/timeline',
    access: { right: 'customer.read' },
    tag,
    summary: 'Everything that happened to a customer, newest first',
    params: idParams,
    query: timelineQuery,
    response: pageOf(timelineItem),
  }),
  addNote: defineRoute({
    id: 'addCustomerNote',
    method: 'POST',
    path: '/api/customers/:id/notes',
    access: { right: 'customer.write' },
    tag,
    summary: 'Log a note, a call or a meeting',
    params: idParams,
    body: z.strictObject({ kind: z.enum(['note', 'call', 'meeting']), text: z.string().trim().min(1).max(10_000) }),
    response: z.object({ id: uuid, entryId: uuid, recordedAt: instant }),
    status: 201,
    idempotent: true,
  }),
} as const
