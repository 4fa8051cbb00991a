import { subjectLaws, subjectRequestKinds, subjectRequestStates } from '@candor/api'
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant, organisationId } from '../../platform/db/columns.ts'

const open = sql`state = 'open'`

/** What somebody asked for about their own data. What they wrote is encrypted; what the desk sorts by is in clear. */
export const subjectRequest = pgTable(
  'subject_request',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    customerId: uuid('customer_id').notNull(),
    kind: text('kind', { enum: subjectRequestKinds }).notNull(),
    law: text('law', { enum: subjectLaws }).notNull(),
    state: text('state', { enum: subjectRequestStates }).notNull(),
    channel: text('channel', { enum: ['portal', 'staff'] }).notNull(),
    /** JSON of what was written, under the key of the customer; empty after an erasure. */
    content: bytea('content').notNull(),
    /** SHA-256 of the secret address of the certificate; of erasures only. */
    tokenHash: bytea('token_hash'),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at').notNull(),
    identifiedAt: instant('identified_at'),
    closedAt: instant('closed_at'),
    /** The company-wide entry that states the erasure: its receipt is the certificate. */
    erasureEntryId: uuid('erasure_entry_id'),
    createdBy: text('created_by').notNull(),
    version: integer('version').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('subject_request_open').on(table.organisationId, table.dueAt, table.id).where(open),
    index('subject_request_closed')
      .on(table.organisationId, table.closedAt, table.id)
      .where(sql`state <> 'open'`),
    index('subject_request_of_customer').on(table.organisationId, table.customerId, table.id),
    uniqueIndex('subject_request_token')
      .on(table.organisationId, table.tokenHash)
      .where(sql`token_hash is not null`),
  ],
)

/** Customers of whom something has to be kept whatever they ask for. */
export const legalHold = pgTable(
  'legal_hold',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    since: instant('since').notNull().defaultNow(),
    setBy: text('set_by').notNull(),
    /** The journal entry that says why. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.customerId] })],
)
