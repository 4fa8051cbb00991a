import { sql } from 'drizzle-orm'
import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../../platform/db/columns.ts'

/**
 * Companies that an organisation deals with. What lists sort and filter by is in clear: a company's name, trade and town
 * stand in public registers. How it is reached is inside `profile`, since behind a small company stands a person.
 */
export const company = pgTable(
  'company',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** The name as lists sort it: one width, lower case, without accents; at most 100 characters. */
    nameSort: text('name_sort').notNull(),
    industry: text('industry'),
    country: text('country'),
    city: text('city'),
    /** JSON of the whole profile under the company's own key. */
    profile: bytea('profile').notNull(),
    /** Blind tokens of parts of name, register number, web and e-mail address, ascending. */
    tokens: integer('tokens').array().notNull(),
    /** People who work there now. */
    contactCount: integer('contact_count').notNull().default(0),
    version: integer('version').notNull().default(1),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    /** Whole milliseconds, so that a cursor can name it exactly. */
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow(),
    /** Since when it is in the bin. */
    binnedAt: instant('binned_at'),
    /** The journal entry that moved it there or back last. */
    binEntryId: uuid('bin_entry_id'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('company_by_name').on(table.organisationId, sql`name_sort collate "C"`, table.id),
    index('company_by_country').on(table.organisationId, table.country, sql`name_sort collate "C"`, table.id),
    index('company_by_contacts').on(table.organisationId, table.contactCount, table.id),
    index('company_binned')
      .on(table.organisationId, table.binnedAt)
      .where(sql`binned_at is not null`),
    index('company_by_created').on(table.organisationId, table.createdAt, table.id),
    index('company_tokens').using('gin', table.tokens),
  ],
)

/** A customer's place at a company, now or in the past. */
export const companyContact = pgTable(
  'company_contact',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    companyId: uuid('company_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** Encrypted under the customer's key. */
    position: bytea('position'),
    since: date('since', { mode: 'string' }),
    until: date('until', { mode: 'string' }),
    /** The journal entry of the customer that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      name: 'company_contact_company',
      columns: [table.organisationId, table.companyId],
      foreignColumns: [company.organisationId, company.id],
    }),
    // Nobody works at a company twice at the same time.
    uniqueIndex('company_contact_now')
      .on(table.organisationId, table.companyId, table.customerId)
      .where(sql`until is null`),
    index('company_contact_of_company').on(table.organisationId, table.companyId, table.id),
    index('company_contact_of_customer').on(table.organisationId, table.customerId, table.id),
  ],
)
