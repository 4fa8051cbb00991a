import { z } from 'zod'
import { idParams, uuid } from './common.ts'
import { timelineItem } from './customers.ts'
import { defineRoute } from './route.ts'

const pinParams = z.strictObject({ id: uuid, entryId: uuid })
const recorded = z.object({ entryId: uuid })

/** What belongs to the page of a customer beside the customer: what is pinned on it, and who looks at it. */
export const customerPageRoutes = {
  pins: defineRoute({
    id: 'listCustomerPins',
    method: 'GET',
    path: '/api/customers/:id/pins',
    access: { right: 'customer.read' },
    tag: 'Customers',
    summary: 'Entries that are pinned above the timeline, the latest first',
    params: idParams,
    response: z.object({ items: z.array(timelineItem) }),
  }),
  pin: defineRoute({
    id: 'pinCustomerEntry',
    method: 'PUT',
    path: '/api/customers/:id/pins/:entryId',
    access: { right: 'customer.write' },
    tag: 'Customers',
    summary: 'Pin an entry of the timeline above it, for everybody',
    params: pinParams,
    body: z.strictObject({}),
    response: recorded,
  }),
  unpin: defineRoute({
    id: 'unpinCustomerEntry',
    method: 'DELETE',
    path: '/api/customers/:id/pins/:entryId',
    access: { right: 'customer.write' },
    tag: 'Customers',
    summary: 'Take a pin away',
    params: pinParams,
    response: recorded,
  }),
  view: defineRoute({
    id: 'viewCustomer',
    method: 'PUT',
    path: '/api/customers/:id/viewers',
    access: { right: 'customer.read' },
    tag: 'Customers',
    summary: 'Say that one looks at a customer (again every 20 seconds), and hear who else does',
    params: idParams,
    body: z.strictObject({
      /** One for each open page, so that two of one person are told apart. */
      page: uuid,
    }),
    response: z.object({ others: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
  leave: defineRoute({
    id: 'leaveCustomer',
    method: 'DELETE',
    path: '/api/customers/:id/viewers/:page',
    access: { right: 'customer.read' },
    tag: 'Customers',
    summary: 'Say that one does not look at a customer any more',
    params: z.strictObject({ id: uuid, page: uuid }),
    response: z.object({ done: z.literal(true) }),
  }),
} as const
