import { taskKinds, taskPriorities, taskSubjectKinds, type RecurrenceInput } from '@candor/api'
import { sql } from 'drizzle-orm'
import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, instant, organisationId } from '../../platform/db/columns.ts'

/** Something that somebody has to do. Title and text say something of a customer, so they are encrypted. */
export const task = pgTable(
  'task',
  {
    organisationId: organisationId(),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: taskKinds }).notNull(),
    priority: text('priority', { enum: taskPriorities }).notNull(),
    /** What it is about; nothing for a task of its own. */
    subjectKind: text('subject_kind', { enum: taskSubjectKinds }),
    /** Whose key protects the content, and whose history tells of it: the subject, or the organisation itself. */
    subjectId: uuid('subject_id').notNull(),
    /** JSON of title and text under the key of the subject. */
    content: bytea('content').notNull(),
    assignee: uuid('assignee').notNull(),
    /** As it was set: the day, and the time of that day where there is one, in a zone. */
    dueDay: date('due_day', { mode: 'string' }),
    dueTime: text('due_time'),
    dueZone: text('due_zone'),
    /** The instant of that; the last moment of the day without a time, infinity without a day. Lists go by it. */
    dueAt: instant('due_at').notNull(),
    repeat: jsonb('repeat').$type<RecurrenceInput>(),
    /** Minutes before the task is due. */
    remindBefore: integer('remind_before'),
    remindAt: instant('remind_at'),
    state: text('state', { enum: ['open', 'done', 'removed'] }).notNull(),
    doneAt: instant('done_at'),
    /** The task whose next turn this one is. */
    follows: uuid('follows'),
    createdBy: text('created_by').notNull(),
    version: integer('version').notNull(),
    /** The journal entry that recorded what is stored now. */
    entryId: uuid('entry_id').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('task_open_of_assignee')
      .on(table.organisationId, table.assignee, table.dueAt, table.id)
      .where(sql`state = 'open'`),
    index('task_open')
      .on(table.organisationId, table.dueAt, table.id)
      .where(sql`state = 'open'`),
    index('task_open_of_subject')
      .on(table.organisationId, table.subjectId, table.dueAt, table.id)
      .where(sql`state = 'open'`),
    index('task_done_of_assignee')
      .on(table.organisationId, table.assignee, table.doneAt, table.id)
      .where(sql`state = 'done'`),
    index('task_done')
      .on(table.organisationId, table.doneAt, table.id)
      .where(sql`state = 'done'`),
    index('task_done_of_subject')
      .on(table.organisationId, table.subjectId, table.doneAt, table.id)
      .where(sql`state = 'done'`),
    index('task_follows')
      .on(table.organisationId, table.follows)
      .where(sql`follows is not null`),
  ],
)
