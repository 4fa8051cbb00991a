import { z } from 'zod'
import { dataCategories, lookWays } from './access-words.ts'
import { entryState, idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

/** One look at a customer's data, as the customer and staff read it. */
export const customerLook = z.object({
  /** The journal entry that keeps it. */
  id: uuid,
  kind: z.string(),
  recordedAt: instant,
  /** When it happened. */
  at: instant,
  way: z.enum(lookWays),
  /** `staff:<id>`, `key:<id>` for a program, or `system`. */
  actor: z.string(),
  actorName: z.string().nullable(),
  /** As what they looked; null for the system itself. */
  role: z.object({ key: z.string(), name: z.string(), nameZh: z.string() }).nullable(),
  purpose: z.string(),
  categories: z.array(z.enum(dataCategories)),
  /** How many people the list or file held, this one included. */
  people: z.number().int(),
  /** Whether it was possible only because somebody had opened the record in an emergency. */
  emergency: z.boolean(),
  /** What proves that this customer is among those of the entry: HMAC-SHA-256 of `customer` under `salt`, which stands in the entry. */
  proof: z.object({ customer: uuid, salt: z.string().regex(/^[0-9a-f]{64}$/) }),
  state: entryState,
})
export type CustomerLook = z.infer<typeof customerLook>

const query = z.strictObject({ ...pageQuery })

/** Who looked at personal data. */
export const accessLogRoutes = {
  ofCustomer: defineRoute({
    id: 'listLooksAtCustomer',
    method: 'GET',
    path: '/api/customers/:id/looks',
    access: { right: 'access.read' },
    tag: 'Access log',
    summary: 'Who looked at or took out the data of a customer, newest first',
    params: idParams,
    query,
    response: pageOf(customerLook),
  }),
  own: defineRoute({
    id: 'portalListLooks',
    method: 'GET',
    path: '/api/portal/looks',
    access: 'customer',
    tag: 'Portal',
    summary: 'Who looked at or took out my data, newest first',
    query,
    response: pageOf(customerLook),
  }),
} as const
