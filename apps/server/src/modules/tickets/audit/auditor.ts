import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import { subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { serviceSettings } from '../settings.ts'
import { bodyOf, messagePlace, openTicketRow, queueOf, ticketColumns, type TicketRow } from '../ticket.ts'

/** An entry about a ticket or the settings of the service, opened. */
type TicketEntry = {
  readonly id: string
  readonly subject: string
  readonly kind: string
  readonly actor: string
  readonly body: JsonValue
}

/** What the audit of tickets can find. */
type Finding = {
  readonly code:
    | 'TICKET_MISSING'
    | 'TICKET_CHANGED'
    | 'TICKET_UNRECORDED'
    | 'TICKET_MESSAGE_MISSING'
    | 'TICKET_MESSAGE_CHANGED'
    | 'TICKET_MESSAGE_UNRECORDED'
    | 'TICKET_NUMBERS_BROKEN'
    | 'SERVICE_SETTINGS_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type MessageRow = {
  readonly id: string
  readonly ticketId: string
  readonly kind: string
  readonly text: Buffer
  readonly createdBy: string
  readonly entryId: string
}

const ofTicket = (code: Finding['code'], id: string, what: string, detail: Finding['detail'] = {}): Finding => ({
  code,
  table: 'ticket',
  key: `ticket ${id}`,
  what,
  detail,
})

const ofMessage = (code: Finding['code'], id: string, what: string, detail: Finding['detail'] = {}): Finding => ({
  code,
  table: 'ticket_message',
  key: `message ${id}`,
  what,
  detail,
})

const textIn = (body: JsonObject, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

const messageIn = ({ body }: TicketEntry): JsonObject | undefined => {
  const { message } = body as JsonObject
  return typeof message === 'object' && message !== null ? (message as JsonObject) : undefined
}

/** What an entry says of the ticket itself. */
const ticketIn = ({ body }: TicketEntry): JsonObject => {
  const { message: _, promise: _p, changed: _c, occurredAt: _o, ...recorded } = body as JsonObject
  return recorded
}

const isCorrupt = (error: unknown): boolean => error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT'

/** Names of the fields that differ; their values stay secret. */
const differing = (recorded: JsonObject, row: TicketRow, key: SubjectKey): string[] => {
  const ticket = openTicketRow(key, row)
  const stored = bodyOf(ticket)
  const fields = Object.keys({ ...stored, ...recorded }).filter(
    (field) => canonicalJson(stored[field] ?? null) !== canonicalJson(recorded[field] ?? null),
  )
  const { dueAt, urgent } = queueOf(ticket)
  const storedDue = row.dueAt instanceof Date ? row.dueAt.toISOString() : null
  return [
    ...fields,
    ...(storedDue === dueAt ? [] : ['due (for queues)']),
    ...(row.urgent === urgent ? [] : ['urgent (for queues)']),
  ]
}

const compareTicket = (entry: TicketEntry, row: TicketRow | undefined, key: SubjectKey): Finding[] => {
  const recorded = ticketIn(entry)
  const id = textIn(recorded, 'ticketId')
  if (row === undefined) {
    return [ofTicket('TICKET_MISSING', id, 'A ticket that was recorded is gone.', { entry: entry.id })]
  }
  const what = 'A ticket is not as it was recorded last.'
  const step = Number(recorded['step'])
  if (row.step > step) return []
  if (row.step < step || row.customerId !== entry.subject || row.entryId !== entry.id) {
    return [ofTicket('TICKET_CHANGED', id, what, { entry: entry.id })]
  }
  try {
    const fields = differing(recorded, row, key)
    return fields.length === 0 ? [] : [ofTicket('TICKET_CHANGED', id, what, { entry: entry.id, fields })]
  } catch (error) {
    if (!isCorrupt(error)) throw error
    return [ofTicket('TICKET_CHANGED', id, 'What a ticket says was changed or moved.', { entry: entry.id })]
  }
}

const compareMessage = (
  entry: TicketEntry,
  recorded: JsonObject,
  row: MessageRow | undefined,
  key: SubjectKey,
): Finding[] => {
  const id = textIn(recorded, 'id')
  if (row === undefined) {
    const what = 'A message that was recorded is gone.'
    return [ofMessage('TICKET_MESSAGE_MISSING', id, what, { entry: entry.id })]
  }
  const changed = ofMessage('TICKET_MESSAGE_CHANGED', id, 'A message is not as it was recorded.', { entry: entry.id })
  try {
    const same =
      row.entryId === entry.id &&
      row.kind === recorded['kind'] &&
      row.createdBy === entry.actor &&
      row.ticketId === textIn(ticketIn(entry), 'ticketId') &&
      key.decrypt(messagePlace(id), row.text).toString() === recorded['text']
    return same ? [] : [changed]
  } catch (error) {
    if (!isCorrupt(error)) throw error
    return [changed]
  }
}

const compareSettings = async (tx: Tx, entries: readonly TicketEntry[]): Promise<Finding[]> => {
  const contradicting = await serviceSettings.contradicting(tx, entries)
  const what = 'Promised times or ready answers are not what was recorded last.'
  return contradicting.map(({ id }) => ({
    code: 'SERVICE_SETTINGS_CHANGED',
    table: 'service_settings',
    key: 'settings',
    what,
    detail: { entry: id },
  }))
}

const compare = async (tx: Tx, all: readonly TicketEntry[]): Promise<Finding[]> => {
  const entries = all.filter(({ kind }) => kind.startsWith('ticket.'))
  const ids = entries.map((entry) => textIn(ticketIn(entry), 'ticketId')).filter(isUuid)
  const messageIds = entries.map((entry) => textIn(messageIn(entry) ?? {}, 'id')).filter(isUuid)
  const rows = await tx.rows<TicketRow>({
    text: `select ${ticketColumns} from ticket t where t.organisation_id = $1 and t.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const messages = await tx.rows<MessageRow>({
    text: `select id, ticket_id as "ticketId", kind, text, created_by as "createdBy", entry_id as "entryId"
             from ticket_message where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, messageIds],
  })
  // The entries were opened with these keys, so none of them is made here.
  const keys = await subjectKeys(
    tx,
    entries.map(({ subject }) => subject),
  )
  const [ticketOf, messageOf] = [
    new Map(rows.map((row) => [row.id, row])),
    new Map(messages.map((row) => [row.id, row])),
  ]
  const ofTickets = entries.flatMap((entry) =>
    compareTicket(entry, ticketOf.get(textIn(ticketIn(entry), 'ticketId')), keys.get(entry.subject)!),
  )
  const ofMessages = entries.flatMap((entry) => {
    const message = messageIn(entry)
    if (message === undefined) return []
    return compareMessage(entry, message, messageOf.get(textIn(message, 'id')), keys.get(entry.subject)!)
  })
  const settings = all.filter(({ kind }) => kind === 'service.settings-changed')
  return [...ofTickets, ...ofMessages, ...(await compareSettings(tx, settings))]
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const unrecorded = async (table: 'ticket' | 'ticket_message'): Promise<{ id: string; entryId: string }[]> =>
    tx.rows({
      text: `select r.id, r.entry_id as "entryId" from ${table} r
              where r.organisation_id = $1
                and not exists (select from journal_entry e
                                 where e.organisation_id = $1 and e.id = r.entry_id and e.kind like 'ticket.%')
              limit 100`,
      values: [tx.organisationId],
    })
  const [tickets, messages] = [await unrecorded('ticket'), await unrecorded('ticket_message')]
  const [numbers] = await tx.rows<{ count: number; highest: number; last: number }>({
    text: `select count(t.id)::float8 as count, coalesce(max(t.number), 0)::float8 as highest,
                  coalesce((select last from ticket_counter where organisation_id = $1), 0)::float8 as last
             from ticket t where t.organisation_id = $1`,
    values: [tx.organisationId],
  })
  const { count = 0, highest = 0, last = 0 } = numbers ?? {}
  const broken: Finding[] =
    count === highest && highest === last
      ? []
      : [
          {
            code: 'TICKET_NUMBERS_BROKEN',
            table: 'ticket_counter',
            key: 'numbers',
            what: 'The numbers of tickets have a gap: one was taken away or smuggled in.',
            detail: { count, highest, last },
          },
        ]
  return [
    ...tickets.map(({ id, entryId }) =>
      ofTicket('TICKET_UNRECORDED', id, 'The journal does not speak of this ticket.', { entry: entryId }),
    ),
    ...messages.map(({ id, entryId }) =>
      ofMessage('TICKET_MESSAGE_UNRECORDED', id, 'The journal does not speak of this message.', { entry: entryId }),
    ),
    ...broken,
  ]
}

/** The auditor of tickets: every ticket, message and setting against the entry that recorded it last. */
export const ticketsAuditor = { name: 'tickets', kinds: ['ticket.', 'service.settings-changed'], compare, finish }
