import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { demoTickets } from './demo.ts'
import type { TicketsNeeds } from './needs.ts'
import { registerPortalTicketRoutes } from './portal-routes.ts'
import { registerTicketRoutes } from './routes.ts'
import type { TicketParts } from './store.ts'
import { openTicket, wakeTicket, type By, type Changed, type NewTicket } from './work.ts'

export { eraseTickets } from './erase.ts'
export { ticketsAuditor } from './audit/auditor.ts'
export type { TicketsNeeds } from './needs.ts'

/** What others may use of the tickets. */
export type Tickets = {
  /** See {@link openTicket}. */
  readonly openTicket: (tx: Tx, ticket: NewTicket, by: By) => Promise<Changed & { number: number }>
  /** See {@link demoTickets}. */
  readonly furnish: (tx: Tx, demo: Parameters<typeof demoTickets>[2]) => Promise<void>
}

/** Puts the module on the server: routes of desk and portal, and what the clock does in the background. */
export const registerTickets = (
  app: App,
  { db, jobs, events, mail, config }: Platform,
  needs: TicketsNeeds,
): Tickets => {
  const wakes = jobs.define<{ ticketId: string; at: string }>('ticket-wake', { concurrency: 4 }, async (job) => {
    await db.inOrganisation(job.organisationId, async (tx) => wakeTicket(tx, parts, job.input))
  })
  const parts: TicketParts = { needs, events, mail, publicUrl: config.publicUrl, wakes }
  registerTicketRoutes(app, parts)
  registerPortalTicketRoutes(app, parts)
  return {
    openTicket: async (tx, ticket, by) => openTicket(tx, parts, ticket, by),
    furnish: async (tx, demo) => demoTickets(tx, parts, demo),
  }
}
