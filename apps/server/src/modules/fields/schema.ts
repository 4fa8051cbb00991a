import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../../platform/db/columns.ts'

/** Fields that an organisation defined for its customers or companies. Definitions name nobody and stay in clear. */
export const customField = pgTable(
  'custom_field',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    object: text('object', { enum: ['customer', 'company'] }).notNull(),
    /** What programs and formulas call it; never changes. */
    key: text('key').notNull(),
    /** Label, help, settings and so on: `Definition` of definitions/definition.ts. */
    definition: jsonb('definition').notNull(),
    position: integer('position').notNull(),
    archivedAt: instant('archived_at'),
    version: integer('version').notNull().default(1),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('custom_field_key').on(table.organisationId, table.object, table.key),
  ],
)

/** What the fields of one customer or company hold. */
export const customValue = pgTable(
  'custom_value',
  {
    organisationId: organisationId(),
    /** The customer or the company. */
    subjectId: uuid('subject_id').notNull(),
    object: text('object', { enum: ['customer', 'company'] }).notNull(),
    /** JSON of all values by key, under the key of the customer or company. */
    sealed: bytea('sealed').notNull(),
    version: integer('version').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.subjectId] })],
)

/**
 * What lists filter and sort by, a row for each field that is filled (for several options, one for each). Numbers,
 * amounts, days and options are in clear, as amounts and times are everywhere; text only as a blind exact index.
 */
export const customIndex = pgTable(
  'custom_index',
  {
    organisationId: organisationId(),
    fieldId: uuid('field_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    place: smallint('place').notNull(),
    /** A number in millionths, an amount in minor units, or a day since 1970. */
    number: bigint('number', { mode: 'bigint' }),
    /** The key of an option, `true` or `false`, an id, or the hex form of a blind exact index. */
    word: text('word'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.fieldId, table.subjectId, table.place] }),
    index('custom_index_number')
      .on(table.organisationId, table.fieldId, table.number, table.subjectId)
      .where(sql`number is not null`),
    index('custom_index_word')
      .on(table.organisationId, table.fieldId, table.word, table.subjectId)
      .where(sql`word is not null`),
    index('custom_index_of_subject').on(table.organisationId, table.subjectId),
  ],
)
