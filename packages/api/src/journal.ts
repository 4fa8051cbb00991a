import { z } from 'zod'
import { entryState, hex, idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** How many leaves a tree has. */
const size = z.number().int().min(0)
const sizeQuery = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** The public part of an entry: exactly what its leaf hash is over. */
export const journalEntryPublic = z.strictObject({
  v: z.literal(1),
  organisation: uuid,
  id: uuid,
  subject: uuid,
  kind: z.string(),
  actor: z.string(),
  purpose: z.string(),
  recordedAt: instant,
  commitment: hash,
})

/** Where the ledger keeps the root of a checkpoint. */
export const journalAnchor = z.object({
  chainId: z.number().int(),
  contract: hex,
  log: hex,
  transactionHash: hex,
  blockNumber: z.number().int(),
  anchoredAt: instant,
  /** Past the depth to which the chain may still reorganise. */
  final: z.boolean(),
})
export type JournalAnchor = z.infer<typeof journalAnchor>

export const journalCheckpoint = z.object({
  size,
  root: hash,
  /** The signed checkpoint, verbatim (C2SP tlog-checkpoint). */
  note: z.string(),
  signedAt: instant,
  anchor: journalAnchor.nullable(),
})
export type JournalCheckpoint = z.infer<typeof journalCheckpoint>

/** One entry with its body opened for the reader. */
export const journalEntry = z.object({
  entry: journalEntryPublic,
  leafHash: hash,
  leafIndex: z.number().int().nullable(),
  state: entryState,
  occurredAt: instant.nullable(),
  /** Whether the body could be read: `erased` if its key was destroyed, `damaged` if the stored row was changed. */
  readable: z.enum(['yes', 'erased', 'damaged']),
  body: z.unknown(),
})
export type JournalEntry = z.infer<typeof journalEntry>

/** Where to check a journal: its keys, and the contract that keeps its roots. */
export const journalSource = z.object({
  organisationId: uuid,
  /** First line of each checkpoint. */
  origin: z.string(),
  /** Public key that signs now, as a C2SP vkey; and all there ever were, newest first. */
  journalKey: z.string(),
  journalKeys: z.array(z.string()),
  /** Number of the log in the contract. */
  log: hex,
  chainId: z.number().int(),
  contract: hex,
})
export type JournalSource = z.infer<typeof journalSource>

const tag = 'Journal'

export const journalRoutes = {
  source: defineRoute({
    id: 'getJournalSource',
    method: 'GET',
    path: '/api/journal/source',
    access: 'public',
    tag,
    summary: 'Where to check a journal; the organisation may be left out where there is only one',
    query: z.strictObject({ organisationId: uuid.optional() }),
    response: journalSource,
  }),
  head: defineRoute({
    id: 'getJournalHead',
    method: 'GET',
    path: '/api/journal/checkpoint',
    access: { right: 'journal.read' },
    tag,
    summary: 'The newest checkpoint and how far the journal has come',
    response: z.object({
      origin: z.string().nullable(),
      journalKey: z.string().nullable(),
      /** Entries that have a position, and those that wait for theirs. */
      sequenced: size,
      waiting: size,
      sealed: size,
      anchored: size,
      final: size,
      checkpoint: journalCheckpoint.nullable(),
      /** Whether sealing goes on; `inconsistent` if what is stored does not fit what was signed before. */
      health: z.enum(['well', 'inconsistent']),
    }),
  }),
  checkpoints: defineRoute({
    id: 'listJournalCheckpoints',
    method: 'GET',
    path: '/api/journal/checkpoints',
    access: { right: 'journal.read' },
    tag,
    summary: 'Checkpoints with their anchors, newest first',
    query: z.strictObject({ ...pageQuery, anchored: z.stringbool().optional() }),
    response: pageOf(journalCheckpoint),
  }),
  entry: defineRoute({
    id: 'getJournalEntry',
    method: 'GET',
    path: '/api/journal/entries/:id',
    access: { right: 'customer.read' },
    tag,
    summary: 'One entry: what was hashed, its place, its body',
    params: idParams,
    response: journalEntry,
  }),
  consistency: defineRoute({
    id: 'getJournalConsistency',
    method: 'GET',
    path: '/api/journal/consistency',
    access: { right: 'journal.read' },
    tag,
    summary: 'Proof that the tree of size `to` begins with the tree of size `from` (RFC 6962 section 2.1.2)',
    query: z.strictObject({ from: sizeQuery, to: sizeQuery }),
    response: z.object({
      from: z.object({ size, root: hash }),
      to: z.object({ size, root: hash }),
      /** Hashes in hex. */
      proof: z.array(hash),
    }),
  }),
  inclusion: defineRoute({
    id: 'getJournalInclusion',
    method: 'GET',
    path: '/api/journal/inclusion',
    access: { right: 'journal.read' },
    tag,
    summary: 'Proof that leaf `index` is in the tree of size `size` (RFC 6962 section 2.1.1)',
    query: z.strictObject({ index: sizeQuery, size: sizeQuery }),
    response: z.object({ index: size, size, leafHash: hash, root: hash, proof: z.array(hash) }),
  }),
} as const
