import { boolean, index, integer, pgSchema, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../../platform/db/columns.ts'
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

/** Who works for which organisation, as what. */
export const membership = authSchema.table(
  'membership',
  {
    userId: userId(),
    organisationId: organisationId().references(() => organisation.id),
    role: text('role', { enum: ['owner', 'agent', 'auditor'] }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.organisationId] }),
    index('membership_organisation').on(table.organisationId),
  ],
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
