import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, organisationId } from '../../../platform/db/columns.ts'

/** Entries of a customer that staff pinned above the timeline. */
export const customerPin = pgTable(
  'customer_pin',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    /** The entry that is pinned. */
    entryId: uuid('entry_id').notNull(),
    pinnedBy: text('pinned_by').notNull(),
    /** The entry that says that it was pinned. */
    recordId: uuid('record_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId, table.entryId] }),
    index('customer_pin_latest').on(table.organisationId, table.customerId, table.createdAt),
  ],
)
