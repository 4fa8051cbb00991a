import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { bytea, id, instant, organisationId } from '../../platform/db/columns.ts'

/** A record that somebody opened for a short time though their rights do not reach it. */
export const emergencyOpening = pgTable(
  'emergency_opening',
  {
    organisationId: organisationId(),
    id: id(),
    customerId: uuid('customer_id').notNull(),
    staffId: uuid('staff_id').notNull(),
    /** Why, under the customer's key. */
    reason: bytea('reason').notNull(),
    openedAt: instant('opened_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    closedAt: instant('closed_at'),
    /** The journal entry of the opening. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('emergency_opening_open')
      .on(table.organisationId, table.staffId, table.endsAt)
      .where(sql`closed_at is null`),
    index('emergency_opening_customer').on(table.organisationId, table.customerId),
  ],
)
