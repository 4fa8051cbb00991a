import { z } from 'zod'
import { idParams, instant, uuid } from './common.ts'
import { relationKinds } from './relation-words.ts'
import { defineRoute } from './route.ts'

export const relationKind = z.enum(relationKinds)

/** A relation as one of the two sees it: `kind` says what the customer is to the other one. */
export const customerRelation = z.object({
  id: uuid,
  kind: relationKind,
  otherId: uuid,
  otherName: z.string(),
  createdAt: instant,
})
export type CustomerRelation = z.infer<typeof customerRelation>

const tag = 'Relations'
const recorded = z.object({ id: uuid, entryId: uuid })

export const relationRoutes = {
  list: defineRoute({
    id: 'listCustomerRelations',
    method: 'GET',
    path: '/api/customers/:id/relations',
    access: { right: 'customer.read' },
    tag,
    summary: 'Relations of a customer to others',
    params: idParams,
    response: z.object({ items: z.array(customerRelation) }),
  }),
  add: defineRoute({
    id: 'addCustomerRelation',
    method: 'POST',
    path: '/api/customers/:id/relations',
    access: { right: 'customer.write' },
    tag,
    summary: 'Relate a customer to another; refused where it would go in a circle',
    params: idParams,
    body: z.strictObject({ kind: relationKind, otherId: uuid }),
    response: recorded,
    status: 201,
    idempotent: true,
  }),
  remove: defineRoute({
    id: 'removeCustomerRelation',
    method: 'DELETE',
    path: '/api/customer-relations/:id',
    access: { right: 'customer.write' },
    tag,
    summary: 'Take a relation away',
    params: idParams,
    response: recorded,
  }),
} as const
