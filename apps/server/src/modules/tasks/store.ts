import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { JobKind } from '../../platform/jobs/jobs.ts'
import type { TasksNeeds } from './needs.ts'
import { bodyOf, dueInstant, keeperOf, remindInstant, sealContent, type Task } from './task.ts'

/** What is stored and recorded together: the task as it is now, what happened to it, and who did it. */
export type TaskEvent = {
  readonly task: Task
  readonly kind: 'task.created' | 'task.changed' | 'task.done' | 'task.reopened' | 'task.removed'
  readonly actor: string
  /** Names of the fields that changed, where that is what happened. */
  readonly changed?: readonly string[]
}

/** Reminds of a task at a moment, if it is still to be reminded of then. */
export type Reminders = JobKind<{ readonly taskId: string; readonly remindAt: string }>

const purpose = 'service-contract'

const upsert = `
  insert into task (organisation_id, id, kind, priority, subject_kind, subject_id, content, assignee, due_day, due_time,
      due_zone, due_at, repeat, remind_before, remind_at, state, done_at, follows, created_by, version, entry_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce($12::timestamptz, 'infinity'), $13, $14, $15, $16, $17,
      $18, $19, $20, $21)
  on conflict (organisation_id, id) do update set
    kind = excluded.kind, priority = excluded.priority, content = excluded.content, assignee = excluded.assignee,
    due_day = excluded.due_day, due_time = excluded.due_time, due_zone = excluded.due_zone, due_at = excluded.due_at,
    repeat = excluded.repeat, remind_before = excluded.remind_before, remind_at = excluded.remind_at,
    state = excluded.state, done_at = excluded.done_at, version = excluded.version, entry_id = excluded.entry_id,
    updated_at = now()`

const instantText = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : new Date(milliseconds).toISOString()

/**
 * Writes a task and its journal entry, and asks for its reminder, in the caller's transaction.
 * @param before the task as it was stored, whose reminder is under way already
 * @returns the id of the entry
 */
export const storeTask = async (
  tx: Tx,
  { record }: Pick<TasksNeeds, 'record'>,
  reminders: Reminders,
  { task, kind, actor, changed }: TaskEvent,
  before?: Task,
): Promise<string> => {
  const keeper = keeperOf(tx, task)
  const body = { ...bodyOf(task), ...(changed !== undefined && { changed: [...changed] }) }
  const [key, entry] = await Promise.all([
    subjectKey(tx, keeper),
    record(tx, { subject: keeper, kind, actor, purpose, body }),
  ])
  const remindAt = instantText(remindInstant(task))
  await tx.rows({
    name: 'task-write',
    text: upsert,
    values: [
      tx.organisationId,
      task.id,
      task.kind,
      task.priority,
      task.subject?.kind ?? null,
      keeper,
      sealContent(key, task),
      task.assignee,
      task.due?.day ?? null,
      task.due?.time ?? null,
      task.due?.timeZone ?? null,
      instantText(task.due === null ? undefined : dueInstant(task.due)),
      task.repeat === null ? null : JSON.stringify(task.repeat),
      task.remindBefore,
      remindAt,
      task.state,
      task.doneAt,
      task.follows,
      task.createdBy,
      task.version,
      entry.id,
    ],
  })
  const isUnderWay = before?.state === 'open' && instantText(remindInstant(before)) === remindAt
  if (remindAt !== null && task.state === 'open' && !isUnderWay) {
    await reminders.send(tx, { taskId: task.id, remindAt }, 'system', { runAt: new Date(remindAt) })
  }
  return entry.id
}
