import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, organisationId } from '../db/columns.ts'

/** Work done in the background. A row is put here in the transaction that asks for the work. */
export const job = pgTable(
  'job',
  {
    organisationId: organisationId(),
    id: id(),
    kind: text('kind').notNull(),
    /** What to do; ids and options, never personal data. */
    input: jsonb('input').notNull(),
    state: text('state', { enum: ['queued', 'running', 'cancelling', 'completed', 'cancelled', 'failed'] })
      .notNull()
      .default('queued'),
    /** What screens show. */
    progress: jsonb('progress'),
    /** Where the handler goes on after an interruption. */
    checkpoint: jsonb('checkpoint'),
    result: jsonb('result'),
    /** Code and message of the last failure. */
    error: jsonb('error'),
    attempts: integer('attempts').notNull().default(0),
    runAt: instant('run_at').notNull().defaultNow(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('job_open').on(table.organisationId, table.state, table.runAt),
  ],
)
