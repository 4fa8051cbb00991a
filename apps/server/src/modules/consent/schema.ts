import { useLimitKinds } from '@candor/api'
import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

const decided = (name: string) => text(name, { enum: ['granted', 'refused', 'withdrawn'] })

/** A data category, a recipient or a channel that notices name. */
export const consentTerm = pgTable(
  'consent_term',
  {
    organisationId: organisationId(),
    id: id(),
    kind: text('kind', { enum: ['category', 'recipient', 'channel'] }).notNull(),
    slug: text('slug').notNull(),
    /** The same in the W3C Data Privacy Vocabulary. */
    dpv: text('dpv'),
    /** In both languages. */
    name: jsonb('name').notNull(),
    description: jsonb('description').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('consent_term_slug').on(table.organisationId, table.kind, table.slug),
  ],
)

/** Something that data may be used for when the customer agrees. What is asked stands in its notices. */
export const consentPurpose = pgTable(
  'consent_purpose',
  {
    organisationId: organisationId(),
    id: id(),
    slug: text('slug').notNull(),
    dpv: text('dpv'),
    /** Not asked for any more, and nothing may be used for it. */
    retired: boolean('retired').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('consent_purpose_slug').on(table.organisationId, table.slug),
  ],
)

/** A version of what people are told and asked. It never changes: what somebody agreed to can be read for ever. */
export const consentNotice = pgTable(
  'consent_notice',
  {
    organisationId: organisationId(),
    purposeId: uuid('purpose_id').notNull(),
    version: integer('version').notNull(),
    /** Everything that a person is shown, the names of terms included. */
    content: jsonb('content').notNull(),
    /** SHA-256 of version and content as canonical JSON. */
    hash: bytea('hash').notNull(),
    /** Whether grants under earlier versions ended with this one. */
    renews: boolean('renews').notNull(),
    entryId: uuid('entry_id').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.purposeId, table.version] })],
)

/** A customer's account on the ledger for decisions of this kind. The key is encrypted under the customer's own key. */
export const consentAccount = pgTable(
  'consent_account',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    /** Address of 20 bytes. */
    account: bytea('account').notNull(),
    keySealed: bytea('key_sealed').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId] }),
    unique('consent_account_account').on(table.organisationId, table.account),
  ],
)

/** A customer, a purpose and a recipient: what was decided last, and the commitment that stands for it on the ledger. */
export const consent = pgTable(
  'consent',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    purposeId: uuid('purpose_id').notNull(),
    recipientId: uuid('recipient_id').notNull(),
    /** Commitment of 32 bytes, and its salt under the customer's key. */
    hash: bytea('hash').notNull(),
    saltSealed: bytea('salt_sealed').notNull(),
    /** The newest decision. */
    number: integer('number').notNull(),
    state: decided('state').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.customerId, table.purposeId, table.recipientId] }),
    unique('consent_hash').on(table.organisationId, table.hash),
    index('consent_by_purpose').on(table.organisationId, table.purposeId, table.recipientId, table.state),
  ],
)

/** Every decision, and how far the ledger is with it. */
export const consentDecision = pgTable(
  'consent_decision',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    purposeId: uuid('purpose_id').notNull(),
    recipientId: uuid('recipient_id').notNull(),
    /** From 1; counts every decision. */
    number: integer('number').notNull(),
    state: decided('state').notNull(),
    /** Version of the notice that was read; 0 for a decision that is known from the ledger alone. */
    noticeVersion: integer('notice_version').notNull(),
    categories: uuid('categories').array().notNull(),
    channels: uuid('channels').array().notNull(),
    decidedAt: instant('decided_at').notNull(),
    validUntil: instant('valid_until'),
    entryId: uuid('entry_id').notNull(),
    /** The ledger member that it is addressed to. */
    member: integer('member').notNull(),
    /** Salted commitment to what was decided. */
    content: bytea('content').notNull(),
    /** Its number on the ledger, which counts only what the contract took. */
    nonce: integer('nonce').notNull(),
    callId: uuid('call_id'),
    /** How often it was signed: again when the ledger was away until after the deadline. */
    attempts: integer('attempts').notNull(),
    /** Name of the contract's error, where it refused for good. */
    refusal: text('refusal'),
    transactionHash: bytea('transaction_hash'),
    blockNumber: bigint('block_number', { mode: 'number' }),
  },
  (table) => [
    primaryKey({
      columns: [table.organisationId, table.customerId, table.purposeId, table.recipientId, table.number],
    }),
    unique('consent_decision_entry').on(table.organisationId, table.entryId),
    index('consent_decision_call').on(table.organisationId, table.callId),
    index('consent_decision_block')
      .on(table.organisationId, table.blockNumber)
      .where(sql`block_number is not null`),
  ],
)

/**
 * What restrains the use of a customer's data whatever they agreed to: a restriction (nothing but keeping it), or an
 * objection (nothing but what the contract with them needs). No row: neither.
 */
export const useLimit = pgTable(
  'use_limit',
  {
    organisationId: organisationId(),
    customerId: uuid('customer_id').notNull(),
    kind: text('kind', { enum: useLimitKinds }).notNull(),
    since: instant('since').notNull().defaultNow(),
    /** The journal entry that set it. */
    entryId: uuid('entry_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.customerId, table.kind] })],
)

/** Tables to whose rows `candor_app` may only add. */
export const appendOnlyTables = ['consent_notice'] as const
