import { index, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { bytea, createdAt, organisationId } from '../db/columns.ts'

/** Answers of writes that carried an `Idempotency-Key`, kept for a day. Holds neither keys nor answers in clear. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    organisationId: organisationId(),
    /** HMAC of the key and of who sent it. */
    keyHash: bytea('key_hash').notNull(),
    /** SHA-256 of method, address and body. */
    fingerprint: bytea('fingerprint').notNull(),
    /** The answer's body, encrypted under a key made from the `Idempotency-Key` itself. */
    answer: bytea('answer').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.keyHash] }),
    index('idempotency_key_age').on(table.organisationId, table.createdAt),
  ],
)
