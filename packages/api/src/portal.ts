import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { customerProfile, timelineItem } from './customers.ts'
import { orderLine, orderSummary } from './orders.ts'
import { pointsBalance, pointsMovement } from './loyalty.ts'
import { defineRoute } from './route.ts'

/** What the entries of a customer's history are about. */
export const timelineTopic = z.enum(['purchases', 'points', 'details', 'contact', 'help', 'sales', 'consent'])
export type TimelineTopic = z.infer<typeof timelineTopic>

const tag = 'Portal'

/** What a signed-in customer sees: only what is their own. */
export const portalRoutes = {
  /** Before anybody signs in. Names people only where they are the made-up ones of the demo company. */
  welcome: defineRoute({
    id: 'portalWelcome',
    method: 'GET',
    path: '/api/portal/welcome',
    access: 'public',
    tag,
    summary: 'What the sign-in page needs to know: demo customers to try, and where codes are shown',
    response: z.object({
      /** Made-up customers whom anybody may sign in as; null outside the demo. */
      demo: z
        .object({
          organisation: z.object({ name: z.string(), nameZh: z.string() }),
          customers: z.array(
            z.object({
              name: z.string(),
              email: z.string(),
              language: z.enum(['zh', 'en']).nullable(),
              orderCount: z.number().int(),
            }),
          ),
        })
        .nullable(),
      /** Path of the page that shows outgoing mail, while no mail server is set up; null otherwise. */
      mailbox: z.string().nullable(),
    }),
  }),
  me: defineRoute({
    id: 'portalMe',
    method: 'GET',
    path: '/api/portal/me',
    access: 'customer',
    tag,
    summary: 'My profile as the organisation holds it',
    response: z.object({
      customerId: uuid,
      organisation: z.object({ id: uuid, name: z.string(), nameZh: z.string() }),
      /** The shops of the organisation that share the record. */
      merchants: z.array(z.object({ id: uuid, name: z.string(), nameZh: z.string() })),
      reference: z.string().nullable(),
      profile: customerProfile,
      /** When the record was opened. */
      since: instant,
      /** Whether one can ask for help here: not where the organisation does without tickets. */
      takesRequests: z.boolean(),
    }),
  }),
  timeline: defineRoute({
    id: 'portalTimeline',
    method: 'GET',
    path: '/api/portal/timeline',
    access: 'customer',
    tag,
    summary: 'Everything that happened to me, newest first',
    query: z.strictObject({ ...pageQuery, topic: timelineTopic.optional() }),
    response: pageOf(timelineItem),
  }),
  orders: defineRoute({
    id: 'portalOrders',
    method: 'GET',
    path: '/api/portal/orders',
    access: 'customer',
    tag,
    summary: 'My orders and returns, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(orderSummary),
  }),
  order: defineRoute({
    id: 'portalOrder',
    method: 'GET',
    path: '/api/portal/orders/:id',
    access: 'customer',
    tag,
    summary: 'One of my orders with its lines',
    params: idParams,
    response: orderSummary.extend({ lines: z.array(orderLine) }),
  }),
  points: defineRoute({
    id: 'portalPoints',
    method: 'GET',
    path: '/api/portal/points',
    access: 'customer',
    tag,
    summary: 'My points, read from the contract',
    response: pointsBalance,
  }),
  movements: defineRoute({
    id: 'portalPointsMovements',
    method: 'GET',
    path: '/api/portal/points/movements',
    access: 'customer',
    tag,
    summary: 'My points line by line with the arithmetic',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(pointsMovement),
  }),
} as const
