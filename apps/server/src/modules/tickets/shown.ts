import type { OwnTicket, Ticket as ShownTicket, TicketMessage } from '@candor/api'
import type { BusinessTime } from '@candor/calendar'
import type { Tx } from '../../platform/db/index.ts'
import type { StoredMessage, StoredTicket } from './list.ts'
import type { TicketsNeeds } from './needs.ts'

const actorId = /^(?:staff|customer):(.+)$/

const factsOf = ({
  id,
  number,
  type,
  status,
  subject,
  channel,
  openedAt,
  statusAt,
  rating,
  ratingComment,
  entryId,
}: StoredTicket) => ({
  id,
  number,
  type,
  status,
  subject,
  channel,
  openedAt,
  statusAt,
  rating,
  ratingComment,
  entryId,
})

const dueAtOf = ({ dueAt }: StoredTicket): string | null => (dueAt instanceof Date ? dueAt.toISOString() : null)

/** Business minutes from now until something is due. */
const minutesUntil = (time: BusinessTime, dueAt: string | null, now: number): number | null =>
  dueAt === null ? null : Math.round(time.between(now, Date.parse(dueAt)) * 10) / 10

/**
 * Tickets as staff see them, but for the names of colleagues.
 * @param now milliseconds since 1970
 */
export const shownTickets = async (
  tx: Tx,
  needs: TicketsNeeds,
  tickets: readonly StoredTicket[],
  now: number = Date.now(),
): Promise<ShownTicket[]> => {
  const ids = [...new Set(tickets.map(({ customerId }) => customerId))]
  const heads = await needs.customers.headsOf(tx, ids)
  const headOf = (id: string): string => heads.get(id) ?? id
  const [names, time] = [
    await needs.customers.names(tx, [...new Set(ids.map((id) => headOf(id)))]),
    await needs.businessTimeOf(tx),
  ]
  return tickets.map((ticket) => {
    const customer = headOf(ticket.customerId)
    const dueAt = dueAtOf(ticket)
    return {
      ...factsOf(ticket),
      version: ticket.version,
      priority: ticket.priority,
      customer: { id: customer, name: names.get(customer) ?? null },
      assignee: ticket.assignee === null ? null : { id: ticket.assignee, name: null },
      answeredAt: ticket.answeredAt,
      promises: ticket.promises,
      dueAt,
      dueIn: minutesUntil(time, dueAt, now),
      urgent: ticket.urgent,
    }
  })
}

/** Adds the names of those who have the tickets. */
export const withAssignees = async (
  { staffNames }: Pick<TicketsNeeds, 'staffNames'>,
  organisationId: string,
  tickets: readonly ShownTicket[],
): Promise<ShownTicket[]> => {
  const ids = [...new Set(tickets.flatMap(({ assignee }) => assignee?.id ?? []))]
  const names = ids.length === 0 ? new Map<string, string>() : await staffNames(organisationId, ids)
  return tickets.map(({ assignee, ...ticket }) => ({
    ...ticket,
    assignee: assignee && { id: assignee.id, name: names.get(assignee.id) ?? null },
  }))
}

/** Tickets as the customer sees them who opened them. */
export const ownTickets = async (
  { staffNames }: Pick<TicketsNeeds, 'staffNames'>,
  organisationId: string,
  tickets: readonly StoredTicket[],
): Promise<OwnTicket[]> => {
  const ids = [...new Set(tickets.flatMap(({ assignee }) => assignee ?? []))]
  const names = ids.length === 0 ? new Map<string, string>() : await staffNames(organisationId, ids)
  return tickets.map((ticket) => ({
    ...factsOf(ticket),
    assigneeName: names.get(ticket.assignee ?? '') ?? null,
    dueAt: dueAtOf(ticket),
  }))
}

/** Messages with the names of those of the staff who wrote them. */
export const withAuthors = async (
  { staffNames }: Pick<TicketsNeeds, 'staffNames'>,
  organisationId: string,
  messages: readonly StoredMessage[],
): Promise<TicketMessage[]> => {
  const staff = messages.flatMap(({ by }) => (by.startsWith('staff:') ? [by.replace('staff:', '')] : []))
  const names = staff.length === 0 ? new Map<string, string>() : await staffNames(organisationId, [...new Set(staff)])
  return messages.map((message) => ({ ...message, byName: names.get(actorId.exec(message.by)?.[1] ?? '') ?? null }))
}
