import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

/** A shop of the organisation. */
export const merchant = pgTable(
  'merchant',
  {
    organisationId: organisationId(),
    id: id(),
    /** Short name for files and addresses: lower case letters, digits and hyphens. */
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh').notNull(),
    /** Purchases are numbered 1, 2, 3 … without a gap; this is the last number given. */
    lastPurchaseNumber: integer('last_purchase_number').notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('merchant_slug').on(table.organisationId, table.slug),
  ],
)

/** Which merchant sells what: the first pattern, by position, that the description of a product matches. */
export const productFamily = pgTable(
  'product_family',
  {
    organisationId: organisationId(),
    position: integer('position').notNull(),
    /** Words in capitals; `BAG*` also matches longer words that begin so; `*` alone matches everything. */
    pattern: text('pattern').notNull(),
    merchantId: uuid('merchant_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.position] }),
    foreignKey({
      name: 'product_family_merchant',
      columns: [table.organisationId, table.merchantId],
      foreignColumns: [merchant.organisationId, merchant.id],
    }),
  ],
)

/** A purchase or a return at one merchant. Never changed after it was placed. */
export const order = pgTable(
  'order',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    merchantId: uuid('merchant_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** The number that the merchant's own till or shop gave. */
    number: text('number').notNull(),
    kind: text('kind', { enum: ['purchase', 'return'] }).notNull(),
    placedAt: instant('placed_at').notNull(),
    currency: text('currency').notNull(),
    /** Where it went, as the source names the country. */
    country: text('country'),
    /** Sum of the lines in minor units; negative for a return. */
    total: bigint('total', { mode: 'bigint' }).notNull(),
    lineCount: integer('line_count').notNull(),
    /** Dense per merchant; null for a return, which gets no points. */
    purchaseNumber: integer('purchase_number'),
    /** SHA-256 of what the order says, to tell a repeated order from a different one. */
    contentHash: bytea('content_hash').notNull(),
    /** The journal entry that proves it. */
    entryId: uuid('entry_id').notNull(),
    /** The import that brought it, if one did. */
    importId: uuid('import_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('order_number').on(table.organisationId, table.number, table.merchantId),
    uniqueIndex('order_purchase_number')
      .on(table.organisationId, table.merchantId, table.purchaseNumber)
      .where(sql`purchase_number is not null`),
    index('order_of_import')
      .on(table.organisationId, table.importId, table.merchantId, table.purchaseNumber)
      .where(sql`import_id is not null`),
    index('order_of_customer').on(table.organisationId, table.customerId, table.placedAt, table.id),
    foreignKey({
      name: 'order_merchant',
      columns: [table.organisationId, table.merchantId],
      foreignColumns: [merchant.organisationId, merchant.id],
    }),
  ],
)

/** One line of an order, numbered from 1 in the order of the source. */
export const orderLine = pgTable(
  'order_line',
  {
    organisationId: organisationId(),
    orderId: uuid('order_id').notNull(),
    line: integer('line').notNull(),
    productCode: text('product_code').notNull(),
    description: text('description').notNull(),
    quantity: integer('quantity').notNull(),
    /** Minor units. */
    unitPrice: bigint('unit_price', { mode: 'bigint' }).notNull(),
    /** quantity × unit price, minor units. */
    total: bigint('total', { mode: 'bigint' }).notNull(),
  },
  // No foreign key: lines are written beside their order and never change, and the audit checks that both fit what was
  // recorded. A check for each line would take a tenth of the time of an import.
  (table) => [primaryKey({ columns: [table.organisationId, table.orderId, table.line] })],
)

/** Orders are never changed: a return is an order of its own. */
export const appendOnlyTables = ['order', 'order_line'] as const
