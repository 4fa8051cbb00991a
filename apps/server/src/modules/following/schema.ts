import { followedObjects } from '@candor/api'
import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, organisationId } from '../../platform/db/columns.ts'

/** Who wants to be told of what happens to which record. A choice of theirs: nothing for the journal. */
export const follow = pgTable(
  'follow',
  {
    organisationId: organisationId(),
    object: text('object', { enum: followedObjects }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    userId: uuid('user_id').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.subjectId, table.userId] }),
    index('follow_of_user').on(table.organisationId, table.userId, table.createdAt),
  ],
)

/** Up to which position of the journal followers were told; no row where nobody ever followed anything. */
export const followProgress = pgTable(
  'follow_progress',
  { organisationId: organisationId(), nextLeaf: bigint('next_leaf', { mode: 'number' }).notNull() },
  (table) => [primaryKey({ columns: [table.organisationId] })],
)
