import { roles } from '@candor/api'
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgSchema,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'
import { organisation } from '../../platform/db/schema.ts'

/** Staff sign-in, read before it is known which organisation somebody belongs to; closed to `candor_app`. */
export const authSchema = pgSchema('auth')

const updatedAt = () => instant('updated_at').notNull().defaultNow()

export const user = authSchema.table('user', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  language: text('language'),
  /** Of the demo: its password is published, so it opens nothing once the demo is switched off. */
  demo: boolean('demo').notNull().default(false),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})

const userId = () =>
  uuid('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' })

export const session = authSchema.table(
  'session',
  {
    id: uuid('id').primaryKey(),
    userId: userId(),
    token: text('token').notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('session_user').on(table.userId)],
)

export const account = authSchema.table(
  'account',
  {
    id: uuid('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: userId(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [uniqueIndex('account_provider').on(table.userId, table.providerId)],
)

export const verification = authSchema.table(
  'verification',
  {
    id: uuid('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
)

/** The second factor of somebody’s sign-in. */
export const secondFactor = authSchema.table('second_factor', {
  userId: userId().primaryKey(),
  /** Encrypted under a key that is not in the database. */
  secret: bytea('secret').notNull(),
  /** Nothing is asked for until a first code has shown that the app has the secret. */
  confirmedAt: instant('confirmed_at'),
  /** Time step of the newest code that was taken: no code is taken twice, and none from before it. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  /** HMACs of the recovery codes that were not used yet. */
  recoveryCodes: bytea('recovery_codes')
    .array()
    .notNull()
    .default(sql`'{}'`),
  createdAt: createdAt(),
})

/** A role that an organisation made of rights, besides those that all have. */
export const staffRole = pgTable(
  'staff_role',
  {
    organisationId: organisationId(),
    id: id(),
    name: text('name').notNull(),
    nameZh: text('name_zh').notNull(),
    rights: text('rights').array().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** Which modules an organisation does without: one row, once it has switched any. */
export const organisationModules = pgTable(
  'organisation_modules',
  {
    organisationId: organisationId(),
    version: integer('version').notNull(),
    switchedOff: text('switched_off').array().notNull(),
    updatedAt: updatedAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

/** Who works for which organisation, as what: a role that all have, or one of the organisation’s own. */
export const membership = authSchema.table(
  'membership',
  {
    userId: userId(),
    organisationId: organisationId().references(() => organisation.id),
    role: text('role', { enum: roles }),
    roleId: uuid('role_id'),
    createdAt: createdAt(),
    /** Since when the person may not come in any more. */
    deactivatedAt: instant('deactivated_at'),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.organisationId] }),
    index('membership_organisation').on(table.organisationId),
    foreignKey({
      columns: [table.organisationId, table.roleId],
      foreignColumns: [staffRole.organisationId, staffRole.id],
    }),
    check('membership_one_role', sql`num_nonnulls(${table.role}, ${table.roleId}) = 1`),
  ],
)

/** Who was asked to join and has not come yet. The link in the mail holds the token; here is only its hash. */
export const staffInvitation = pgTable(
  'staff_invitation',
  {
    organisationId: organisationId(),
    id: id(),
    email: text('email').notNull(),
    role: text('role', { enum: roles }),
    roleId: uuid('role_id'),
    /** SHA-256 of the 256-bit token. */
    tokenHash: bytea('token_hash').notNull(),
    invitedBy: uuid('invited_by'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('staff_invitation_email').on(table.organisationId, table.email),
    foreignKey({
      columns: [table.organisationId, table.roleId],
      foreignColumns: [staffRole.organisationId, staffRole.id],
    }),
    check('staff_invitation_one_role', sql`num_nonnulls(${table.role}, ${table.roleId}) = 1`),
  ],
)

/** Keys by which programs use the API for staff. The key itself is shown once and not stored. */
export const apiKey = pgTable(
  'api_key',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    /** SHA-256 of the secret part. */
    hash: bytea('hash').notNull(),
    /** Its last characters, so that people can tell keys apart. */
    hint: text('hint').notNull(),
    rights: text('rights').array().notNull(),
    requestsAMinute: integer('requests_a_minute').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    /** To the minute. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    /** The journal entry of its making. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** One-time codes sent to customers; neither address nor code in clear. */
export const portalCode = pgTable(
  'portal_code',
  {
    organisationId: organisationId(),
    /** Blind index of the address. */
    emailHash: bytea('email_hash').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** HMAC of the code under a key that is not in the database. */
    codeHash: bytea('code_hash').notNull(),
    tries: integer('tries').notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.emailHash] })],
)

/** Sessions of customers. Apart from those of staff in every way: table, cookie, path, type. */
export const portalSession = pgTable(
  'portal_session',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    customerId: uuid('customer_id').notNull(),
    /** SHA-256 of the 256-bit token in the cookie. */
    tokenHash: bytea('token_hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('portal_session_customer').on(table.organisationId, table.customerId),
  ],
)
