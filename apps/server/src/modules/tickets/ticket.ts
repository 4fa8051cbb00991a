import type {
  TicketChannel,
  TicketMessageKind,
  TicketPriority,
  TicketPromises,
  TicketStatus,
  TicketType,
} from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { subjectKey, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { ticketErrors } from './errors.ts'

/** A ticket as it is worked with: content opened, instants as ISO texts. */
export type Ticket = {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly step: number
  readonly customerId: string
  readonly channel: TicketChannel
  readonly type: TicketType
  readonly priority: TicketPriority
  readonly status: TicketStatus
  readonly subject: string
  readonly assignee: string | null
  readonly openedAt: string
  readonly answeredAt: string | null
  readonly statusAt: string
  readonly promises: TicketPromises
  readonly rating: number | null
  readonly ratingComment: string | null
  readonly createdBy: string
}

/** What somebody said or noted in a ticket. */
export type Message = { readonly id: string; readonly kind: TicketMessageKind; readonly text: string }

/** A row of the table, the content still closed. */
export type TicketRow = Omit<Ticket, 'subject' | 'ratingComment' | 'openedAt' | 'answeredAt' | 'statusAt'> & {
  readonly content: Buffer
  readonly openedAt: Date
  readonly answeredAt: Date | null
  readonly statusAt: Date
  /** Infinity comes as a number. */
  readonly dueAt: Date | number
  readonly urgent: boolean
  readonly wakeAt: Date | null
  readonly entryId: string
}

export const ticketColumns = `t.id, t.number::float8 as number, t.version, t.step, t.customer_id as "customerId", t.channel, t.type, t.priority,
  t.status, t.content, t.assignee, t.opened_at as "openedAt", t.answered_at as "answeredAt", t.status_at as "statusAt",
  t.promises, t.due_at as "dueAt", t.urgent, t.wake_at as "wakeAt", t.rating, t.created_by as "createdBy",
  t.entry_id as "entryId"`

const place = (id: string) => ({ table: 'ticket', column: 'content', id })
export const messagePlace = (id: string) => ({ table: 'ticket_message', column: 'text', id })

type Content = Pick<Ticket, 'subject' | 'ratingComment'>

/** Closes what a ticket says. */
export const sealContent = (key: SubjectKey, { id, subject, ratingComment }: Content & Pick<Ticket, 'id'>): Buffer =>
  key.encrypt(place(id), JSON.stringify({ subject, ratingComment }))

/** Opens a row. @throws CORRUPT_CIPHERTEXT when the content was changed or comes from another row */
export const openTicketRow = (key: SubjectKey, row: TicketRow): Ticket => {
  const { subject, ratingComment } = JSON.parse(key.decrypt(place(row.id), row.content).toString()) as Content
  const { content: _, dueAt: _due, urgent: _urgent, wakeAt: _wake, entryId: _entry, ...plain } = row
  return {
    ...plain,
    subject,
    ratingComment,
    openedAt: row.openedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    statusAt: row.statusAt.toISOString(),
  }
}

/** What the journal says of a ticket: all of it, as it is after what happened. */
export const bodyOf = ({ id, ...ticket }: Ticket): JsonObject => ({ ticketId: id, ...ticket })

/** What queues go by: what has to happen first, and whether it is late or will be soon. */
export const queueOf = ({
  status,
  answeredAt,
  promises: { response, resolution },
}: Ticket): { readonly dueAt: string | null; readonly urgent: boolean } => {
  if (status !== 'new' && status !== 'open') return { dueAt: null, urgent: false }
  const counting = [answeredAt === null ? response : null, resolution].flatMap((promise) =>
    promise === null || promise.state === 'met' || promise.state === 'paused' ? [] : [promise],
  )
  const due = counting.flatMap(({ dueAt }) => dueAt ?? []).toSorted()
  return { dueAt: due[0] ?? null, urgent: counting.some(({ state }) => state !== 'running') }
}

/** One ticket, its row locked. @throws TICKET_NOT_FOUND, SUBJECT_ERASED */
export const lockTicket = async (tx: Tx, id: string): Promise<{ row: TicketRow; ticket: Ticket }> => {
  const row = await tx.maybe<TicketRow>({
    name: 'ticket-lock',
    text: `select ${ticketColumns} from ticket t where t.organisation_id = $1 and t.id = $2 for no key update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw ticketErrors.TICKET_NOT_FOUND(`there is no ticket ${id}`)
  return { row, ticket: openTicketRow(await subjectKey(tx, row.customerId), row) }
}
