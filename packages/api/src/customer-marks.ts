import { z } from 'zod'
import { idParams, uuid } from './common.ts'
import { defineRoute } from './route.ts'

/** The colours that a tag can have; each has enough contrast in light and dark. */
export const tagColours = ['grey', 'blue', 'green', 'gold', 'red', 'purple', 'cyan', 'magenta'] as const

/** A tag as lists show it. */
export const customerTag = z.object({ id: uuid, name: z.string(), colour: z.enum(tagColours) })
export type CustomerTag = z.infer<typeof customerTag>

/** The member of staff who looks after a customer; without a name once they have left. */
export const customerOwner = z.object({ id: uuid, name: z.string().nullable() })
export type CustomerOwner = z.infer<typeof customerOwner>

/** Who looks after a customer and how they are tagged. */
export const customerCare = z.object({ owner: customerOwner.nullable(), tags: z.array(customerTag) })
export type CustomerCare = z.infer<typeof customerCare>

const name = z.string().trim().min(1).max(40)
const colour = z.enum(tagColours)
const marks = z.array(uuid).max(50)
const tag = 'Customers'

/** Owner and tags of customers. */
export const customerMarkRoutes = {
  tags: defineRoute({
    id: 'listCustomerTags',
    method: 'GET',
    path: '/api/customer-tags',
    access: { right: 'customer.read' },
    tag,
    summary: 'All tags with the number of customers who have them',
    response: z.object({ items: z.array(customerTag.extend({ customers: z.number().int() })) }),
  }),
  createTag: defineRoute({
    id: 'createCustomerTag',
    method: 'POST',
    path: '/api/customer-tags',
    access: { right: 'customer.write' },
    tag,
    summary: 'Make a tag; one of this name that exists is given back as it is',
    body: z.strictObject({ name, colour: colour.optional() }),
    response: customerTag,
    status: 201,
    idempotent: true,
  }),
  changeTag: defineRoute({
    id: 'changeCustomerTag',
    method: 'PATCH',
    path: '/api/customer-tags/:id',
    access: { right: 'list.manage' },
    tag,
    summary: 'Rename or recolour a tag, everywhere at once',
    params: idParams,
    body: z.strictObject({ name: name.optional(), colour: colour.optional() }),
    response: customerTag,
    idempotent: true,
  }),
  removeTag: defineRoute({
    id: 'removeCustomerTag',
    method: 'DELETE',
    path: '/api/customer-tags/:id',
    access: { right: 'list.manage' },
    tag,
    summary: 'Remove a tag that no customer has',
    params: idParams,
    response: z.object({ done: z.literal(true) }),
  }),
  owners: defineRoute({
    id: 'listCustomerOwners',
    method: 'GET',
    path: '/api/customer-owners',
    access: { right: 'customer.read' },
    tag,
    summary: 'Members of staff who can look after customers, with the number of customers of each',
    response: z.object({ items: z.array(z.object({ id: uuid, name: z.string(), customers: z.number().int() })) }),
  }),
  change: defineRoute({
    id: 'changeCustomerCare',
    method: 'PATCH',
    path: '/api/customers/:id/care',
    access: { right: 'customer.write' },
    tag,
    summary: 'Give a customer another owner, add tags, take tags off',
    params: idParams,
    body: z.strictObject({
      ownerId: uuid.nullable().optional(),
      addTags: marks.optional(),
      removeTags: marks.optional(),
    }),
    response: customerCare,
    idempotent: true,
  }),
} as const
