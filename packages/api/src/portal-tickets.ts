import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'
import {
  ticketComment,
  ticketFacts,
  ticketMessage,
  ticketRating,
  ticketSubject,
  ticketText,
  ticketType,
} from './tickets.ts'

/** A request for help as the customer who made it sees it. */
export const ownTicket = ticketFacts.extend({
  /** Who looks after it. */
  assigneeName: z.string().nullable(),
  /** By when the next step is promised; null while nothing is due. */
  dueAt: instant.nullable(),
})
export type OwnTicket = z.infer<typeof ownTicket>

const tag = 'Portal'
const own = { access: 'customer', tag } as const
const done = z.object({ id: uuid, entryId: uuid })
const rating = { rating: ticketRating, comment: ticketComment.nullable().default(null) }

/** Requests for help of a signed-in customer: only their own, and never what staff note among themselves. */
export const portalTicketRoutes = {
  list: defineRoute({
    id: 'portalTickets',
    method: 'GET',
    path: '/api/portal/tickets',
    ...own,
    summary: 'My requests, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(ownTicket),
  }),
  create: defineRoute({
    id: 'portalOpenTicket',
    method: 'POST',
    path: '/api/portal/tickets',
    ...own,
    summary: 'Ask for help',
    body: z.strictObject({ subject: ticketSubject, text: ticketText, type: ticketType.default('question') }),
    response: done.extend({ number: z.number().int() }),
    status: 201,
    idempotent: true,
  }),
  get: defineRoute({
    id: 'portalTicket',
    method: 'GET',
    path: '/api/portal/tickets/:id',
    ...own,
    summary: 'One of my requests',
    params: idParams,
    response: ownTicket,
  }),
  messages: defineRoute({
    id: 'portalTicketMessages',
    method: 'GET',
    path: '/api/portal/tickets/:id/messages',
    ...own,
    summary: 'What was written in one of my requests, newest first',
    params: idParams,
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(ticketMessage),
  }),
  answer: defineRoute({
    id: 'portalAnswerTicket',
    method: 'POST',
    path: '/api/portal/tickets/:id/messages',
    ...own,
    summary: 'Write in a request; one that was called solved is opened again by it',
    params: idParams,
    body: z.strictObject({ text: ticketText }),
    response: done,
    status: 201,
    idempotent: true,
  }),
  confirm: defineRoute({
    id: 'portalConfirmTicket',
    method: 'POST',
    path: '/api/portal/tickets/:id/confirmation',
    ...own,
    summary: 'Confirm that a request is solved',
    params: idParams,
    body: z.strictObject({}),
    response: done,
    idempotent: true,
  }),
  rate: defineRoute({
    id: 'portalRateTicket',
    method: 'POST',
    path: '/api/portal/tickets/:id/rating',
    ...own,
    summary: 'Say how good the help was, once',
    params: idParams,
    body: z.strictObject(rating),
    response: done,
    idempotent: true,
  }),
} as const
