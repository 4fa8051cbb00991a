import { dealSources, dealStates, type DealSettings } from '@candor/api'
import { sql } from 'drizzle-orm'
import { bigint, boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../../platform/db/columns.ts'

/** Pipelines with their stages, reasons, and when deals count as stalled: one row for an organisation that changed them. */
export const dealSettings = pgTable(
  'deal_settings',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    settings: jsonb('settings').$type<DealSettings>().notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

/** Something that may be sold. What is said of it in words says something of a customer, so it is encrypted. */
export const deal = pgTable(
  'deal',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** Keys of the settings. */
    pipeline: text('pipeline').notNull(),
    stage: text('stage').notNull(),
    state: text('state', { enum: dealStates }).notNull(),
    removed: boolean('removed').notNull(),
    /** Whose key protects the content, and whose history tells of it: the customer, else the company, else the organisation. */
    subjectId: uuid('subject_id').notNull(),
    customerId: uuid('customer_id'),
    companyId: uuid('company_id'),
    /** JSON of everything that is said in words, under the key of the subject. */
    content: bytea('content').notNull(),
    /** Minor units of the currency. */
    amount: bigint('amount', { mode: 'bigint' }),
    currency: text('currency').notNull(),
    /** When it is expected to be decided; infinity where nobody knows. */
    closeDay: date('close_day', { mode: 'string' }).notNull(),
    owner: uuid('owner').notNull(),
    source: text('source', { enum: dealSources }),
    /** Why it was won or lost: a key of the settings. */
    reason: text('reason'),
    stageSince: instant('stage_since').notNull(),
    changedAt: instant('changed_at').notNull(),
    closedAt: instant('closed_at'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    version: integer('version').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('deal_open_by_close')
      .on(table.organisationId, table.pipeline, table.closeDay, table.id)
      .where(sql`state = 'open' and not removed`),
    index('deal_open_of_stage')
      .on(table.organisationId, table.pipeline, table.stage, table.closeDay, table.id)
      .where(sql`state = 'open' and not removed`),
    index('deal_open_of_owner')
      .on(table.organisationId, table.pipeline, table.owner, table.closeDay, table.id)
      .where(sql`state = 'open' and not removed`),
    index('deal_open_by_amount')
      .on(table.organisationId, table.pipeline, sql`coalesce(amount, -1)`, table.id)
      .where(sql`state = 'open' and not removed`),
    index('deal_open_by_change')
      .on(table.organisationId, table.pipeline, table.changedAt, table.id)
      .where(sql`state = 'open' and not removed`),
    index('deal_closed')
      .on(table.organisationId, table.pipeline, table.state, table.closedAt, table.id)
      .where(sql`state <> 'open' and not removed`),
    index('deal_of_customer')
      .on(table.organisationId, table.customerId, table.state)
      .where(sql`customer_id is not null and not removed`),
    index('deal_of_company')
      .on(table.organisationId, table.companyId, table.state)
      .where(sql`company_id is not null and not removed`),
  ],
)

/** Which journal entry recorded which version of a deal: its history. */
export const dealEntry = pgTable(
  'deal_entry',
  {
    organisationId: organisationId(),
    dealId: uuid('deal_id').notNull(),
    version: integer('version').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.dealId, table.version] })],
)

export const appendOnlyTables = ['deal_entry'] as const
