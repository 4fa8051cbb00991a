import type { PageLayout } from '@candor/api'
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
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../../platform/db/columns.ts'

/** Fields that an organisation defined for its customers, companies or own objects. Definitions name nobody and stay in clear. */
export const customField = pgTable(
  'custom_field',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    object: text('object').notNull(),
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

/** What the fields of one customer, company or record hold. */
export const customValue = pgTable(
  'custom_value',
  {
    organisationId: organisationId(),
    /** The customer, the company or the record. */
    subjectId: uuid('subject_id').notNull(),
    object: text('object').notNull(),
    /** JSON of all values by key, under the key of the customer, company or record. */
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

/** Kinds of records that an organisation defined for itself. Definitions name nobody and stay in clear. */
export const customObject = pgTable(
  'custom_object',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** What programs call it, and what its fields and records name; never changes. */
    key: text('key').notNull(),
    /** Names, icon, roles: `ObjectDefinition` of objects/object.ts. */
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
    uniqueIndex('custom_object_key').on(table.organisationId, table.key),
  ],
)

/** Whole milliseconds, so that a cursor can name it exactly. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })

/** Records of own objects. What they hold, the title too, is in `custom_value`, under the record's own key. */
export const objectRecord = pgTable(
  'object_record',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    /** Key of the object. */
    object: text('object').notNull(),
    /** Blind tokens of parts of the title, ascending. */
    tokens: integer('tokens').array().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** When a field was filled in last, or the record was put into the bin or taken out. */
    changedAt: moment('changed_at').notNull().defaultNow(),
    binnedAt: moment('binned_at'),
    /** The journal entry that says whether it is in the bin. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('object_record_by_created')
      .on(table.organisationId, table.object, table.createdAt, table.id)
      .where(sql`binned_at is null`),
    index('object_record_by_changed')
      .on(table.organisationId, table.object, table.changedAt, table.id)
      .where(sql`binned_at is null`),
    index('object_record_in_bin')
      .on(table.organisationId, table.object, table.binnedAt, table.id)
      .where(sql`binned_at is not null`),
    index('object_record_tokens').using('gin', table.tokens),
  ],
)

/** How pages are laid out for each role: one row for an organisation that laid any out. */
export const pageLayoutsTable = pgTable(
  'page_layouts',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    layouts: jsonb('layouts').$type<readonly PageLayout[]>().notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)
