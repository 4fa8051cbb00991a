import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../../../platform/db/columns.ts'

/** A list as somebody wants it again: what is in it, in which order, and how it is shown. */
export const customerView = pgTable(
  'customer_view',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** Who made it. A private view is theirs alone. */
    createdBy: uuid('created_by').notNull(),
    shared: boolean('shared').notNull(),
    /** Filter, search, sort, columns, row height, layout, grouping as JSON; encrypted, because a search can be a name. */
    content: bytea('content').notNull(),
    /** Counts the changes, so that two people cannot overwrite each other unawares. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('customer_view_by_creator').on(table.organisationId, table.createdBy, table.id),
    index('customer_view_shared').on(table.organisationId, table.shared, table.id),
  ],
)

/** The view with which a member of staff finds the list. */
export const customerViewDefault = pgTable(
  'customer_view_default',
  {
    organisationId: organisationId(),
    staffId: uuid('staff_id').notNull(),
    viewId: uuid('view_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.staffId] }),
    index('customer_view_default_view').on(table.organisationId, table.viewId),
  ],
)
