import { z } from 'zod'
import { currency, idParams, instant, minorUnits, pageOf, pageQuery, uuid } from './common.ts'
import { timelineItem, timelineQuery } from './customers.ts'
import { defineRoute } from './route.ts'

const text = (longest: number) => z.string().trim().max(longest).nullish()

/** What an organisation knows of a company that it deals with. */
export const companyProfile = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Number in a public register, such as a commercial register or a tax number. */
  registration: text(64),
  industry: text(80),
  website: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .nullish(),
  email: z.email().max(254).nullish(),
  phone: z.string().trim().min(3).max(40).nullish(),
  country: text(80),
  city: text(120),
  address: text(300),
})
export type CompanyProfile = z.infer<typeof companyProfile>

export const companySummary = z.object({
  id: uuid,
  name: z.string(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  /** People who work there now. */
  contactCount: z.number().int(),
  createdAt: instant,
})
export type CompanySummary = z.infer<typeof companySummary>

export const companyDetail = companySummary.extend({
  profile: companyProfile,
  version: z.number().int(),
  /** Since when it is in the bin. */
  binnedAt: instant.nullable(),
  /** What the people who work there now have ordered, together. */
  orders: z.object({
    orderCount: z.number().int(),
    returnCount: z.number().int(),
    spent: minorUnits,
    currency,
    lastOrderAt: instant.nullable(),
  }),
})
export type CompanyDetail = z.infer<typeof companyDetail>

const date = z.iso.date()

/** Somebody's place at a company. */
export const companyContact = z.object({
  id: uuid,
  companyId: uuid,
  companyName: z.string(),
  customerId: uuid,
  customerName: z.string(),
  position: z.string().nullable(),
  /** Calendar days; null where it is not known, and for an end that has not come. */
  since: date.nullable(),
  until: date.nullable(),
  /** What the person has ordered. */
  orderCount: z.number().int(),
  spent: minorUnits,
  currency,
})
export type CompanyContact = z.infer<typeof companyContact>

const position = z.string().trim().max(120).nullish()

export const companySort = z.enum(['name', '-name', '-contactCount', '-createdAt'])

const tag = 'Companies'
const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const recorded = z.object({ id: uuid, entryId: uuid })

export const companyRoutes = {
  list: defineRoute({
    id: 'listCompanies',
    method: 'GET',
    path: '/api/companies',
    access: { right: 'customer.read' },
    tag,
    summary: 'Companies, searched, filtered and sorted',
    query: z.strictObject({
      ...pageQuery,
      /** Part of the name, the register number, the web address or the e-mail address. */
      search: z.string().trim().max(100).optional(),
      country: z.string().max(80).optional(),
      /** What is in the bin, instead of what is not. */
      binned: z.literal('yes').optional(),
      sort: companySort.default('name'),
    }),
    response: pageOf(companySummary),
  }),
  get: defineRoute({
    id: 'getCompany',
    method: 'GET',
    path: '/api/companies/:id',
    access: { right: 'customer.read' },
    tag,
    summary: 'One company with profile and figures',
    params: idParams,
    response: companyDetail,
  }),
  create: defineRoute({
    id: 'createCompany',
    method: 'POST',
    path: '/api/companies',
    access: { right: 'customer.write' },
    tag,
    summary: 'Create a company',
    body: z.strictObject({ profile: companyProfile }),
    response: changed,
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateCompany',
    method: 'PATCH',
    path: '/api/companies/:id',
    access: { right: 'customer.write' },
    tag,
    summary: 'Change a company; refused with the stored values when somebody else changed it first',
    params: idParams,
    body: z.strictObject({ version: z.number().int().min(1), profile: companyProfile.partial() }),
    response: changed.extend({ profile: companyProfile }),
    idempotent: true,
  }),
  bin: defineRoute({
    id: 'binCompany',
    method: 'POST',
    path: '/api/companies/:id/bin',
    access: { right: 'customer.bin' },
    tag,
    summary: 'Move a company to the bin: out of lists and searches, nothing of it is lost',
    params: idParams,
    body: z.strictObject({}),
    response: recorded,
    idempotent: true,
  }),
  restore: defineRoute({
    id: 'restoreCompany',
    method: 'POST',
    path: '/api/companies/:id/restore',
    access: { right: 'customer.bin' },
    tag,
    summary: 'Take a company out of the bin',
    params: idParams,
    body: z.strictObject({}),
    response: recorded,
    idempotent: true,
  }),
  addNote: defineRoute({
    id: 'addCompanyNote',
    method: 'POST',
    path: '/api/companies/:id/notes',
    access: { right: 'customer.write' },
    tag,
    summary: 'Log a note, a call or a meeting with a company',
    params: idParams,
    body: z.strictObject({ kind: z.enum(['note', 'call', 'meeting']), text: z.string().trim().min(1).max(10_000) }),
    response: recorded,
    status: 201,
    idempotent: true,
  }),
  timeline: defineRoute({
    id: 'getCompanyTimeline',
    method: 'GET',
    path: '/api/companies/:id/timeline',
    access: { right: 'customer.read' },
    tag,
    summary: 'Everything that happened to a company, newest first',
    params: idParams,
    query: timelineQuery,
    response: pageOf(timelineItem),
  }),
  contacts: defineRoute({
    id: 'listCompanyContacts',
    method: 'GET',
    path: '/api/companies/:id/contacts',
    access: { right: 'customer.read' },
    tag,
    summary: 'People at a company, those who work there now first',
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(companyContact),
  }),
  addContact: defineRoute({
    id: 'addCompanyContact',
    method: 'POST',
    path: '/api/companies/:id/contacts',
    access: { right: 'customer.write' },
    tag,
    summary: 'Say that a customer works at a company',
    params: idParams,
    body: z.strictObject({ customerId: uuid, position, since: date.nullish() }),
    response: recorded,
    status: 201,
    idempotent: true,
  }),
  changeContact: defineRoute({
    id: 'changeCompanyContact',
    method: 'PATCH',
    path: '/api/company-contacts/:id',
    access: { right: 'customer.write' },
    tag,
    summary: 'Change position or dates of a contact; an end date ends it',
    params: idParams,
    body: z.strictObject({ position, since: date.nullish(), until: date.nullish() }),
    response: recorded,
    idempotent: true,
  }),
  removeContact: defineRoute({
    id: 'removeCompanyContact',
    method: 'DELETE',
    path: '/api/company-contacts/:id',
    access: { right: 'customer.write' },
    tag,
    summary: 'Take a contact back that was written down by mistake',
    params: idParams,
    response: recorded,
  }),
  ofCustomer: defineRoute({
    id: 'listCustomerCompanies',
    method: 'GET',
    path: '/api/customers/:id/companies',
    access: { right: 'customer.read' },
    tag,
    summary: 'Companies at which a customer works or worked',
    params: idParams,
    response: z.object({ items: z.array(companyContact) }),
  }),
} as const
