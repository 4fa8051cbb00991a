import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'
import {
  promiseStates,
  ticketChannels,
  ticketMessageKinds,
  ticketPriorities,
  ticketStatuses,
  ticketTypes,
  ticketViews,
} from './ticket-words.ts'

export const ticketType = z.enum(ticketTypes)
export const ticketPriority = z.enum(ticketPriorities)
export const ticketStatus = z.enum(ticketStatuses)

export const ticketSubject = z.string().trim().min(1).max(300)
export const ticketText = z.string().trim().min(1).max(20_000)
/** From very unhappy (1) to very happy (5). */
export const ticketRating = z.number().int().min(1).max(5)
export const ticketComment = z.string().trim().max(2000)

/** A time that was promised, in business minutes. */
export const ticketPromise = z.object({
  minutes: z.number().int(),
  state: z.enum(promiseStates),
  /** When it is due; null while it does not run. */
  dueAt: instant.nullable(),
  /** Business seconds that are left while it does not run. */
  left: z.number().int().nullable(),
  /** When it was met or missed. */
  at: instant.nullable(),
})
export type TicketPromise = z.infer<typeof ticketPromise>

/** Null where the calendar has no hours to promise. */
export const ticketPromises = z.object({ response: ticketPromise.nullable(), resolution: ticketPromise.nullable() })
export type TicketPromises = z.infer<typeof ticketPromises>

const person = z.object({ id: uuid, name: z.string().nullable() })

/** What both sides see of a ticket. */
export const ticketFacts = z.object({
  id: uuid,
  /** Counted up in each organisation, without gaps. */
  number: z.number().int(),
  type: ticketType,
  status: ticketStatus,
  subject: z.string(),
  channel: z.enum(ticketChannels),
  openedAt: instant,
  /** Since when it has its status. */
  statusAt: instant,
  rating: ticketRating.nullable(),
  ratingComment: z.string().nullable(),
  /** The journal entry that recorded what is stored now. */
  entryId: uuid,
})

export const ticket = ticketFacts.extend({
  version: z.number().int(),
  priority: ticketPriority,
  customer: person,
  assignee: person.nullable(),
  /** The first answer of staff. */
  answeredAt: instant.nullable(),
  promises: ticketPromises,
  /** What has to happen first, and by when; null while nothing is due. */
  dueAt: instant.nullable(),
  /** Business minutes until then; negative for one that was missed. */
  dueIn: z.number().nullable(),
  /** A promise was missed or will be soon. */
  urgent: z.boolean(),
})
export type Ticket = z.infer<typeof ticket>

export const ticketMessage = z.object({
  id: uuid,
  kind: z.enum(ticketMessageKinds),
  text: z.string(),
  /** `staff:<id>`, `customer:<id>` or `system`. */
  by: z.string(),
  byName: z.string().nullable(),
  at: instant,
  entryId: uuid,
})
export type TicketMessage = z.infer<typeof ticketMessage>

const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const versioned = z.strictObject({ version: z.number().int().min(1) })

/** Business minutes that are promised for a priority. */
export const serviceTarget = z.strictObject({
  response: z.number().int().min(5).max(60_000),
  resolution: z.number().int().min(5).max(60_000),
})

/** An answer that is kept ready, in both languages. */
export const cannedReply = z.strictObject({
  id: uuid,
  name: z.string().trim().min(1).max(80),
  en: z.string().trim().max(5000),
  zh: z.string().trim().max(5000),
})
export type CannedReply = z.infer<typeof cannedReply>

export const serviceSettings = z.strictObject({
  targets: z.strictObject({ low: serviceTarget, normal: serviceTarget, high: serviceTarget, urgent: serviceTarget }),
  /** Days after which a solved ticket that nobody opens again is closed. */
  closeAfterDays: z.number().int().min(1).max(90),
  replies: z.array(cannedReply).max(200),
})
export type ServiceSettings = z.infer<typeof serviceSettings>

const tag = 'Tickets'
const reading = { access: { right: 'ticket.read' }, tag } as const
const writing = { access: { right: 'ticket.write' }, tag, idempotent: true } as const

