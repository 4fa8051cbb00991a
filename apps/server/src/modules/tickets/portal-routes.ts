import { portalTicketRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, customerOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import { ticketErrors } from './errors.ts'
import { findTicket, messagesOf, ticketsOf, type StoredTicket } from './list.ts'
import { ownTickets, withAuthors } from './shown.ts'
import type { TicketParts } from './store.ts'
import { answerIn, confirmTicket, openTicket, rateTicket, type By, type Changed } from './work.ts'

/** One of the customer's own. Those of others are refused like those that do not exist. @throws TICKET_NOT_FOUND */
const requireOwn = async (tx: Tx, { needs }: TicketParts, id: string, customerId: string): Promise<StoredTicket> => {
  const [ticket, records] = [await findTicket(tx, id), await needs.customers.recordsOf(tx, customerId)]
  if (ticket !== undefined && records.includes(ticket.customerId)) return ticket
  throw ticketErrors.TICKET_NOT_FOUND(`you have no request ${id}`)
}

/** The routes of packages/api/src/portal-tickets.ts. */
export const registerPortalTicketRoutes = (app: App, parts: TicketParts): void => {
  const { needs } = parts

  route(app, portalTicketRoutes.list, async ({ query, request }) => {
    const { customerId, organisationId } = customerOf(request)
    const { items, nextCursor } = await read(request, async (tx) =>
      ticketsOf(tx, await needs.customers.recordsOf(tx, customerId), query),
    )
    return { items: await ownTickets(needs, organisationId, items), nextCursor }
  })

  route(app, portalTicketRoutes.get, async ({ params, request }) => {
    const { customerId, organisationId } = customerOf(request)
    const ticket = await read(request, async (tx) => requireOwn(tx, parts, params.id, customerId))
    return (await ownTickets(needs, organisationId, [ticket]))[0]!
  })

  route(app, portalTicketRoutes.messages, async ({ params, query, request }) => {
    const { customerId, organisationId } = customerOf(request)
    const { items, nextCursor } = await read(request, async (tx) =>
      messagesOf(tx, await requireOwn(tx, parts, params.id, customerId), false, query),
    )
    return { items: await withAuthors(needs, organisationId, items), nextCursor }
  })

  route(app, portalTicketRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => {
      const { customerId } = customerOf(request)
      if (!(await needs.takesRequests(tx))) throw ticketErrors.TICKET_NOT_OFFERED('tickets are switched off')
      const given = { ...body, customerId, priority: 'normal', channel: 'portal', assignee: null } as const
      const { id, entryId, number } = await openTicket(tx, parts, given, { actor: actorOf(request) })
      return { id, entryId, number }
    }),
  )

  const own = (
    request: FastifyRequest,
    id: string,
    run: (tx: Tx, by: By) => Promise<Changed>,
  ): Promise<Pick<Changed, 'id' | 'entryId'>> =>
    write(request, async (tx) => {
      await requireOwn(tx, parts, id, customerOf(request).customerId)
      const { entryId } = await run(tx, { actor: actorOf(request) })
      return { id, entryId }
    })

  route(app, portalTicketRoutes.answer, async ({ params: { id }, body, request }) =>
    own(request, id, async (tx, by) => answerIn(tx, parts, id, body.text, by)),
  )
  route(app, portalTicketRoutes.confirm, async ({ params: { id }, request }) =>
    own(request, id, async (tx, by) => confirmTicket(tx, parts, id, by)),
  )
  route(app, portalTicketRoutes.rate, async ({ params: { id }, body, request }) =>
    own(request, id, async (tx, by) => rateTicket(tx, parts, id, body, by)),
  )
}
