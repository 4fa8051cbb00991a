import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, organisationId } from '../../../platform/db/columns.ts'

/**
 * What one customer is to another, stored once: of a pair of inverse kinds the one below, of a kind that is its own
 * inverse from the smaller id to the larger.
 */
export const customerRelation = pgTable(
  'customer_relation',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    fromId: uuid('from_id').notNull(),
    toId: uuid('to_id').notNull(),
    kind: text('kind', {
      enum: ['household', 'spouse', 'sibling', 'colleague', 'parent', 'referred', 'reports-to'],
    }).notNull(),
    /** The journal entry of the first customer that recorded it. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('customer_relation_once').on(table.organisationId, table.fromId, table.kind, table.toId),
    index('customer_relation_to').on(table.organisationId, table.toId, table.kind),
  ],
)