export const ticketRoutes = {
  list: defineRoute({
    id: 'listTickets',
    method: 'GET',
    path: '/api/tickets',
    ...reading,
    summary: 'A queue: what is due first comes first; waiting and solved ones newest first',
    query: z.strictObject({
      ...pageQuery,
      view: z.enum(ticketViews).default('open'),
      /** All tickets of one customer instead, newest first. */
      customer: uuid.optional(),
      /** The one with this number instead, in whatever queue it is. */
      number: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
    }),
    response: pageOf(ticket),
  }),
  counts: defineRoute({
    id: 'countTickets',
    method: 'GET',
    path: '/api/tickets/counts',
    ...reading,
    summary: 'How many tickets stand in each queue; 100 stands for more',
    response: z.object(
      Object.fromEntries(ticketViews.map((view) => [view, z.number().int()])) as Record<
        (typeof ticketViews)[number],
        z.ZodNumber
      >,
    ),
  }),
  assignees: defineRoute({
    id: 'listTicketAssignees',
    method: 'GET',
    path: '/api/tickets/assignees',
    ...reading,
    summary: 'Who can be given tickets',
    response: z.object({ items: z.array(z.object({ id: uuid, name: z.string() })) }),
  }),
  settings: defineRoute({
    id: 'getServiceSettings',
    method: 'GET',
    path: '/api/tickets/settings',
    access: 'staff',
    tag,
    summary: 'Promised times and ready answers',
    response: z.object({
      /** 0 until somebody has set them. */
      version: z.number().int(),
      settings: serviceSettings,
    }),
  }),
  setSettings: defineRoute({
    id: 'setServiceSettings',
    method: 'PUT',
    path: '/api/tickets/settings',
    access: { right: 'service.manage' },
    tag,
    summary: 'Set promised times and ready answers; refused with what is stored when somebody else was first',
    body: z.strictObject({ version: z.number().int().min(0), settings: serviceSettings }),
    response: z.object({ version: z.number().int() }),
    idempotent: true,
  }),
  get: defineRoute({
    id: 'getTicket',
    method: 'GET',
    path: '/api/tickets/:id',
    ...reading,
    summary: 'One ticket',
    params: idParams,
    response: ticket,
  }),
  messages: defineRoute({
    id: 'listTicketMessages',
    method: 'GET',
    path: '/api/tickets/:id/messages',
    ...reading,
    summary: 'What was said and noted, newest first',
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(ticketMessage),
  }),
  create: defineRoute({
    id: 'createTicket',
    method: 'POST',
    path: '/api/tickets',
    ...writing,
    summary: 'Write down what a customer came with',
    body: z.strictObject({
      customerId: uuid,
      subject: ticketSubject,
      text: ticketText,
      type: ticketType.default('question'),
      priority: ticketPriority.default('normal'),
      channel: z.enum(ticketChannels).default('phone'),
      assignee: uuid.nullable().default(null),
    }),
    response: changed.extend({ number: z.number().int() }),
    status: 201,
  }),
  say: defineRoute({
    id: 'writeTicketMessage',
    method: 'POST',
    path: '/api/tickets/:id/messages',
    ...writing,
    summary: 'Answer the customer, or leave a note among staff; refused when somebody wrote meanwhile',
    params: idParams,
    body: versioned.extend({
      kind: z.enum(['reply', 'note']),
      text: ticketText,
      /** The status to give it at once. */
      status: z.enum(['open', 'waiting', 'solved']).optional(),
    }),
    response: changed,
    status: 201,
  }),
  update: defineRoute({
    id: 'updateTicket',
    method: 'PATCH',
    path: '/api/tickets/:id',
    ...writing,
    summary: 'Change a ticket; refused with what is stored when somebody else changed it first',
    params: idParams,
    body: versioned.extend({
      changes: z
        .strictObject({
          subject: ticketSubject,
          type: ticketType,
          priority: ticketPriority,
          status: z.enum(['open', 'waiting', 'solved', 'closed']),
          assignee: uuid.nullable(),
        })
        .partial(),
    }),
    response: changed,
  }),
  view: defineRoute({
    id: 'viewTicket',
    method: 'PUT',
    path: '/api/tickets/:id/viewers',
    ...reading,
    summary: 'Say that one has a ticket open; answers who else has',
    params: idParams,
    body: z.strictObject({ page: uuid }),
    response: z.object({ others: z.array(z.object({ id: uuid, name: z.string() })) }),
  }),
  leave: defineRoute({
    id: 'leaveTicket',
    method: 'DELETE',
    path: '/api/tickets/:id/viewers/:page',
    ...reading,
    summary: 'Say that one has left a ticket',
    params: idParams.extend({ page: uuid }),
    response: z.object({ done: z.literal(true) }),
  }),
} as const
