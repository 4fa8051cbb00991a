import { bigint, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, organisationId } from '../../platform/db/columns.ts'

/** A version of the rules by which customers have stages and classes. It never changes; the newest one counts. */
export const lifecycleRules = pgTable(
  'lifecycle_rules',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    /** See `lifecycleRules` of packages/api. */
    rules: jsonb('rules').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.version] })],
)

/** From which spending on customers have a class, where shares decide: counted anew every day. Minor units, highest first. */
export const lifecycleBoundary = pgTable(
  'lifecycle_boundary',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    boundaries: jsonb('boundaries').notNull(),
    /** What all customers had spent then, minor units. */
    turnover: bigint('turnover', { mode: 'number' }).notNull(),
    computedAt: instant('computed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

/** Where a customer stands now. Lists filter by stage and class. */
export const customerLifecycle = pgTable(
  'customer_lifecycle',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    stage: text('stage').notNull(),
    stageSince: instant('stage_since').notNull(),
    /** Empty for customers who have bought nothing. */
    class: text('class').notNull(),
    classSince: instant('class_since').notNull(),
    version: integer('version').notNull(),
    /** The newest order that was known when the stage was computed. */
    orderedAt: instant('ordered_at').notNull(),
    /** The order by which a lost customer came back. */
    returnedAt: instant('returned_at'),
    /** When this may change although nothing happens. */
    dueAt: instant('due_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId] }),
    index('customer_lifecycle_stage').on(table.organisationId, table.stage, table.customerId),
    index('customer_lifecycle_class').on(table.organisationId, table.class, table.customerId),
    index('customer_lifecycle_due').on(table.organisationId, table.dueAt),
  ],
)

/** When a customer who agreed to it was last seen on a website or in an app. */
export const customerVisit = pgTable(
  'customer_visit',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    visitedAt: instant('visited_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.customerId] })],
)

/** Customers of whom something changed, to be looked at in a moment. */
export const lifecyclePending = pgTable(
  'lifecycle_pending',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    since: instant('since').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId] }),
    index('lifecycle_pending_since').on(table.organisationId, table.since),
  ],
)

/** Every move of a customer from one stage or class to another, with what it was decided by. */
export const lifecycleChange = pgTable(
  'lifecycle_change',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    customerId: uuid('customer_id').notNull(),
    changedAt: instant('changed_at').notNull(),
    /** null for the first one. */
    fromStage: text('from_stage'),
    toStage: text('to_stage').notNull(),
    fromClass: text('from_class'),
    toClass: text('to_class').notNull(),
    version: integer('version').notNull(),
    /** What was known of the customer: counts, amounts and times, nothing personal. */
    facts: jsonb('facts').notNull(),
    /** The journal entry that proves it, and the place in it where it proves several. */
    entryId: uuid('entry_id').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('lifecycle_change_of_customer').on(table.organisationId, table.customerId, table.id),
    index('lifecycle_change_of_entry').on(table.organisationId, table.entryId, table.position),
  ],
)

/** Customers by stage and class. */
export const lifecycleCount = pgTable(
  'lifecycle_count',
  {
    organisationId: organisationId(),
    stage: text('stage').notNull(),
    class: text('class').notNull(),
    customers: bigint('customers', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.stage, table.class] })],
)

/** How many customers were in a stage at the end of a day (UTC), for days on which anything was computed. */
export const lifecycleDay = pgTable(
  'lifecycle_day',
  {
    organisationId: organisationId(),
    day: date('day', { mode: 'string' }).notNull(),
    stage: text('stage').notNull(),
    customers: bigint('customers', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.day, table.stage] })],
)

/** What was decided stays as it was. */
export const appendOnlyTables = ['lifecycle_rules', 'lifecycle_change'] as const
