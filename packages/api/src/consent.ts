import { z } from 'zod'
import { hex, idParams, instant, uuid } from './common.ts'
import {
  consentNotice,
  consentPurpose,
  consentQuotedTerm,
  consentSlug,
  consentTerm,
  newConsentNotice,
  newConsentTerm,
} from './consent-catalogue.ts'
import { consentAnswer, consentDecided, consentStanding } from './consent-decision.ts'
import { defineRoute } from './route.ts'

const tag = 'Consent'
const made = z.object({ id: uuid, entryId: uuid })

/** What people are asked for, and what they answered. */
export const consentRoutes = {
  catalogue: defineRoute({
    id: 'getConsentCatalogue',
    method: 'GET',
    path: '/api/consent/catalogue',
    access: { right: 'consent.read' },
    tag,
    summary: 'Purposes with every version of their notices, and the terms that notices are made of',
    response: z.object({
      terms: z.array(consentTerm),
      purposes: z.array(consentPurpose.extend({ notices: z.array(consentNotice) })),
    }),
  }),
  setUp: defineRoute({
    id: 'setUpConsentCatalogue',
    method: 'POST',
    path: '/api/consent/catalogue/defaults',
    access: { right: 'consent.manage' },
    tag,
    summary: 'Make the usual purposes and terms; refused when there is a catalogue already',
    body: z.strictObject({}),
    response: z.object({ purposes: z.number().int() }),
    status: 201,
    idempotent: true,
  }),
  addTerm: defineRoute({
    id: 'addConsentTerm',
    method: 'POST',
    path: '/api/consent/terms',
    access: { right: 'consent.manage' },
    tag,
    summary: 'Add a data category, a recipient or a channel for use in notices',
    body: newConsentTerm,
    response: made,
    status: 201,
    idempotent: true,
  }),
  addPurpose: defineRoute({
    id: 'addConsentPurpose',
    method: 'POST',
    path: '/api/consent/purposes',
    access: { right: 'consent.manage' },
    tag,
    summary: 'Add a purpose with the first version of its notice',
    body: z.strictObject({ slug: consentSlug, dpv: newConsentTerm.shape.dpv, notice: newConsentNotice }),
    response: made,
    status: 201,
    idempotent: true,
  }),
  publishNotice: defineRoute({
    id: 'publishConsentNotice',
    method: 'POST',
    path: '/api/consent/purposes/:id/notices',
    access: { right: 'consent.manage' },
    tag,
    summary: 'Publish the next version of a notice; refused when somebody else published one first',
    params: idParams,
    body: z.strictObject({
      /** The newest version that the writer saw. */ after: z.number().int(),
      notice: newConsentNotice,
    }),
    response: made.extend({ version: z.number().int() }),
    status: 201,
    idempotent: true,
  }),
  retire: defineRoute({
    id: 'retireConsentPurpose',
    method: 'PUT',
    path: '/api/consent/purposes/:id/retired',
    access: { right: 'consent.manage' },
    tag,
    summary: 'Stop or resume asking for a purpose; while it is stopped nothing may be used for it',
    params: idParams,
    body: z.strictObject({ retired: z.boolean() }),
    response: made,
  }),
  ofCustomer: defineRoute({
    id: 'listCustomerConsents',
    method: 'GET',
    path: '/api/customers/:id/consents',
    access: { right: 'consent.read' },
    tag,
    summary: 'Where a customer stands with every purpose and recipient',
    params: idParams,
    response: z.object({ items: z.array(consentStanding) }),
  }),
  mayUse: defineRoute({
    id: 'mayUseCustomerData',
    method: 'GET',
    path: '/api/customers/:id/consents/may-use',
    access: { right: 'consent.read' },
    tag,
    summary: 'Whether a category of a customer’s data may be used for a purpose by a recipient, and by what evidence',
    params: idParams,
    query: z.strictObject({
      category: consentSlug,
      purpose: consentSlug,
      recipient: consentSlug,
      channel: consentSlug.optional(),
      /** A past moment; now unless given. */
      at: instant.optional(),
    }),
    response: consentAnswer,
  }),
} as const

/** The same for the customer: their own choices only. */
export const portalConsentRoutes = {
  list: defineRoute({
    id: 'portalConsents',
    method: 'GET',
    path: '/api/portal/consents',
    access: 'customer',
    tag: 'Portal',
    summary: 'What I am asked for, in the notices’ own words, and what I decided',
    response: z.object({
      items: z.array(
        z.object({
          purpose: consentPurpose,
          notice: consentNotice,
          choices: z.array(z.object({ recipient: consentQuotedTerm, standing: consentStanding.nullable() })),
        }),
      ),
      /** The account on the ledger that stands for me; null until my first decision. */
      account: hex.nullable(),
    }),
  }),
  decide: defineRoute({
    id: 'portalDecideConsent',
    method: 'POST',
    path: '/api/portal/consents/decisions',
    access: 'customer',
    tag: 'Portal',
    summary: 'Grant, refuse or withdraw: signed with the key that is kept for me, recorded, and brought to the ledger',
    body: z.strictObject({
      purposeId: uuid,
      recipientId: uuid,
      state: consentDecided,
      /** Version and language of the notice that was read. */
      noticeVersion: z.number().int(),
      language: z.enum(['en', 'zh']),
      /** How many decisions about this the reader saw: a grant or refusal based on an older state is refused. */
      seen: z.number().int().min(0),
      /** Data categories and channels that are allowed; empty unless granted. */
      categories: z.array(uuid).max(50),
      channels: z.array(uuid).max(20),
    }),
    response: z.object({ standing: consentStanding }),
    status: 201,
    idempotent: true,
  }),
} as const
