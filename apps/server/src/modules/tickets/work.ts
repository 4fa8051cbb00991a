import { mentionsIn, type TicketChannel } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { ticketErrors } from './errors.ts'
import { promised } from './promise.ts'
import { settingsOf } from './settings.ts'
import {
  answered,
  assigned,
  changed,
  confirmed,
  noted,
  opened,
  rated,
  replied,
  stepsOfClock,
  toStatus,
  type FieldChanges,
  type Moment,
  type Step,
} from './steps.ts'
import { isNow, storeSteps, wakeOf, type TicketParts } from './store.ts'
import { tellOf } from './telling.ts'
import { lockTicket, type Ticket } from './ticket.ts'

/** What a change answers. */
export type Changed = { readonly id: string; readonly version: number; readonly entryId: string }

/** Who does something, and on what state of the ticket they base it. */
export type By = {
  readonly actor: string
  /** The version that was seen; nothing where it does not matter. */
  readonly version?: number | undefined
  /** Milliseconds since 1970; now unless given. */
  readonly now?: number | undefined
}

/** A ticket to be opened. */
export type NewTicket = Pick<Ticket, 'customerId' | 'subject' | 'type' | 'priority' | 'assignee'> & {
  readonly channel: TicketChannel
  readonly text: string
}

const nextNumber = async (tx: Tx): Promise<number> => {
  const { last } = await tx.one<{ last: number }>({
    name: 'ticket-next-number',
    text: `insert into ticket_counter as c (organisation_id, last) values ($1, 1)
           on conflict (organisation_id) do update set last = c.last + 1 returning last::float8 as last`,
    values: [tx.organisationId],
  })
  return last
}

const checkAssignee = async (tx: Tx, { needs }: TicketParts, assignee: string | null | undefined): Promise<void> => {
  if (assignee === null || assignee === undefined) return
  const person = (await needs.workers(tx)).find(({ id }) => id === assignee)
  if (person?.rights.has('ticket.write') === true) return
  throw ticketErrors.TICKET_NO_SUCH_ASSIGNEE('the assignee does not work here or lacks the right ticket.write', {
    errors: [{ path: '/body/assignee', message: 'cannot be given this ticket' }],
  })
}

const checkMentions = async (tx: Tx, { needs }: TicketParts, text: string): Promise<void> => {
  const mentioned = mentionsIn(text)
  if (mentioned.length === 0) return
  const working = new Set((await needs.workers(tx)).map(({ id }) => id))
  const unknown = mentioned.filter(({ staffId }) => !working.has(staffId))
  if (unknown.length === 0) return
  throw ticketErrors.TICKET_MENTION_UNKNOWN('mentions somebody who does not work here', {
    errors: [{ path: '/body/text', message: 'mentions somebody who does not work here' }],
  })
}

/**
 * Opens a ticket: its number, what is promised for it, what the customer said.
 * @throws CUSTOMER_NOT_FOUND, SUBJECT_ERASED, TICKET_NO_SUCH_ASSIGNEE
 */
export const openTicket = async (
  tx: Tx,
  parts: TicketParts,
  { text, ...given }: NewTicket,
  { actor, now = Date.now() }: By,
): Promise<Changed & { number: number }> => {
  await parts.needs.customers.require(tx, given.customerId)
  await checkAssignee(tx, parts, given.assignee)
  const [time, { settings }] = [await parts.needs.businessTimeOf(tx), await settingsOf(tx)]
  const heads = await parts.needs.customers.headsOf(tx, [given.customerId])
  const minutes = settings.targets[given.priority]
  const openedAt = new Date(now).toISOString()
  const ticket: Ticket = {
    ...given,
    customerId: heads.get(given.customerId) ?? given.customerId,
    id: uuidv7(),
    number: await nextNumber(tx),
    version: 0,
    step: 0,
    status: 'new',
    openedAt,
    answeredAt: null,
    statusAt: openedAt,
    promises: {
      response: promised(time, minutes.response, now),
      resolution: promised(time, minutes.resolution, now),
    },
    rating: null,
    ratingComment: null,
    createdBy: actor,
  }
  const steps = opened(ticket, text)
  const moment = { time, now, actor, closeAfterDays: settings.closeAfterDays }
  const stored = await storeSteps(tx, parts, steps, moment)
  if (ticket.assignee !== null && isNow(now)) {
    await tellOf(tx, parts, [{ kind: 'ticket.assigned', ticket: stored.ticket }], { actor, version: 1 })
  }
  return { id: ticket.id, version: 1, entryId: stored.entryId, number: ticket.number }
}

