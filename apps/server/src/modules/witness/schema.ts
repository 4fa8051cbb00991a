import { bigint, boolean, index, jsonb, text } from 'drizzle-orm/pg-core'
import { systemSchema } from '../../platform/crypto/schema.ts'
import { bytea, id, instant } from '../../platform/db/columns.ts'

/** The newest checkpoint that this installation has cosigned, one row for each log that it witnesses. */
export const witnessedLog = systemSchema.table('witnessed_log', {
  origin: text('origin').primaryKey(),
  size: bigint('size', { mode: 'number' }).notNull(),
  root: bytea('root').notNull(),
  /** The checkpoint with the log's signatures and ours. */
  note: text('note').notNull(),
  cosignedAt: instant('cosigned_at').notNull(),
})

/** Two checkpoints of one log that do not fit each other, both signed by it. Kept for good. */
export const splitView = systemSchema.table(
  'split_view',
  {
    id: id().primaryKey(),
    origin: text('origin').notNull(),
    known: text('known').notNull(),
    shown: text('shown').notNull(),
    /** The consistency proof that came with the second, hash by hash in hex. */
    proof: jsonb('proof').notNull(),
    /** Whether the three show two histories by themselves. */
    proven: boolean('proven').notNull(),
    foundAt: instant('found_at').notNull().defaultNow(),
  },
  (table) => [index('split_view_origin').on(table.origin, table.proven)],
)
