import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organisationId } from '../../platform/db/columns.ts'

/** Whole milliseconds, the precision that entries are hashed with: what the database cannot hold cannot be slipped in. */
const milliseconds = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 }).notNull()
const count = (name: string) => bigint(name, { mode: 'number' })

/** What happened, one row each. Everything but the body is public to whoever may read the journal. */
export const journalEntry = pgTable(
  'journal_entry',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    subject: uuid('subject').notNull(),
    kind: text('kind').notNull(),
    actor: text('actor').notNull(),
    purpose: text('purpose').notNull(),
    recordedAt: milliseconds('recorded_at'),
    /** When it happened; equal to `recorded_at` unless the body says otherwise in `occurredAt`. */
    occurredAt: milliseconds('occurred_at'),
    commitment: bytea('commitment').notNull(),
    /** Salt and canonical body, encrypted under a key of this entry's own, derived from the subject's. */
    body: bytea('body').notNull(),
    leafHash: bytea('leaf_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('journal_entry_timeline').on(table.organisationId, table.subject, table.occurredAt.desc(), table.id.desc()),
  ],
)

/** Entries that wait for their position. Written together with the entry, taken away together with the leaf. */
export const journalPending = pgTable(
  'journal_pending',
  { organisationId: organisationId(), entryId: uuid('entry_id').notNull() },
  (table) => [primaryKey({ columns: [table.organisationId, table.entryId] })],
)

/** The positions, from 0 without a gap. */
export const journalLeaf = pgTable(
  'journal_leaf',
  {
    organisationId: organisationId(),
    leafIndex: count('leaf_index').notNull(),
    entryId: uuid('entry_id').notNull(),
    leafHash: bytea('leaf_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.leafIndex] }),
    unique('journal_leaf_entry').on(table.organisationId, table.entryId),
  ],
)

/** Full tiles of the tree (C2SP tlog-tiles). Partial ones follow from the leaves and from the roots kept here. */
export const journalTile = pgTable(
  'journal_tile',
  {
    organisationId: organisationId(),
    level: smallint('level').notNull(),
    tileIndex: count('tile_index').notNull(),
    /** 256 hashes, 8,192 bytes. */
    hashes: bytea('hashes').notNull(),
    /** Root of the subtree that the tile stands for. */
    root: bytea('root').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.level, table.tileIndex] })],
)

/** Every signed statement of size and root, verbatim. */
export const journalCheckpoint = pgTable(
  'journal_checkpoint',
  {
    organisationId: organisationId(),
    size: count('size').notNull(),
    root: bytea('root').notNull(),
    note: text('note').notNull(),
    /** Size of the checkpoint before, 0 for the first: one that is removed leaves a gap. */
    previous: count('previous').notNull(),
    signedAt: milliseconds('signed_at'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.size] })],
)

/**
 * Where the ledger keeps the root of a checkpoint. A row begins as a request; the ledger's event fills it, and empties
 * it again if the chain takes the event back.
 */
export const journalAnchor = pgTable(
  'journal_anchor',
  {
    organisationId: organisationId(),
    size: count('size').notNull(),
    /** Root that was requested, and once anchored the one that the ledger keeps. */
    root: bytea('root').notNull(),
    requestedAt: instant('requested_at').notNull().defaultNow(),
    chainId: count('chain_id'),
    contract: text('contract'),
    log: text('log'),
    transactionHash: text('transaction_hash'),
    blockNumber: count('block_number'),
    anchoredAt: instant('anchored_at'),
    /** Past the depth to which the chain may still reorganise. */
    final: boolean('final').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.size] }),
    index('journal_anchor_open')
      .on(table.organisationId, table.blockNumber)
      .where(sql`not final`),
  ],
)

/** Cosignatures that witnesses gave to a checkpoint; one row as soon as there is one. */
export const journalWitnessed = pgTable(
  'journal_witnessed',
  {
    organisationId: organisationId(),
    size: count('size').notNull(),
    /** Keys of the witnesses in C2SP vkey form, in the order of their lines. */
    witnesses: text('witnesses').array().notNull(),
    /** Signature lines, as they stand below the checkpoint. */
    lines: text('lines').notNull(),
    /** Whether they were enough by the policy of the time. */
    quorum: boolean('quorum').notNull(),
    witnessedAt: instant('witnessed_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.size] }),
    index('journal_witnessed_quorum')
      .on(table.organisationId, table.size)
      .where(sql`quorum`),
  ],
)

/** Keys that sign checkpoints and receipts. The newest signs; older ones still verify what they signed. */
export const journalLogKey = pgTable(
  'journal_log_key',
  {
    organisationId: organisationId(),
    id: id(),
    /** First line of every checkpoint; fixed for good when the log begins. */
    origin: text('origin').notNull(),
    /** Public key in C2SP vkey form. */
    vkey: text('vkey').notNull(),
    /** Ed25519 seed, encrypted under the organisation's own key. */
    seed: bytea('seed').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** Audits done. The newest clean one is where an incremental audit goes on. */
export const journalAudit = pgTable(
  'journal_audit',
  {
    organisationId: organisationId(),
    id: id(),
    /** Leaves examined from and up to. */
    fromSize: count('from_size').notNull(),
    size: count('size').notNull(),
    root: bytea('root').notNull(),
    findings: integer('findings').notNull(),
    /** What was found first, up to a hundred. */
    report: jsonb('report').notNull(),
    auditedAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] })],
)

/** Tables to whose rows `candor_app` may only add. */
export const appendOnlyTables = [
  'journal_entry',
  'journal_leaf',
  'journal_tile',
  'journal_checkpoint',
  'journal_log_key',
  'journal_audit',
] as const