/**
 * Does something with a ticket, after what the clock has done to it until now.
 * @throws TICKET_NOT_FOUND; TICKET_CHANGED_MEANWHILE with what is stored; TICKET_NOTHING_CHANGED
 */
const act = async (
  tx: Tx,
  parts: TicketParts,
  id: string,
  { actor, version, now = Date.now() }: By,
  decide: (ticket: Ticket, moment: Moment) => readonly Step[] | Promise<readonly Step[]>,
): Promise<Changed> => {
  const { row, ticket } = await lockTicket(tx, id)
  if (version !== undefined && version !== ticket.version) {
    const stored = { version: ticket.version, status: ticket.status, assignee: ticket.assignee }
    throw ticketErrors.TICKET_CHANGED_MEANWHILE(
      `version ${ticket.version} is stored, the change is based on ${version}`,
      { stored },
    )
  }
  const [time, { settings }] = [await parts.needs.businessTimeOf(tx), await settingsOf(tx)]
  const moment = { time, now, actor, closeAfterDays: settings.closeAfterDays }
  const before = stepsOfClock(ticket, moment, false)
  const done = await decide(before.at(-1)?.ticket ?? ticket, moment)
  if (done.length === 0) throw ticketErrors.TICKET_NOTHING_CHANGED('every field already has the value that was sent')
  const stored = await storeSteps(tx, parts, [...before, ...done], moment, {
    ticket,
    wakeAt: row.wakeAt?.toISOString() ?? null,
  })
  if (isNow(now)) await tellOf(tx, parts, [...before, ...done], { actor, version: stored.ticket.version })
  return { id, version: stored.ticket.version, entryId: stored.entryId }
}

/** Staff answer the customer. @throws as {@link act}; TICKET_CLOSED, TICKET_STATUS_IMPOSSIBLE */
export const replyTo = async (
  tx: Tx,
  parts: TicketParts,
  id: string,
  reply: Parameters<typeof replied>[1],
  by: By,
): Promise<Changed> => act(tx, parts, id, by, (ticket, moment) => replied(ticket, reply, moment))

/** Staff leave a note among themselves. @throws as {@link act}; TICKET_MENTION_UNKNOWN */
export const noteIn = async (
  tx: Tx,
  parts: TicketParts,
  id: string,
  { text, status }: Parameters<typeof replied>[1],
  by: By,
): Promise<Changed> => {
  await checkMentions(tx, parts, text)
  return act(tx, parts, id, by, (ticket, moment) => [...noted(ticket, text), ...toStatus(ticket, status, moment)])
}

/** What staff change of a ticket; absent fields stay. */
export type TicketChanges = FieldChanges & {
  readonly status?: 'open' | 'waiting' | 'solved' | 'closed' | undefined
  readonly assignee?: string | null | undefined
}

/** @throws as {@link act}; TICKET_NO_SUCH_ASSIGNEE, TICKET_STATUS_IMPOSSIBLE */
export const changeTicket = async (
  tx: Tx,
  parts: TicketParts,
  id: string,
  { status, assignee, ...fields }: TicketChanges,
  by: By,
): Promise<Changed> => {
  await checkAssignee(tx, parts, assignee)
  const { targets } = (await settingsOf(tx)).settings
  return act(tx, parts, id, by, (ticket, moment) => {
    const steps = [...changed(ticket, fields, moment, (priority) => targets[priority])]
    const given = assigned(steps.at(-1)?.ticket ?? ticket, assignee)
    steps.push(...given)
    return [...steps, ...toStatus(steps.at(-1)?.ticket ?? ticket, status, moment)]
  })
}

