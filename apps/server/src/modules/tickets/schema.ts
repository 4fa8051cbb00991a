import {
  ticketChannels,
  ticketMessageKinds,
  ticketPriorities,
  ticketStatuses,
  ticketTypes,
  type ServiceSettings,
  type TicketPromises,
} from '@candor/api'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, instant, organisationId } from '../../platform/db/columns.ts'

const open = sql`status in ('new', 'open')`

/** What a customer came with. What it says of them is encrypted; what queues sort and count by is in clear. */
export const ticket = pgTable(
  'ticket',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** Counted up in each organisation, without gaps. */
    number: bigint('number', { mode: 'number' }).notNull(),
    /** The record under which it was opened: its key protects the content, and its history tells of it. */
    customerId: uuid('customer_id').notNull(),
    channel: text('channel', { enum: ticketChannels }).notNull(),
    type: text('type', { enum: ticketTypes }).notNull(),
    priority: text('priority', { enum: ticketPriorities }).notNull(),
    status: text('status', { enum: ticketStatuses }).notNull(),
    /** JSON of subject and comment under the key of the customer. */
    content: bytea('content').notNull(),
    assignee: uuid('assignee'),
    openedAt: instant('opened_at').notNull(),
    /** The first answer of staff. */
    answeredAt: instant('answered_at'),
    statusAt: instant('status_at').notNull(),
    promises: jsonb('promises').$type<TicketPromises>().notNull(),
    /** What has to happen first; infinity while nothing is due. Queues go by it. */
    dueAt: instant('due_at').notNull(),
    /** A promise that counts now was missed or will be soon. */
    urgent: boolean('urgent').notNull(),
    /** When the server looks at it next by itself. */
    wakeAt: instant('wake_at'),
    rating: smallint('rating'),
    createdBy: text('created_by').notNull(),
    /** Counts what people did. */
    version: integer('version').notNull(),
    /** Counts entries of the journal. */
    step: integer('step').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('ticket_number').on(table.organisationId, table.number),
    index('ticket_open').on(table.organisationId, table.dueAt, table.id).where(open),
    index('ticket_open_of_assignee').on(table.organisationId, table.assignee, table.dueAt, table.id).where(open),
    index('ticket_urgent')
      .on(table.organisationId, table.dueAt, table.id)
      .where(sql`urgent`),
    index('ticket_waiting')
      .on(table.organisationId, table.statusAt, table.id)
      .where(sql`status = 'waiting'`),
    index('ticket_solved')
      .on(table.organisationId, table.statusAt, table.id)
      .where(sql`status in ('solved', 'closed')`),
    index('ticket_of_customer').on(table.organisationId, table.customerId, table.number),
  ],
)

/** What was said and noted. Rows are only added. */
export const ticketMessage = pgTable(
  'ticket_message',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    ticketId: uuid('ticket_id').notNull(),
    kind: text('kind', { enum: ticketMessageKinds }).notNull(),
    /** Encrypted under the key of the customer. */
    text: bytea('text').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      name: 'ticket_message_ticket',
      columns: [table.organisationId, table.ticketId],
      foreignColumns: [ticket.organisationId, ticket.id],
    }),
    index('ticket_message_of_ticket').on(table.organisationId, table.ticketId, table.createdAt, table.id),
  ],
)

/** The number that was given last; its row is locked until the ticket that took it is committed, so none is left out. */
export const ticketCounter = pgTable(
  'ticket_counter',
  { organisationId: organisationId(), last: bigint('last', { mode: 'number' }).notNull() },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

/** Promised times and ready answers of an organisation: one row. */
export const serviceSettings = pgTable(
  'service_settings',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    settings: jsonb('settings').$type<ServiceSettings>().notNull(),
    entryId: uuid('entry_id').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

/** Tables whose rows `candor_app` may add but never change or remove. */
export const appendOnlyTables = ['ticket_message'] as const
