import { moneyMoves, paymentMethods, salesKinds, salesStates, type Product, type SalesSettings } from '@candor/api'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, instant, organisationId } from '../../platform/db/columns.ts'

/** Something that is sold, with its price in each currency. */
export const product = pgTable(
  'product',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh').notNull(),
    unit: text('unit').notNull(),
    /** Per cent, as it was written. */
    taxRate: text('tax_rate').notNull(),
    prices: jsonb('prices').$type<Product['prices']>().notNull(),
    archived: boolean('archived').notNull(),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('product_code').on(table.organisationId, table.code),
    index('product_listed').on(table.organisationId, table.archived, table.code),
  ],
)

/** A quote, an invoice or a credit note. What it says is encrypted; what lists and sums go by is in clear. */
export const salesDocument = pgTable(
  'sales_document',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: salesKinds }).notNull(),
    state: text('state', { enum: salesStates }).notNull(),
    /** Null until it is sent or issued. */
    number: text('number'),
    edition: integer('edition').notNull(),
    /** Whose key protects the content, and whose history tells of it: the customer, else the company. */
    subjectId: uuid('subject_id').notNull(),
    customerId: uuid('customer_id'),
    companyId: uuid('company_id'),
    dealId: uuid('deal_id'),
    /** The quote of an invoice, the invoice of a credit note. */
    sourceId: uuid('source_id'),
    /** JSON of everything that it says, under the key of the subject. */
    content: bytea('content').notNull(),
    currency: text('currency').notNull(),
    /** All amounts are minor units. */
    total: bigint('total', { mode: 'bigint' }).notNull(),
    paid: bigint('paid', { mode: 'bigint' }).notNull(),
    refunded: bigint('refunded', { mode: 'bigint' }).notNull(),
    credited: bigint('credited', { mode: 'bigint' }).notNull(),
    /** total − credited − paid + refunded of an invoice that was issued; zero of anything else. */
    open: bigint('open', { mode: 'bigint' }).notNull(),
    day: date('day', { mode: 'string' }),
    until: date('until', { mode: 'string' }),
    /** The secret of the link, under the key of the subject, and its SHA-256. */
    link: bytea('link'),
    linkHash: bytea('link_hash'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    version: integer('version').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('sales_document_number')
      .on(table.organisationId, table.kind, table.number)
      .where(sql`number is not null`),
    uniqueIndex('sales_document_link')
      .on(table.organisationId, table.linkHash)
      .where(sql`link_hash is not null`),
    // An accepted quote has one invoice, whatever comes together.
    uniqueIndex('sales_document_invoice_of_quote')
      .on(table.organisationId, table.sourceId)
      .where(sql`kind = 'invoice' and source_id is not null and state <> 'withdrawn'`),
    index('sales_document_of_kind').on(table.organisationId, table.kind, table.id),
    index('sales_document_in_state').on(table.organisationId, table.kind, table.state, table.id),
    index('sales_document_open')
      .on(table.organisationId, table.until, table.id)
      .where(sql`kind = 'invoice' and state = 'issued' and open > 0`),
    index('sales_document_paid')
      .on(table.organisationId, table.id)
      .where(sql`kind = 'invoice' and state = 'issued' and open <= 0`),
    index('sales_document_of_customer').on(table.organisationId, table.customerId, table.id),
    index('sales_document_of_company').on(table.organisationId, table.companyId, table.id),
    index('sales_document_of_deal').on(table.organisationId, table.dealId, table.id),
  ],
)

/** Which journal entry recorded which version of a document: its history. */
export const salesDocumentEntry = pgTable(
  'sales_document_entry',
  {
    organisationId: organisationId(),
    documentId: uuid('document_id').notNull(),
    version: integer('version').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.documentId, table.version] })],
)

/** Money of an invoice that came, went back, or is no longer asked for. Rows are only added. */
export const salesMove = pgTable(
  'sales_move',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    documentId: uuid('document_id').notNull(),
    kind: text('kind', { enum: moneyMoves }).notNull(),
    amount: bigint('amount', { mode: 'bigint' }).notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    method: text('method', { enum: paymentMethods }),
    /** Encrypted under the key of the subject of the document. */
    note: bytea('note'),
    /** The credit note of a credit. */
    creditNoteId: uuid('credit_note_id'),
    createdAt: instant('created_at').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      name: 'sales_move_document',
      columns: [table.organisationId, table.documentId],
      foreignColumns: [salesDocument.organisationId, salesDocument.id],
    }),
    index('sales_move_of_document').on(table.organisationId, table.documentId, table.id),
  ],
)

/** The number that was given last in a year; the row is locked until what took it is committed, so none is left out. */
export const salesNumber = pgTable(
  'sales_number',
  {
    organisationId: organisationId(),
    kind: text('kind', { enum: salesKinds }).notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.kind, table.year] })],
)

/** How an organisation writes its documents: one row for one that has said so. */
export const salesSettings = pgTable(
  'sales_settings',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    settings: jsonb('settings').$type<SalesSettings>().notNull(),
    entryId: uuid('entry_id').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

export const appendOnlyTables = ['sales_document_entry', 'sales_move'] as const
