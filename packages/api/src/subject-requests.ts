import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'
import { subjectLaws, subjectRequestKinds, subjectRequestStates, useLimitKinds } from './subject-request-words.ts'

export const subjectRequestText = z.string().trim().max(5000)
const reason = z.string().trim().min(3).max(5000)

/** What both sides see of a request about somebody's own data. */
export const subjectRequestFacts = z.object({
  id: uuid,
  kind: z.enum(subjectRequestKinds),
  state: z.enum(subjectRequestStates),
  law: z.enum(subjectLaws),
  channel: z.enum(['portal', 'staff']),
  /** What the person wrote; null once it cannot be read any more. */
  text: z.string().nullable(),
  /** What they were answered, or why not. */
  answer: z.string().nullable(),
  openedAt: instant,
  dueAt: instant,
  /** Why it takes longer, where it was put off. */
  extension: z.string().nullable(),
  /** Since when it is known that it is really them. */
  identifiedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** Whether there is a package to take away now. */
  hasPackage: z.boolean(),
  /** The journal entry that recorded what is stored now. */
  entryId: uuid,
})
export type SubjectRequestFacts = z.infer<typeof subjectRequestFacts>

export const subjectRequest = subjectRequestFacts.extend({
  version: z.number().int(),
  /** The name is null for somebody who was erased. */
  customer: z.object({ id: uuid, name: z.string().nullable() }),
  /** How it was made sure that it is really them. */
  identity: z.string().nullable(),
  overdue: z.boolean(),
  /** Whether there is a certificate of erasure to take away. */
  hasCertificate: z.boolean(),
})
export type SubjectRequest = z.infer<typeof subjectRequest>

/** One step of staff. Each needs the version of the request that was looked at. */
export const subjectRequestStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('identify'), how: reason }),
  z.strictObject({ step: z.literal('extend'), reason }),
  z.strictObject({ step: z.literal('refuse'), reason }),
  /** Does what the request asks for. An erasure cannot be undone. */
  z.strictObject({ step: z.literal('execute'), answer: subjectRequestText.default('') }),
])
export type SubjectRequestStep = z.infer<typeof subjectRequestStep>

const limit = z.object({ kind: z.enum(useLimitKinds), since: instant })

/** What restrains the use of one customer's data. */
export const customerPrivacy = z.object({
  limits: z.array(limit),
  /** Whether something has to be kept whatever the customer asks for. */
  held: z.boolean(),
  /** Since when nothing of the customer can be read any more. */
  erasedAt: instant.nullable(),
})
export type CustomerPrivacy = z.infer<typeof customerPrivacy>

const tag = 'Subject requests'
const desk = { access: { right: 'privacy.manage' }, tag } as const
const writing = { ...desk, idempotent: true } as const
const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const done = z.object({ entryId: uuid })

export const subjectRequestRoutes = {
  list: defineRoute({
    id: 'listSubjectRequests',
    method: 'GET',
    path: '/api/subject-requests',
    ...desk,
    summary: 'Requests of people about their own data: open ones by when they are due, others newest first',
    query: z.strictObject({
      ...pageQuery,
      view: z.enum(['open', 'closed']).default('open'),
      /** All requests of one customer instead, newest first. */
      customer: uuid.optional(),
    }),
    response: pageOf(subjectRequest),
  }),
  get: defineRoute({
    id: 'getSubjectRequest',
    method: 'GET',
    path: '/api/subject-requests/:id',
    ...desk,
    summary: 'One request',
    params: idParams,
    response: subjectRequest,
  }),
  create: defineRoute({
    id: 'openSubjectRequest',
    method: 'POST',
    path: '/api/subject-requests',
    ...writing,
    summary: 'Take up a request that came by another way than the portal',
    body: z.strictObject({
      customerId: uuid,
      kind: z.enum(subjectRequestKinds),
      text: subjectRequestText.default(''),
      /** The law of the customer's country unless given. */
      law: z.enum(subjectLaws).optional(),
    }),
    response: changed,
    status: 201,
  }),
  act: defineRoute({
    id: 'actOnSubjectRequest',
    method: 'POST',
    path: '/api/subject-requests/:id/steps',
    ...writing,
    summary: 'Take the next step: note the identity check, extend, refuse, or do what is asked for',
    params: idParams,
    body: z.strictObject({ version: z.number().int().min(1), act: subjectRequestStep }),
    response: changed,
  }),
  privacy: defineRoute({
    id: 'getCustomerPrivacy',
    method: 'GET',
    path: '/api/customers/:id/privacy',
    access: { right: 'customer.read' },
    tag,
    summary: 'What restrains the use of a customer’s data',
    params: idParams,
    response: customerPrivacy,
  }),
  setHold: defineRoute({
    id: 'setLegalHold',
    method: 'PUT',
    path: '/api/customers/:id/legal-hold',
    ...writing,
    summary: 'Put a customer’s data on legal hold, or release it: what is held is not erased',
    params: idParams,
    body: z.strictObject({ held: z.boolean(), reason }),
    response: done,
  }),
  lift: defineRoute({
    id: 'liftUseLimit',
    method: 'PUT',
    path: '/api/customers/:id/use-limits/:kind/lifted',
    ...writing,
    summary: 'Lift a restriction or an objection',
    params: z.strictObject({ id: uuid, kind: z.enum(useLimitKinds) }),
    body: z.strictObject({ reason }),
    response: done,
  }),
} as const

const own = { access: 'customer', tag: 'Portal' } as const

/** What a signed-in customer asks about their own data. */
export const portalSubjectRequestRoutes = {
  list: defineRoute({
    id: 'portalSubjectRequests',
    method: 'GET',
    path: '/api/portal/subject-requests',
    ...own,
    summary: 'My requests about my data, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(
      subjectRequestFacts.extend({
        /** Secret of the page on which the certificate will be; only of an erasure that is open. */
        certificateToken: z.string().nullable(),
      }),
    ),
  }),
  create: defineRoute({
    id: 'portalOpenSubjectRequest',
    method: 'POST',
    path: '/api/portal/subject-requests',
    ...own,
    summary: 'Ask for something about my data',
    body: z.strictObject({ kind: z.enum(subjectRequestKinds), text: subjectRequestText.default('') }),
    response: changed,
    status: 201,
    idempotent: true,
  }),
  withdraw: defineRoute({
    id: 'portalWithdrawSubjectRequest',
    method: 'POST',
    path: '/api/portal/subject-requests/:id/withdrawal',
    ...own,
    summary: 'Withdraw one of my requests',
    params: idParams,
    body: z.strictObject({}),
    response: changed,
    idempotent: true,
  }),
  certificate: defineRoute({
    id: 'erasureCertificate',
    method: 'GET',
    path: '/api/portal/erasure-certificates/:token',
    access: 'public',
    requestsAMinute: 60,
    tag: 'Portal',
    summary: 'What became of an erasure, for whoever has its secret address: the person cannot sign in any more',
    params: z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) }),
    response: z.object({
      state: z.enum(subjectRequestStates),
      closedAt: instant.nullable(),
      organisation: z.object({ name: z.string(), nameZh: z.string() }),
      /** The receipt of the erasure, a C2SP tlog-proof; null until it is sealed. */
      certificate: z.string().nullable(),
    }),
  }),
} as const
