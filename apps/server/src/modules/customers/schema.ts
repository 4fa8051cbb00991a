import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
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

/** Who the customer is. All that names a person is inside `profile`; the rest serves to find it (docs/security/blind-indexes.md). */
export const customer = pgTable(
  'customer',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** The number that the organisation itself uses for the customer. */
    reference: text('reference'),
    /** JSON of the profile under the customer's key. */
    profile: bytea('profile').notNull(),
    /** Blind exact indexes of the primary ones: HMAC of the address and of the number in their standard forms. */
    emailHash: bytea('email_hash'),
    phoneHash: bytea('phone_hash'),
    /** Blind tokens of parts of name, e-mail, phone and reference, ascending. */
    tokens: integer('tokens').array().notNull(),
    /** True for the made-up people of the demo company. */
    fictional: boolean('fictional').notNull().default(false),
    /** Counts the changes of the profile, so that two people cannot overwrite each other unawares. */
    version: integer('version').notNull().default(1),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    /** The customer who stands for this one since the two were merged; never one that was merged itself. */
    mergedInto: uuid('merged_into'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('customer_merged')
      .on(table.organisationId, table.mergedInto)
      .where(sql`merged_into is not null`),
    uniqueIndex('customer_reference')
      .on(table.organisationId, table.reference)
      .where(sql`reference is not null`),
    index('customer_email').on(table.organisationId, table.emailHash),
    index('customer_phone').on(table.organisationId, table.phoneHash),
    index('customer_tokens').using('gin', table.tokens),
  ],
)

/** Blind exact indexes of the e-mail addresses and phone numbers that a customer has beside the primary ones. */
export const customerContactHash = pgTable(
  'customer_contact_hash',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    field: text('field', { enum: ['email', 'phone'] }).notNull(),
    hash: bytea('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.field, table.hash, table.customerId] }),
    index('customer_contact_hash_of').on(table.organisationId, table.customerId),
  ],
)

/** E-mail addresses by which a customer has signed in to the portal: a code that was sent there came back. */
export const customerVerifiedEmail = pgTable(
  'customer_verified_email',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    emailHash: bytea('email_hash').notNull(),
    /** The journal entry that says so. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.customerId, table.emailHash] })],
)

const notBinned = sql`binned_at is null`

/**
 * What lists sort and filter by, apart from the profile because it changes with every order. Kept in the same
 * transaction as the order. A customer without an order has `-infinity` as time of the first and the last one.
 */
export const customerFigures = pgTable(
  'customer_figures',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    /** In clear, so that lists can be filtered by it. */
    country: text('country'),
    orderCount: integer('order_count').notNull().default(0),
    returnCount: integer('return_count').notNull().default(0),
    /** Purchases less returns, minor units. */
    spent: bigint('spent', { mode: 'bigint' })
      .notNull()
      .default(sql`0`),
    firstOrderAt: instant('first_order_at')
      .notNull()
      .default(sql`'-infinity'`),
    lastOrderAt: instant('last_order_at')
      .notNull()
      .default(sql`'-infinity'`),
    /** Whole milliseconds, so that a cursor can name it exactly. */
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow(),
    /** Since when the customer is in the bin, out of every list; null for all others. */
    binnedAt: timestamp('binned_at', { withTimezone: true, mode: 'date', precision: 3 }),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId] }),
    // Lists never show the bin, so it is not in their indexes.
    index('customer_by_last_order').on(table.organisationId, table.lastOrderAt, table.customerId).where(notBinned),
    index('customer_by_spent').on(table.organisationId, table.spent, table.customerId).where(notBinned),
    index('customer_by_order_count').on(table.organisationId, table.orderCount, table.customerId).where(notBinned),
    index('customer_by_created').on(table.organisationId, table.createdAt, table.customerId).where(notBinned),
    index('customer_by_country')
      .on(table.organisationId, table.country, table.lastOrderAt, table.customerId)
      .where(notBinned),
    index('customer_in_bin')
      .on(table.organisationId, table.binnedAt, table.customerId)
      .where(sql`binned_at is not null`),
  ],
)

/** What staff wrote down about a customer: a note, a call, a meeting. */
export const customerNote = pgTable(
  'customer_note',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    customerId: uuid('customer_id').notNull(),
    kind: text('kind', { enum: ['note', 'call', 'meeting'] }).notNull(),
    /** Encrypted under the customer's key. */
    text: bytea('text').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      name: 'customer_note_customer',
      columns: [table.organisationId, table.customerId],
      foreignColumns: [customer.organisationId, customer.id],
    }),
    index('customer_note_of_customer').on(table.organisationId, table.customerId, table.id),
  ],
)

/** A customer's dealings with one merchant. */
export const customerMerchant = pgTable(
  'customer_merchant',
  {
    organisationId: organisationId(),
    merchantId: uuid('merchant_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    orderCount: integer('order_count').notNull(),
    returnCount: integer('return_count').notNull(),
    spent: bigint('spent', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId, table.merchantId] }),
    index('customer_merchant_customers').on(table.organisationId, table.merchantId, table.customerId),
  ],
)

/** Sales of a merchant in one month (UTC). */
export const salesMonth = pgTable(
  'sales_month',
  {
    organisationId: organisationId(),
    merchantId: uuid('merchant_id').notNull(),
    /** First day of the month. */
    month: date('month', { mode: 'string' }).notNull(),
    orderCount: integer('order_count').notNull(),
    returnCount: integer('return_count').notNull(),
    spent: bigint('spent', { mode: 'bigint' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.merchantId, table.month] })],
)

/** Customers by country, spread over several rows each so that writers do not wait for one another; the sum counts. */
export const customerCount = pgTable(
  'customer_count',
  {
    organisationId: organisationId(),
    /** Empty where the country is not known. */
    country: text('country').notNull(),
    shard: integer('shard').notNull(),
    customers: integer('customers').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.country, table.shard] })],
)
