import { ticketRoutes, ticketViews } from '@candor/api'
import { actorOf, organisationOf, staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import { Viewers } from '../../platform/viewers.ts'
import { ticketErrors } from './errors.ts'
import {
  countTickets,
  findTicket,
  listTickets,
  messagesOf,
  ticketsNumbered,
  ticketsOf,
  type StoredTicket,
} from './list.ts'
import { setSettings, settingsOf } from './settings.ts'
import { shownTickets, withAssignees, withAuthors } from './shown.ts'
import type { TicketParts } from './store.ts'
import { changeTicket, noteIn, openTicket, replyTo } from './work.ts'

/** @throws TICKET_NOT_FOUND */
const requireTicket = async (tx: Tx, id: string): Promise<StoredTicket> => {
  const ticket = await findTicket(tx, id)
  if (ticket === undefined) throw ticketErrors.TICKET_NOT_FOUND(`there is no ticket ${id}`)
  return ticket
}

const registerReading = (app: App, { needs }: TicketParts): void => {
  route(app, ticketRoutes.list, async ({ query, request }) => {
    const { userId, organisationId } = staffOf(request)
    const { items, nextCursor } = await read(request, async (tx) => {
      const page =
        query.number !== undefined
          ? { items: await ticketsNumbered(tx, query.number), nextCursor: null }
          : query.customer === undefined
            ? await listTickets(tx, { view: query.view, userId }, query)
            : await ticketsOf(tx, await needs.customers.recordsOf(tx, query.customer), query)
      return { items: await shownTickets(tx, needs, page.items), nextCursor: page.nextCursor }
    })
    return { items: await withAssignees(needs, organisationId, items), nextCursor }
  })

  route(app, ticketRoutes.counts, async ({ request }) =>
    read(request, async (tx) => {
      const { userId } = staffOf(request)
      const counted = await Promise.all(ticketViews.map(async (view) => [view, await countTickets(tx, view, userId)]))
      return Object.fromEntries(counted) as Record<(typeof ticketViews)[number], number>
    }),
  )

  route(app, ticketRoutes.assignees, async ({ request }) =>
    read(request, async (tx) => {
      const people = await needs.workers(tx)
      return { items: people.filter(({ rights }) => rights.has('ticket.write')).map(({ id, name }) => ({ id, name })) }
    }),
  )

  route(app, ticketRoutes.get, async ({ params, request }) => {
    const shown = await read(request, async (tx) => shownTickets(tx, needs, [await requireTicket(tx, params.id)]))
    return (await withAssignees(needs, organisationOf(request), shown))[0]!
  })

  route(app, ticketRoutes.messages, async ({ params, query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) =>
      messagesOf(tx, await requireTicket(tx, params.id), true, query),
    )
    return { items: await withAuthors(needs, organisationOf(request), items), nextCursor }
  })
}

const registerWriting = (app: App, parts: TicketParts): void => {
  route(app, ticketRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => openTicket(tx, parts, body, { actor: actorOf(request) })),
  )

  route(app, ticketRoutes.say, async ({ params: { id }, body: { version, kind, ...said }, request }) =>
    write(request, async (tx) => {
      const by = { actor: actorOf(request), version }
      return kind === 'reply' ? replyTo(tx, parts, id, said, by) : noteIn(tx, parts, id, said, by)
    }),
  )

  route(app, ticketRoutes.update, async ({ params: { id }, body: { version, changes }, request }) =>
    write(request, async (tx) => changeTicket(tx, parts, id, changes, { actor: actorOf(request), version })),
  )
}

const registerSettings = (app: App, { needs }: TicketParts): void => {
  route(app, ticketRoutes.settings, async ({ request }) => read(request, async (tx) => settingsOf(tx)))
  route(app, ticketRoutes.setSettings, async ({ body, request }) =>
    write(request, async (tx) => setSettings(tx, needs, body, actorOf(request))),
  )
}

/** Tells everybody who listens that somebody came to a ticket or left it; who, they ask for. */
const registerViewers = (app: App, { needs, events }: TicketParts): void => {
  const viewers = new Viewers()
  const tell = (organisationId: string, id: string): void =>
    events.publish(organisationId, { topic: 'viewing', data: { id } })
  route(app, ticketRoutes.view, async ({ params: { id }, body, request }) => {
    await read(request, async (tx) => requireTicket(tx, id))
    const { userId, organisationId } = staffOf(request)
    if (viewers.look(organisationId, id, userId, body.page)) tell(organisationId, id)
    const others = [...viewers.of(organisationId, id)].filter((staffId) => staffId !== userId)
    const names = others.length === 0 ? new Map<string, string>() : await needs.staffNames(organisationId, others)
    return { others: others.map((staffId) => ({ id: staffId, name: names.get(staffId) ?? '' })) }
  })
  route(app, ticketRoutes.leave, async ({ params: { id, page }, request }) => {
    const { userId, organisationId } = staffOf(request)
    if (viewers.leave(organisationId, id, userId, page)) tell(organisationId, id)
    return { done: true as const }
  })
}

/** The routes of packages/api/src/tickets.ts. */
export const registerTicketRoutes = (app: App, parts: TicketParts): void => {
  registerReading(app, parts)
  registerWriting(app, parts)
  registerSettings(app, parts)
  registerViewers(app, parts)
}
