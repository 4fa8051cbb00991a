import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, organisationId } from '../../../platform/db/columns.ts'

/** A file that is kept with a customer. Its name and content are encrypted under the customer's key. */
export const customerFile = pgTable(
  'customer_file',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** Encrypted JSON: `{ name, sha256 }`. */
    facts: bytea('facts').notNull(),
    type: text('type').notNull(),
    size: integer('size').notNull(),
    createdBy: text('created_by').notNull(),
    /** The journal entry that says what the content was. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('customer_file_of_customer').on(table.organisationId, table.customerId, table.id),
  ],
)

/** The content in pieces, so that neither side holds all of it at once. */
export const customerFilePart = pgTable(
  'customer_file_part',
  {
    organisationId: organisationId(),
    fileId: uuid('file_id').notNull(),
    part: integer('part').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.fileId, table.part] })],
)
