import { sql } from 'drizzle-orm'
import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from './columns.ts'

/** The tenants. The only table that `candor_app` may read and that has no `organisation_id`: its own id is one. */
export const organisation = pgTable('organisation', {
  id: uuid('id')
    .primaryKey()
    .default(sql`uuidv7()`),
  /** Short name for addresses, unique: lower case letters, digits and hyphens. */
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  nameZh: text('name_zh').notNull(),
  /** ISO 4217: in which the organisation counts what its customers spend. */
  currency: text('currency').notNull().default('GBP'),
  createdAt: createdAt(),
})