/** The customer writes. @throws as {@link act}; TICKET_CLOSED */
export const answerIn = async (tx: Tx, parts: TicketParts, id: string, text: string, by: By): Promise<Changed> =>
  act(tx, parts, id, by, (ticket, moment) => answered(ticket, text, moment))

/** The customer confirms that it is solved. @throws as {@link act}; TICKET_NOT_SOLVED */
export const confirmTicket = async (tx: Tx, parts: TicketParts, id: string, by: By): Promise<Changed> =>
  act(tx, parts, id, by, confirmed)

/** The customer says how good the help was. @throws as {@link act}; TICKET_NOT_SOLVED, TICKET_ALREADY_RATED */
export const rateTicket = async (
  tx: Tx,
  parts: TicketParts,
  id: string,
  rating: Parameters<typeof rated>[1],
  by: By,
): Promise<Changed> => act(tx, parts, id, by, (ticket) => rated(ticket, rating))

const millisecondsOfDay = 86_400_000

/** Asks for a ticket to be looked at when its time has come by calendar and settings as they are now. */
const lookLater = async (
  tx: Tx,
  { wakes }: TicketParts,
  ticket: Ticket,
  moment: Moment & { readonly closeAfterDays: number },
): Promise<void> => {
  const wakeAt = wakeOf(ticket, moment, moment.closeAfterDays)
  await tx.rows({
    name: 'ticket-wake-later',
    text: 'update ticket set wake_at = $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, ticket.id, wakeAt],
  })
  if (wakeAt !== null) await wakes.send(tx, { ticketId: ticket.id, at: wakeAt }, 'system', { runAt: new Date(wakeAt) })
}

/**
 * Looks at a ticket when its time has come: says that a promise is due soon or was missed, closes what was solved long
 * enough ago. Where the moment is no longer the one to look, somebody did something meanwhile, and nothing is done.
 * @param at ISO instant that was asked for
 */
export const wakeTicket = async (
  tx: Tx,
  parts: TicketParts,
  { ticketId, at }: { readonly ticketId: string; readonly at: string },
  now: number = Date.now(),
): Promise<void> => {
  const due = await tx.maybe({
    name: 'ticket-to-wake',
    text: `select from ticket t where t.organisation_id = $1 and t.id = $2 and t.wake_at = $3
              and not exists (select from subject_key k where k.organisation_id = t.organisation_id
                               and k.subject_id = t.customer_id and k.destroyed_at is not null)
            for no key update`,
    values: [tx.organisationId, ticketId, at],
  })
  if (due === undefined) return
  const { ticket } = await lockTicket(tx, ticketId)
  const [time, { settings }] = [await parts.needs.businessTimeOf(tx), await settingsOf(tx)]
  const moment = { time, now, actor: 'system', closeAfterDays: settings.closeAfterDays }
  const turned = stepsOfClock(ticket, moment, true)
  const current = turned.at(-1)?.ticket ?? ticket
  const isOver = Date.parse(current.statusAt) + settings.closeAfterDays * millisecondsOfDay <= now
  const closed = current.status === 'solved' && isOver ? toStatus(current, 'closed', moment) : []
  const steps = [...turned, ...closed]
  if (steps.length > 0) {
    await storeSteps(tx, parts, steps, moment, { ticket, wakeAt: null })
    await tellOf(tx, parts, steps, { actor: 'system', version: ticket.version })
    return
  }
  // The calendar or the settings were changed since the moment was chosen: look again at the one that holds now.
  await lookLater(tx, parts, ticket, moment)
}
