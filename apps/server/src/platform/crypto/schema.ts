import { integer, pgSchema, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../db/columns.ts'

/** Keys of an organisation, each wrapped by the key-management system. The highest version wraps anew, older ones still open. */
export const organisationKey = pgTable(
  'organisation_key',
  {
    organisationId: organisationId(),
    /** `wrap`: wraps the subject keys. `blind`: root of the blind indexes. `seal`: short-lived things of no subject. */
    purpose: text('purpose').notNull(),
    version: integer('version').notNull(),
    wrapped: bytea('wrapped').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.purpose, table.version] })],
)

/** One key per subject (customer, or the organisation itself), wrapped by the organisation's key. Erasure empties `wrapped`. */
export const subjectKey = pgTable(
  'subject_key',
  {
    organisationId: organisationId(),
    subjectId: uuid('subject_id').notNull(),
    wrapped: bytea('wrapped'),
    /** Version of the organisation's wrapping key. */
    keyVersion: integer('key_version').notNull(),
    createdAt: createdAt(),
    destroyedAt: instant('destroyed_at'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.subjectId] })],
)

/** What belongs to no organisation; `candor_app` may not enter. */
export const systemSchema = pgSchema('system')

/** Secrets of the installation itself, such as the one that signs session cookies; wrapped by the key-management system. */
export const systemSecret = systemSchema.table('secret', {
  name: text('name').primaryKey(),
  wrapped: bytea('wrapped').notNull(),
  createdAt: createdAt(),
})
