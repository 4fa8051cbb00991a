import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, instant, organisationId } from '../../../platform/db/columns.ts'

/** A word by which an organisation sorts its customers. In clear: it is the organisation's own, not about one person. */
export const customerTag = pgTable(
  'customer_tag',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** The name as two are compared: one width, lower case. */
    nameKey: text('name_key').notNull(),
    colour: text('colour').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('customer_tag_name').on(table.organisationId, table.nameKey),
  ],
)

/** Who looks after a customer, how they are tagged, and whether they are in the bin. No row: nothing of it was ever set. */
export const customerCare = pgTable(
  'customer_care',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    ownerId: uuid('owner_id'),
    /** Ascending. */
    tags: uuid('tags')
      .array()
      .notNull()
      .default(sql`'{}'`),
    binned: boolean('binned').notNull().default(false),
    version: integer('version').notNull().default(1),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.customerId] })],
)

/**
 * One row for each tag and for the owner of a customer who is not in the bin, with what lists sort by: so the customers
 * of an owner or a tag are read in every order from an index, however many they are.
 */
export const customerMark = pgTable(
  'customer_mark',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    /** A tag, or a member of staff. */
    markId: uuid('mark_id').notNull(),
    orderCount: integer('order_count').notNull(),
    spent: bigint('spent', { mode: 'bigint' }).notNull(),
    lastOrderAt: instant('last_order_at').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId, table.markId] }),
    index('customer_mark_by_last_order').on(table.organisationId, table.markId, table.lastOrderAt, table.customerId),
    index('customer_mark_by_spent').on(table.organisationId, table.markId, table.spent, table.customerId),
    index('customer_mark_by_order_count').on(table.organisationId, table.markId, table.orderCount, table.customerId),
    index('customer_mark_by_created').on(table.organisationId, table.markId, table.createdAt, table.customerId),
  ],
)

/** Customers by mark, spread over several rows each so that writers do not wait for one another; the sum counts. */
export const customerMarkCount = pgTable(
  'customer_mark_count',
  {
    organisationId: organisationId(),
    markId: uuid('mark_id').notNull(),
    shard: integer('shard').notNull(),
    customers: integer('customers').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.markId, table.shard] })],
)
