import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, organisationId } from '../../platform/db/columns.ts'

/** Looks that are durable and wait for a moment to come into the journal, several as one where they belong together. */
export const accessPending = pgTable(
  'access_pending',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    /** Key of the role. */
    role: text('role'),
    purpose: text('purpose').notNull(),
    way: text('way', { enum: ['opened', 'listed', 'exported'] }).notNull(),
    categories: text('categories').array().notNull(),
    customers: uuid('customers').array().notNull(),
    /** How many people the list or file held. */
    people: integer('people').notNull(),
    emergency: uuid('emergency'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** Whom an entry about a look concerns: what answers "who looked at me" without reading the journal. */
export const accessLine = pgTable(
  'access_line',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId, table.entryId] }),
    // Entries have ids in the order of time: for forgetting the oldest, and for the audit.
    index('access_line_entry').on(table.organisationId, table.entryId),
  ],
)

/** How many of those whom an entry concerns were erased since. */
export const accessGone = pgTable(
  'access_gone',
  {
    organisationId: organisationId(),
    entryId: uuid('entry_id').notNull(),
    lines: integer('lines').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.entryId] })],
)
