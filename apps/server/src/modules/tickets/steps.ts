import type { PromiseKind, TicketPromises, TicketStatus } from '@candor/api'
import type { BusinessTime } from '@candor/calendar'
import { uuidv7 } from '../../platform/ids.ts'
import { ticketErrors } from './errors.ts'
import { met, paused, reopened, resumed, retargeted, turnedBy } from './promise.ts'
import type { Message, Ticket } from './ticket.ts'

/** What can happen to a ticket; each is an entry in the journal of the customer. */
export type StepKind =
  | 'ticket.opened'
  | 'ticket.answered'
  | 'ticket.replied'
  | 'ticket.noted'
  | 'ticket.assigned'
  | 'ticket.changed'
  | 'ticket.waiting'
  | 'ticket.resumed'
  | 'ticket.solved'
  | 'ticket.reopened'
  | 'ticket.closed'
  | 'ticket.rated'
  | 'ticket.due-soon'
  | 'ticket.promise-met'
  | 'ticket.promise-missed'

/** One thing that happened, with the ticket as it is afterwards. */
export type Step = {
  readonly kind: StepKind
  readonly ticket: Ticket
  readonly message?: Message
  /** Which promise, where the step is about one. */
  readonly promise?: PromiseKind
  /** Names of the fields that changed. */
  readonly changed?: readonly string[]
  /** It happened by itself, whoever acted at that moment. */
  readonly byItself?: true
}

/** When and by whom something is done. */
export type Moment = {
  readonly time: BusinessTime
  /** Milliseconds since 1970. */
  readonly now: number
  readonly actor: string
}

const iso = ({ now }: Moment): string => new Date(now).toISOString()

const withPromises = (ticket: Ticket, promises: Partial<TicketPromises>): Ticket => ({
  ...ticket,
  promises: { ...ticket.promises, ...promises },
})

/** What the clock alone did until now. */
export const stepsOfClock = (ticket: Ticket, { time, now }: Moment, withSoon: boolean): Step[] =>
  turnedBy(time, ticket.promises, now, withSoon).map(({ kind, to, promises }) => ({
    kind: to === 'missed' ? 'ticket.promise-missed' : 'ticket.due-soon',
    ticket: { ...ticket, promises },
    promise: kind,
    byItself: true,
  }))

/** The entry that says that a promise was kept, if it was kept between the two. */
const keptBetween = (before: Ticket, after: Ticket, promise: PromiseKind): Step[] =>
  before.promises[promise]?.state !== 'met' && after.promises[promise]?.state === 'met'
    ? [{ kind: 'ticket.promise-met', ticket: after, promise, byItself: true }]
    : []

/** The first word of staff counts as the answer that was promised. */
const answeredNow = (ticket: Ticket, moment: Moment): Ticket =>
  ticket.answeredAt !== null
    ? ticket
    : withPromises(
        { ...ticket, answeredAt: iso(moment) },
        { response: met(moment.time, ticket.promises.response, moment.now) },
      )

const impossible = (from: TicketStatus, to: TicketStatus): Error =>
  ticketErrors.TICKET_STATUS_IMPOSSIBLE(`a ticket that is ${from} cannot become ${to}`)

/** The ticket with another status, its promises paused, resumed, met or opened again. */
const inStatus = (ticket: Ticket, status: TicketStatus, moment: Moment): Ticket => {
  const { time, now } = moment
  const { resolution } = ticket.promises
  const changed = { ...ticket, status, statusAt: iso(moment) }
  if (status === 'waiting') return withPromises(changed, { resolution: paused(time, resolution, now) })
  if (status === 'solved') {
    return withPromises(answeredNow(changed, moment), { resolution: met(time, resolution, now) })
  }
  if (status !== 'open') return changed
  const running = ticket.status === 'waiting' ? resumed(time, resolution, now) : reopened(time, resolution, now)
  return withPromises(changed, { resolution: running })
}

const stepTo = (from: TicketStatus, to: TicketStatus): StepKind | undefined => {
  const isDone = from === 'solved' || from === 'closed'
  if (to === 'open') return isDone ? 'ticket.reopened' : 'ticket.resumed'
  if (to === 'waiting') return isDone ? undefined : 'ticket.waiting'
  if (to === 'solved') return isDone ? undefined : 'ticket.solved'
  return from === 'solved' ? 'ticket.closed' : undefined
}

/** Gives a ticket another status. @throws TICKET_STATUS_IMPOSSIBLE */
export const toStatus = (ticket: Ticket, status: TicketStatus | undefined, moment: Moment): Step[] => {
  if (status === undefined || status === ticket.status) return []
  const kind = stepTo(ticket.status, status)
  if (kind === undefined) throw impossible(ticket.status, status)
  const after = inStatus(ticket, status, moment)
  return [
    { kind, ticket: after },
    ...keptBetween(ticket, after, 'response'),
    ...keptBetween(ticket, after, 'resolution'),
  ]
}

