import type { RecurrenceInput, TaskDue, TaskKind, TaskPriority, TaskSubjectKind } from '@candor/api'
import { instantOf, minuteOf } from '@candor/calendar'
import type { JsonObject } from '@candor/journal'
import { subjectKey, type SubjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { taskErrors } from './errors.ts'

export type TaskState = 'open' | 'done' | 'removed'

/** A task as it is worked with: content opened, due time as it was set. */
export type Task = {
  readonly id: string
  readonly version: number
  readonly kind: TaskKind
  readonly title: string
  readonly text: string | null
  readonly priority: TaskPriority
  readonly due: (TaskDue & { readonly timeZone: string }) | null
  readonly repeat: RecurrenceInput | null
  readonly remindBefore: number | null
  readonly subject: { readonly kind: TaskSubjectKind; readonly id: string } | null
  readonly assignee: string
  readonly state: TaskState
  readonly doneAt: string | null
  readonly follows: string | null
  readonly createdBy: string
}

/** A row of the table, the content still closed. Instants come as dates, infinity as a number. */
export type TaskRow = {
  readonly id: string
  readonly version: number
  readonly kind: TaskKind
  readonly priority: TaskPriority
  readonly subjectKind: TaskSubjectKind | null
  readonly subjectId: string
  readonly content: Buffer
  readonly assignee: string
  readonly dueDay: string | null
  readonly dueTime: string | null
  readonly dueZone: string | null
  readonly dueAt: Date | number
  readonly repeat: RecurrenceInput | null
  readonly remindBefore: number | null
  readonly state: TaskState
  readonly doneAt: Date | null
  readonly follows: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly entryId: string
}

export const taskColumns = `t.id, t.version, t.kind, t.priority, t.subject_kind as "subjectKind", t.subject_id as "subjectId",
  t.content, t.assignee, t.due_day as "dueDay", t.due_time as "dueTime", t.due_zone as "dueZone", t.due_at as "dueAt",
  t.repeat, t.remind_before as "remindBefore", t.state, t.done_at as "doneAt", t.follows, t.created_by as "createdBy",
  t.created_at as "createdAt", t.entry_id as "entryId"`

const place = (id: string) => ({ table: 'task', column: 'content', id })

/** Closes title and text of a task. */
export const sealContent = (key: SubjectKey, { id, title, text }: Pick<Task, 'id' | 'title' | 'text'>): Buffer =>
  key.encrypt(place(id), JSON.stringify({ title, text }))

/** Opens a row. @throws CORRUPT_CIPHERTEXT when the content was changed or comes from another row */
export const openTask = (key: SubjectKey, row: TaskRow): Task => {
  const { title, text } = JSON.parse(key.decrypt(place(row.id), row.content).toString()) as Pick<Task, 'title' | 'text'>
  const { id, version, kind, priority, repeat, remindBefore, assignee, state, follows, createdBy } = row
  return {
    id,
    version,
    kind,
    title,
    text,
    priority,
    repeat,
    remindBefore,
    assignee,
    state,
    follows,
    createdBy,
    due:
      row.dueDay === null
        ? null
        : {
            day: row.dueDay,
            time: row.dueTime,
            timeZone: row.dueZone ?? 'UTC',
          },
    subject:
      row.subjectKind === null
        ? null
        : {
            kind: row.subjectKind,
            id: row.subjectId,
          },
    doneAt: row.doneAt?.toISOString() ?? null,
  }
}

/** The instant at which a task is due (milliseconds since 1970); the last one of the day where no time is set. */
export const dueInstant = ({ day, time, timeZone }: NonNullable<Task['due']>): number =>
  time === null ? instantOf(timeZone, day, 1440) - 1 : instantOf(timeZone, day, minuteOf(time))

const nineInTheMorning = 540

/** When to remind of a task; nothing without a reminder. A task of a whole day counts from nine in the morning. */
export const remindInstant = ({ due, remindBefore }: Pick<Task, 'due' | 'remindBefore'>): number | undefined => {
  if (due === null || remindBefore === null) return undefined
  const from = due.time === null ? instantOf(due.timeZone, due.day, nineInTheMorning) : dueInstant(due)
  return from - remindBefore * 60_000
}

/** Whose key protects a task: that of what it is about, else the organisation's. */
export const keeperOf = (tx: Tx, { subject }: Pick<Task, 'subject'>): string => subject?.id ?? tx.organisationId

/** What the journal says of a task: all of it, as it is after what happened. */
export const bodyOf = (task: Task): JsonObject => {
  const { id, version, kind, title, text, priority, due, repeat, remindBefore, assignee, state, doneAt, follows } = task
  return {
    taskId: id,
    version,
    kind,
    title,
    text,
    priority,
    due,
    remindBefore,
    assignee,
    state,
    doneAt,
    follows,
    repeat: repeat as JsonObject | null,
    subject: task.subject?.kind ?? null,
  }
}

/** One task, its row locked. @throws TASK_NOT_FOUND, SUBJECT_ERASED */
export const lockTask = async (tx: Tx, id: string): Promise<Task> => {
  const row = await tx.maybe<TaskRow>({
    name: 'task-lock',
    text: `select ${taskColumns} from task t where t.organisation_id = $1 and t.id = $2 for no key update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw taskErrors.TASK_NOT_FOUND(`there is no task ${id}`)
  return openTask(await subjectKey(tx, row.subjectId), row)
}
