import { type TicketMessageKind, type TicketView } from '@candor/api'
import { z } from 'zod'
import { subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { messagePlace, openTicketRow, ticketColumns, type Ticket, type TicketRow } from './ticket.ts'

/** A stored ticket, opened. */
export type StoredTicket = Ticket & Pick<TicketRow, 'dueAt' | 'urgent' | 'entryId'>

type Page = { readonly cursor?: string | undefined; readonly limit: number }

/** What a customer who was erased came with cannot be read any more. */
const readable = `not exists (select from subject_key k where k.organisation_id = $1 and k.subject_id = t.customer_id
                               and k.destroyed_at is not null)`

type Queue = {
  readonly where: string
  /** Ascending by due time, or descending by when they came here. */
  readonly by: 'due' | 'status'
  readonly needsPerson?: true
}

/** Each is read by an index of its own, in its order. */
const queues: Readonly<Record<TicketView, Queue>> = {
  mine: { where: `t.status in ('new', 'open') and t.assignee = $2::uuid`, by: 'due', needsPerson: true },
  unassigned: { where: `t.status in ('new', 'open') and t.assignee is null`, by: 'due' },
  open: { where: `t.status in ('new', 'open')`, by: 'due' },
  urgent: { where: 't.urgent', by: 'due' },
  waiting: { where: `t.status = 'waiting'`, by: 'status' },
  solved: { where: `t.status in ('solved', 'closed')`, by: 'status' },
}

const open = async (tx: Tx, rows: readonly TicketRow[]): Promise<Map<string, StoredTicket>> => {
  const keys = await subjectKeys(
    tx,
    rows.map(({ customerId }) => customerId),
  )
  return new Map(
    rows.map((row) => {
      const { dueAt, urgent, entryId } = row
      return [row.id, { ...openTicketRow(keys.get(row.customerId)!, row), dueAt, urgent, entryId }]
    }),
  )
}

const textOf = (time: Date | number): string => (time instanceof Date ? time.toISOString() : 'infinity')

const dueCursor = z.tuple([z.union([z.literal('infinity'), z.iso.datetime()]), z.uuid()])

/**
 * One page of a queue: what is due first comes first; waiting and solved ones newest first.
 * @param userId whose tickets are `mine`
 * @throws HTTP_CURSOR_INVALID
 */
export const listTickets = async (
  tx: Tx,
  { view, userId }: { readonly view: TicketView; readonly userId: string },
  page: Page,
): Promise<{ items: StoredTicket[]; nextCursor: string | null }> => {
  const after = decodeCursor(dueCursor, page.cursor)
  const { where, by, needsPerson } = queues[view]
  const values: unknown[] = [tx.organisationId, ...(needsPerson ? [userId] : [])]
  const add = (value: unknown): string => `$${values.push(value)}`
  const [column, sign, direction] = by === 'due' ? ['t.due_at', '>', 'asc'] : ['t.status_at', '<', 'desc']
  const from =
    after === undefined ? '' : `and (${column}, t.id) ${sign} (${add(after[0])}::timestamptz, ${add(after[1])}::uuid)`
  const rows = await tx.rows<TicketRow>({
    text: `select ${ticketColumns} from ticket t where t.organisation_id = $1 and ${where} and ${readable} ${from}
            order by ${column} ${direction}, t.id ${direction} limit ${add(page.limit + 1)}`,
    values,
  })
  const opened = await open(tx, rows)
  return pageOf(
    rows,
    page.limit,
    (row) => [textOf(by === 'due' ? row.dueAt : row.statusAt), row.id],
    ({ id }) => opened.get(id)!,
  )
}

/** A count beyond this is not worth its time. */
const countedTo = 100

/** How many tickets stand in a queue; {@link countedTo} stands for more. */
export const countTickets = async (tx: Tx, view: TicketView, userId: string): Promise<number> => {
  const { where, needsPerson } = queues[view]
  const { count } = await tx.one<{ count: number }>({
    name: `ticket-count-${view}`,
    text: `select count(*)::int as count from (
             select from ticket t where t.organisation_id = $1 and ${where} and ${readable} limit ${countedTo}) counted`,
    values: [tx.organisationId, ...(needsPerson ? [userId] : [])],
  })
  return count
}

const numberCursor = z.tuple([z.number().int()])

/**
 * One page of a customer's tickets, newest first.
 * @param records ids of all records that are the customer
 * @throws HTTP_CURSOR_INVALID
 */
export const ticketsOf = async (
  tx: Tx,
  records: readonly string[],
  page: Page,
): Promise<{ items: StoredTicket[]; nextCursor: string | null }> => {
  const [before] = decodeCursor(numberCursor, page.cursor) ?? [null]
  const rows = await tx.rows<TicketRow>({
    name: 'tickets-of-customer',
    text: `select t.* from unnest($2::uuid[]) as record cross join lateral (
             select ${ticketColumns} from ticket t
              where t.organisation_id = $1 and t.customer_id = record and ($3::bigint is null or t.number < $3)
                and ${readable}
              order by t.number desc limit $4) t
            order by t.number desc limit $4`,
    values: [tx.organisationId, records, before, page.limit + 1],
  })
  const opened = await open(tx, rows)
  return pageOf(
    rows,
    page.limit,
    ({ number }) => [number],
    ({ id }) => opened.get(id)!,
  )
}

/** One ticket. */
export const findTicket = async (tx: Tx, id: string): Promise<StoredTicket | undefined> => {
  const rows = await tx.rows<TicketRow>({
    name: 'ticket-by-id',
    text: `select ${ticketColumns} from ticket t where t.organisation_id = $1 and t.id = $2 and ${readable}`,
    values: [tx.organisationId, id],
  })
  return (await open(tx, rows)).get(id)
}

/** The ticket with a number, if there is one. */
export const ticketsNumbered = async (tx: Tx, number: number): Promise<StoredTicket[]> => {
  const rows = await tx.rows<TicketRow>({
    name: 'ticket-by-number',
    text: `select ${ticketColumns} from ticket t where t.organisation_id = $1 and t.number = $2 and ${readable}`,
    values: [tx.organisationId, number],
  })
  return [...(await open(tx, rows)).values()]
}

/** A message, opened. */
export type StoredMessage = {
  readonly id: string
  readonly kind: TicketMessageKind
  readonly text: string
  readonly by: string
  readonly at: string
  readonly entryId: string
}

type MessageRow = Omit<StoredMessage, 'text' | 'at'> & { readonly text: Buffer; readonly at: Date }

const messageCursor = z.tuple([z.iso.datetime(), z.uuid()])

/**
 * One page of what was said in a ticket, newest first.
 * @param withNotes whether notes among staff are shown
 * @throws HTTP_CURSOR_INVALID
 */
export const messagesOf = async (
  tx: Tx,
  { id, customerId }: Pick<Ticket, 'id' | 'customerId'>,
  withNotes: boolean,
  page: Page,
): Promise<{ items: StoredMessage[]; nextCursor: string | null }> => {
  const [time, last] = decodeCursor(messageCursor, page.cursor) ?? [null, null]
  const rows = await tx.rows<MessageRow>({
    name: 'ticket-messages',
    text: `select m.id, m.kind, m.text, m.created_by as by, m.created_at as at, m.entry_id as "entryId"
             from ticket_message m
            where m.organisation_id = $1 and m.ticket_id = $2 and ($3 or m.kind <> 'note')
              and ($4::timestamptz is null or (m.created_at, m.id) < ($4, $5::uuid))
            order by m.created_at desc, m.id desc limit $6`,
    values: [tx.organisationId, id, withNotes, time, last, page.limit + 1],
  })
  const key = (await subjectKeys(tx, rows.length === 0 ? [] : [customerId])).get(customerId)
  return pageOf(
    rows,
    page.limit,
    (row) => [row.at.toISOString(), row.id],
    (row) => ({
      ...row,
      at: row.at.toISOString(),
      text: key!.decrypt(messagePlace(row.id), row.text).toString(),
    }),
  )
}
