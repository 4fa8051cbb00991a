import { privateTicketKinds } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Events } from '../../platform/http/events.ts'
import type { JobKind } from '../../platform/jobs/jobs.ts'
import type { Mail } from '../../platform/mail/mail.ts'
import type { TicketsNeeds } from './needs.ts'
import { runs, soonFrom } from './promise.ts'
import type { Moment, Step } from './steps.ts'
import { bodyOf, messagePlace, queueOf, sealContent, type Ticket } from './ticket.ts'

/** Looks at a ticket at a moment, if that is still the moment to look at it. */
export type Wakes = JobKind<{ readonly ticketId: string; readonly at: string }>

/** The parts that every change of a ticket needs. */
export type TicketParts = {
  readonly needs: TicketsNeeds
  readonly events: Events
  readonly mail: Pick<Mail, 'send'>
  /** Address of this server, for links in mail. */
  readonly publicUrl: string
  readonly wakes: Wakes
}

const purpose = 'service-contract'
const millisecondsOfDay = 86_400_000
const happenedBefore = 60_000

/** Whether something happens as it is recorded. What was done earlier says when, and nobody is told of it any more. */
export const isNow = (instant: number): boolean => Date.now() - instant <= happenedBefore

/** When the server has to look at a ticket next: when a promise is due soon or over, and when a solved one is closed. */
export const wakeOf = (
  { status, statusAt, promises }: Ticket,
  { time }: Pick<Moment, 'time'>,
  closeAfterDays: number,
): string | null => {
  const moments = [promises.response, promises.resolution].flatMap((promise) => {
    if (!runs(promise)) return []
    return [promise.state === 'soon' ? Date.parse(promise.dueAt) : soonFrom(time, promise)]
  })
  if (status === 'solved') moments.push(Date.parse(statusAt) + closeAfterDays * millisecondsOfDay)
  return moments.length === 0 ? null : new Date(Math.min(...moments)).toISOString()
}

const upsert = `
  insert into ticket (organisation_id, id, number, customer_id, channel, type, priority, status, content, assignee,
      opened_at, answered_at, status_at, promises, due_at, urgent, wake_at, rating, created_by, version, step, entry_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, coalesce($15::timestamptz, 'infinity'), $16, $17,
      $18, $19, $20, $21, $22)
  on conflict (organisation_id, id) do update set
    type = excluded.type, priority = excluded.priority, status = excluded.status, content = excluded.content,
    assignee = excluded.assignee, answered_at = excluded.answered_at, status_at = excluded.status_at,
    promises = excluded.promises, due_at = excluded.due_at, urgent = excluded.urgent, wake_at = excluded.wake_at,
    rating = excluded.rating, version = excluded.version, step = excluded.step, entry_id = excluded.entry_id`

const bodyOfStep = ({ ticket, message, promise, changed }: Step): JsonObject => ({
  ...bodyOf(ticket),
  ...(message !== undefined && { message: { ...message } }),
  ...(promise !== undefined && { promise }),
  ...(changed !== undefined && { changed: [...changed] }),
})

/** Tells screens that show the ticket; the customer's too, unless all of it is among staff. */
const tellScreens = async (tx: Tx, { needs, events }: TicketParts, steps: readonly Step[]): Promise<void> => {
  const { id, customerId } = steps[0]!.ticket
  const isPrivate = steps.every(({ kind }) => (privateTicketKinds as readonly string[]).includes(kind))
  const heads = await needs.customers.headsOf(tx, [customerId])
  const toCustomer = isPrivate ? {} : { customerId: heads.get(customerId) ?? customerId }
  tx.afterCommit(() => events.publish(tx.organisationId, { topic: 'ticket', data: { id }, ...toCustomer }))
}

/** A ticket as it was stored, with when it is looked at next. */
export type Before = { readonly ticket: Ticket; readonly wakeAt: string | null }

/**
 * Writes what happened to a ticket: an entry for each step, messages, and the ticket as it is after the last; and asks to
 * look at it when the clock will have changed it. All in the caller's transaction.
 * @returns the ticket as it is stored now and the id of its entry
 */
export const storeSteps = async (
  tx: Tx,
  parts: TicketParts,
  steps: readonly Step[],
  moment: Moment & { readonly closeAfterDays: number },
  before?: Before,
): Promise<{ ticket: Ticket; entryId: string }> => {
  const { actor, now } = moment
  const version = (before?.ticket.version ?? 0) + (steps.every(({ byItself }) => byItself) ? 0 : 1)
  const firstStep = (before?.ticket.step ?? 0) + 1
  const numbered = steps.map((step, at) => ({ ...step, ticket: { ...step.ticket, version, step: firstStep + at } }))
  const { ticket } = numbered.at(-1)!
  const occurred = isNow(now) ? {} : { occurredAt: new Date(now).toISOString() }
  const [key, entries] = await Promise.all([
    subjectKey(tx, ticket.customerId),
    parts.needs.recordMany(
      tx,
      numbered.map((step) => ({
        subject: ticket.customerId,
        kind: step.kind,
        actor: step.byItself ? 'system' : actor,
        purpose,
        body: bodyOfStep(step),
        ...occurred,
      })),
    ),
  ])
  const entryId = entries.at(-1)!.id
  const wakeAt = wakeOf(ticket, moment, moment.closeAfterDays)
  const { dueAt, urgent } = queueOf(ticket)
  await tx.rows({
    name: 'ticket-write',
    text: upsert,
    values: [
      tx.organisationId,
      ticket.id,
      ticket.number,
      ticket.customerId,
      ticket.channel,
      ticket.type,
      ticket.priority,
      ticket.status,
      sealContent(key, ticket),
      ticket.assignee,
      ticket.openedAt,
      ticket.answeredAt,
      ticket.statusAt,
      JSON.stringify(ticket.promises),
      dueAt,
      urgent,
      wakeAt,
      ticket.rating,
      ticket.createdBy,
      ticket.version,
      ticket.step,
      entryId,
    ],
  })
  for (const [at, { message }] of numbered.entries()) {
    if (message === undefined) continue
    await tx.rows({
      name: 'ticket-message-insert',
      text: `insert into ticket_message (organisation_id, id, ticket_id, kind, text, created_by, created_at, entry_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        tx.organisationId,
        message.id,
        ticket.id,
        message.kind,
        key.encrypt(messagePlace(message.id), message.text),
        actor,
        new Date(now).toISOString(),
        entries[at]!.id,
      ],
    })
  }
  if (wakeAt !== null && wakeAt !== before?.wakeAt) {
    await parts.wakes.send(tx, { ticketId: ticket.id, at: wakeAt }, 'system', { runAt: new Date(wakeAt) })
  }
  await tellScreens(tx, parts, numbered)
  return { ticket, entryId }
}
