import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { systemSchema } from '../../platform/crypto/schema.ts'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

const byteas = customType<{ data: Buffer[]; driverData: Buffer[] }>({ dataType: () => 'bytea[]' })
const block = (name: string) => bigint(name, { mode: 'number' })

/**
 * A member of the ledger that this organisation acts for: itself, or one of its merchants. The key that signs for the
 * member is encrypted under the organisation's own key.
 */
export const ledgerMember = pgTable(
  'ledger_member',
  {
    organisationId: organisationId(),
    /** The organisation or the merchant that the member stands for. */
    subject: uuid('subject').notNull(),
    /** Name under which it is, or will be, admitted. */
    name: text('name').notNull(),
    /** Address of 20 bytes. */
    account: bytea('account').notNull(),
    keySealed: bytea('key_sealed').notNull(),
    /** Reference of the admission, so that it happens once. */
    reference: bytea('reference').notNull(),
    /** Number on the ledger; null until the ledger has given one. */
    number: integer('number'),
    /** Block of the admission. */
    blockNumber: block('block_number'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.subject] }),
    unique('ledger_member_number').on(table.organisationId, table.number),
  ],
)

/** A call that a module asked for, in the transaction that asked: the outbox, and its history. */
export const ledgerCall = pgTable(
  'ledger_call',
  {
    organisationId: organisationId(),
    id: id(),
    /** The same reference is the same call: asked for twice, it is made once. */
    reference: bytea('reference').notNull(),
    contract: text('contract').notNull(),
    functionName: text('function_name').notNull(),
    /** ABI-encoded call. */
    data: bytea('data').notNull(),
    /** Account that signs; null for the registrar's, which belongs to no organisation. */
    account: bytea('account'),
    state: text('state', { enum: ['queued', 'sent', 'mined', 'failed'] })
      .notNull()
      .default('queued'),
    /** Not to be sent before. */
    dueAt: instant('due_at').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
    /** Name and values of the contract's error. */
    refusal: jsonb('refusal'),
    transactionHash: bytea('transaction_hash'),
    blockNumber: block('block_number'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
    minedAt: instant('mined_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('ledger_call_reference').on(table.organisationId, table.reference),
    index('ledger_call_open')
      .on(table.organisationId, table.state, table.id)
      .where(sql`state in ('queued', 'sent')`),
    index('ledger_call_by_state').on(table.organisationId, table.state, table.id),
    index('ledger_call_mined').on(table.organisationId, table.blockNumber),
  ],
)

/** How far the ledger's events were handed to the modules of this organisation. Moves in the transaction of what they did. */
export const ledgerCursor = pgTable(
  'ledger_cursor',
  {
    organisationId: organisationId(),
    blockNumber: block('block_number').notNull(),
    logIndex: integer('log_index').notNull(),
    /** The last of the chain's rollbacks that was followed here. */
    rollback: integer('rollback').notNull(),
    /** Up to this block the modules were told that nothing will be taken back. */
    finalBlock: block('final_block').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)

/*
 * What follows belongs to the network, which all organisations of an installation and other companies share: it names
 * no customer, is the same for every reader, and is public on the network anyway. It lies in the closed schema `system`,
 * so that the role of tenant work can neither change it nor read signed transactions before they are sent.
 */

/** The network that the data belong to. One row. */
export const ledgerNetwork = systemSchema.table('ledger_network', {
  onlyOne: boolean('only_one').primaryKey().default(true),
  chainId: block('chain_id').notNull(),
  genesisHash: bytea('genesis_hash').notNull(),
})

/** The contracts, each as it was or will be put on the ledger. */
export const ledgerContract = systemSchema.table('ledger_contract', {
  step: text('step').primaryKey(),
  address: bytea('address').notNull(),
  nonce: block('nonce').notNull(),
  /** The signed transaction, stored before it is sent. */
  raw: bytea('raw').notNull(),
  transactionHash: bytea('transaction_hash').notNull(),
  /** Keccak-256 of the code; null until it is on the ledger. */
  codeHash: bytea('code_hash'),
  blockNumber: block('block_number'),
})

/** An account that signs here, and the nonce of its next transaction. */
export const ledgerKey = systemSchema.table('ledger_key', {
  account: bytea('account').primaryKey(),
  /** Whose account it is; null for the registrar's. */
  organisation: uuid('organisation'),
  nextNonce: block('next_nonce').notNull().default(0),
})

/** A call's transaction, stored before it is sent and kept until its block is final. */
export const ledgerTransaction = systemSchema.table(
  'ledger_transaction',
  {
    account: bytea('account').notNull(),
    nonce: block('nonce').notNull(),
    organisation: uuid('organisation').notNull(),
    call: uuid('call').notNull().unique(),
    raw: bytea('raw').notNull(),
    hash: bytea('hash').notNull(),
    /** Hashes of versions with lower fees, newest first. */
    earlier: byteas('earlier')
      .notNull()
      .default(sql`'{}'`),
    attempt: integer('attempt').notNull(),
    /** Block that holds it; null until its receipt was seen. */
    blockNumber: block('block_number'),
  },
  (table) => [primaryKey({ columns: [table.account, table.nonce] })],
)

/** Blocks of which the hash is known, the newest being the one up to which events are indexed. */
export const ledgerBlock = systemSchema.table('ledger_block', {
  number: block('number').primaryKey(),
  hash: bytea('hash').notNull(),
})

/** Every event of the contracts, as the chain has it. */
export const ledgerLog = systemSchema.table(
  'ledger_log',
  {
    blockNumber: block('block_number').notNull(),
    logIndex: integer('log_index').notNull(),
    blockHash: bytea('block_hash').notNull(),
    blockTime: instant('block_time').notNull(),
    transactionHash: bytea('transaction_hash').notNull(),
    transactionIndex: integer('transaction_index').notNull(),
    contract: text('contract').notNull(),
    event: text('event').notNull(),
    topics: byteas('topics').notNull(),
    data: bytea('data').notNull(),
    /** Calldata, for events that say half only. */
    input: bytea('input'),
    /** Whom it is about, read from the event: the member, the programme, the reference. */
    member: integer('member'),
    programme: integer('programme'),
    reference: bytea('reference'),
  },
  (table) => [
    primaryKey({ columns: [table.blockNumber, table.logIndex] }),
    index('ledger_log_contract').on(table.contract, table.blockNumber, table.logIndex),
    index('ledger_log_event').on(table.event, table.blockNumber, table.logIndex),
    index('ledger_log_member').on(table.member, table.blockNumber, table.logIndex),
    index('ledger_log_programme').on(table.programme, table.blockNumber, table.logIndex),
    index('ledger_log_reference').on(table.reference),
  ],
)

/** The times that the chain took blocks back: events after `toBlock` were taken away. */
export const ledgerRollback = systemSchema.table('ledger_rollback', {
  id: serial('id').primaryKey(),
  toBlock: block('to_block').notNull(),
  at: instant('at').notNull().defaultNow(),
})