const message = (kind: Message['kind'], text: string): Message => ({ id: uuidv7(), kind, text })

/** A ticket begins with what the customer said. */
export const opened = (ticket: Ticket, text: string): Step[] => [
  { kind: 'ticket.opened', ticket, message: message('customer', text) },
]

/**
 * Staff answer. Whoever answers a ticket that nobody has, has it; a new one is open from then on.
 * @throws TICKET_CLOSED, TICKET_STATUS_IMPOSSIBLE
 */
export const replied = (
  ticket: Ticket,
  { text, status }: { readonly text: string; readonly status?: TicketStatus | undefined },
  moment: Moment,
): Step[] => {
  if (ticket.status === 'closed') throw ticketErrors.TICKET_CLOSED('a closed ticket is opened again first')
  const after = answeredNow(
    {
      ...ticket,
      // A program that answers does not take the ticket.
      assignee: ticket.assignee ?? (moment.actor.startsWith('staff:') ? moment.actor.slice('staff:'.length) : null),
      ...(ticket.status === 'new' && { status: 'open' as const, statusAt: iso(moment) }),
    },
    moment,
  )
  return [
    { kind: 'ticket.replied', ticket: after, message: message('reply', text) },
    ...keptBetween(ticket, after, 'response'),
    ...toStatus(after, status, moment),
  ]
}

/** Staff leave a note among themselves. */
export const noted = (ticket: Ticket, text: string): Step[] => [
  { kind: 'ticket.noted', ticket, message: message('note', text) },
]

/** The customer writes: nobody waits for them any more, and what was called solved is not. @throws TICKET_CLOSED */
export const answered = (ticket: Ticket, text: string, moment: Moment): Step[] => {
  if (ticket.status === 'closed') throw ticketErrors.TICKET_CLOSED('the ticket is closed')
  const said = message('customer', text)
  if (ticket.status === 'solved') {
    return [{ kind: 'ticket.reopened', ticket: inStatus(ticket, 'open', moment), message: said }]
  }
  const after = ticket.status === 'waiting' ? inStatus(ticket, 'open', moment) : ticket
  return [{ kind: 'ticket.answered', ticket: after, message: said }]
}

/** Fields that staff set; those that are absent stay. */
export type FieldChanges = { readonly [Field in 'subject' | 'type' | 'priority']?: Ticket[Field] | undefined }

/** @param minutesOf business minutes that are promised for a priority */
export const changed = (
  ticket: Ticket,
  changes: FieldChanges,
  { time }: Moment,
  minutesOf: (priority: Ticket['priority']) => { readonly response: number; readonly resolution: number },
): Step[] => {
  const fields = (['subject', 'type', 'priority'] as const).filter(
    (field) => changes[field] !== undefined && changes[field] !== ticket[field],
  )
  if (fields.length === 0) return []
  const { subject = ticket.subject, type = ticket.type, priority = ticket.priority } = changes
  const after = { ...ticket, subject, type, priority }
  if (priority === ticket.priority) return [{ kind: 'ticket.changed', ticket: after, changed: fields }]
  const minutes = minutesOf(priority)
  const { response, resolution } = ticket.promises
  const promises = {
    // What was answered was answered under the promise of then.
    response: ticket.answeredAt === null ? retargeted(time, response, minutes.response) : response,
    resolution: retargeted(time, resolution, minutes.resolution),
  }
  return [{ kind: 'ticket.changed', ticket: withPromises(after, promises), changed: fields }]
}

export const assigned = (ticket: Ticket, assignee: string | null | undefined): Step[] =>
  assignee === undefined || assignee === ticket.assignee
    ? []
    : [{ kind: 'ticket.assigned', ticket: { ...ticket, assignee } }]

/** @throws TICKET_NOT_SOLVED, TICKET_ALREADY_RATED */
export const rated = (
  ticket: Ticket,
  { rating, comment }: { readonly rating: number; readonly comment: string | null },
): Step[] => {
  if (ticket.status !== 'solved' && ticket.status !== 'closed') {
    throw ticketErrors.TICKET_NOT_SOLVED(`the ticket is ${ticket.status}`)
  }
  if (ticket.rating !== null) throw ticketErrors.TICKET_ALREADY_RATED('the ticket has a rating')
  return [{ kind: 'ticket.rated', ticket: { ...ticket, rating, ratingComment: comment === '' ? null : comment } }]
}

/** The customer says that it is solved indeed, or has not said otherwise for long enough. @throws TICKET_NOT_SOLVED */
export const confirmed = (ticket: Ticket, moment: Moment): Step[] => {
  if (ticket.status !== 'solved') throw ticketErrors.TICKET_NOT_SOLVED(`the ticket is ${ticket.status}`)
  return toStatus(ticket, 'closed', moment)
}
