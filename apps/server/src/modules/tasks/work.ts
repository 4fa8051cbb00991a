import type { TaskSnooze } from '@candor/api'
import { localTimeOf, nextDayAfter } from '@candor/calendar'
import type { JsonValue } from '@candor/journal'
import { canonicalJson } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { taskErrors } from './errors.ts'
import type { TasksNeeds } from './needs.ts'
import { storeTask, type Reminders, type TaskEvent } from './store.ts'
import { keeperOf, lockTask, type Task } from './task.ts'
import { snoozedTo } from './when.ts'

/** The parts that every change of a task needs. */
export type TaskParts = { readonly needs: TasksNeeds; readonly reminders: Reminders }

/** What can be chosen of a task. */
export type TaskFields = Pick<Task, 'kind' | 'title' | 'text' | 'priority' | 'repeat' | 'remindBefore' | 'assignee'> & {
  readonly due: { readonly day: string; readonly time: string | null } | null
}

/** What is to be changed of a task; absent fields stay. */
export type TaskChanges = { readonly [Field in keyof TaskFields]?: TaskFields[Field] | undefined }

/** What a change answers. */
export type Changed = { readonly id: string; readonly version: number; readonly entryId: string }

const staffIdOf = (actor: string): string => actor.replace('staff:', '')

const checkTask = async (tx: Tx, { subjects, workers }: TasksNeeds, task: Task): Promise<void> => {
  if (task.due === null && (task.repeat !== null || task.remindBefore !== null)) {
    throw taskErrors.TASK_REPEATS_WITHOUT_DAY('a repetition or a reminder needs a due day')
  }
  const person = (await workers(tx)).find(({ id }) => id === task.assignee)
  const mayHave =
    person?.rights.has('task.read') === true &&
    (task.subject === null || person.rights.has(subjects[task.subject.kind].right))
  if (!mayHave) {
    throw taskErrors.TASK_NO_SUCH_ASSIGNEE('the assignee does not work here or lacks the rights', {
      errors: [{ path: '/body/assignee', message: 'cannot be given this task' }],
    })
  }
}

const tellAssignee = async (tx: Tx, { notify }: TasksNeeds, task: Task, actor: string): Promise<void> =>
  notify(tx, {
    key: `task ${task.id} assigned ${task.version}`,
    kind: 'task.assigned',
    to: [task.assignee],
    subject: keeperOf(tx, task),
    facts: { title: task.title },
    path: `/tasks?task=${task.id}`,
    by: actor,
  })

/** A task that comes again each month keeps to its date, also after a month that was too short for it. */
const keepingToDate = (task: Task): Task => {
  const { repeat, due } = task
  if (repeat === null || due === null || !('date' in repeat || repeat.unit === 'month' || repeat.unit === 'year'))
    return task
  return { ...task, repeat: { ...repeat, date: repeat.date ?? Number(due.day.slice(8)) } }
}

/** Makes a task. @throws TASK_NO_SUCH_ASSIGNEE, TASK_REPEATS_WITHOUT_DAY, errors of what it is about */
export const createTask = async (
  tx: Tx,
  { needs, reminders }: TaskParts,
  { due, subject, ...fields }: TaskFields & Pick<Task, 'subject'>,
  actor: string,
): Promise<Changed> => {
  if (subject !== null) await needs.subjects[subject.kind].require(tx, subject.id)
  const timeZone = due === null ? '' : await needs.timeZoneOf(tx, fields.assignee)
  const task = keepingToDate({
    ...fields,
    id: uuidv7(),
    version: 1,
    subject,
    due: due && { ...due, timeZone },
    state: 'open',
    doneAt: null,
    follows: null,
    createdBy: actor,
  })
  await checkTask(tx, needs, task)
  const entryId = await storeTask(tx, needs, reminders, { task, kind: 'task.created', actor })
  await tellAssignee(tx, needs, task, actor)
  return { id: task.id, version: 1, entryId }
}

/** A task that may be changed now. @throws TASK_NOT_FOUND; TASK_CHANGED_MEANWHILE with what is stored */
const taskToChange = async (tx: Tx, id: string, version: number): Promise<Task> => {
  const task = await lockTask(tx, id)
  if (task.version === version) return task
  const stored = { version: task.version, title: task.title, state: task.state }
  throw taskErrors.TASK_CHANGED_MEANWHILE(`version ${task.version} is stored, the change is based on ${version}`, {
    stored,
  })
}

const store = async (
  tx: Tx,
  { needs, reminders }: TaskParts,
  before: Task,
  after: Task,
  event: Omit<TaskEvent, 'task'>,
): Promise<Changed> => {
  const task = { ...after, version: before.version + 1 }
  const entryId = await storeTask(tx, needs, reminders, { ...event, task }, before)
  return { id: task.id, version: task.version, entryId }
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue)

/** Changes an open task. @throws TASK_NOT_FOUND, TASK_CHANGED_MEANWHILE, TASK_NOT_OPEN, TASK_NOTHING_CHANGED */
export const changeTask = async (
  tx: Tx,
  parts: TaskParts,
  id: string,
  version: number,
  { due, ...changes }: TaskChanges,
  actor: string,
): Promise<Changed> => {
  const before = await taskToChange(tx, id, version)
  if (before.state !== 'open') throw taskErrors.TASK_NOT_OPEN(`the task is ${before.state}`)
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  const after: Task = { ...before, ...(Object.fromEntries(given) as Partial<Task>) }
  const isSameDue =
    due === undefined ||
    (due === null ? before.due === null : due.day === before.due?.day && due.time === before.due.time)
  const moved = due && { ...due, timeZone: await parts.needs.timeZoneOf(tx, after.assignee) }
  const task = keepingToDate(isSameDue ? after : { ...after, due: moved ?? null })
  const changed = (['kind', 'title', 'text', 'priority', 'due', 'repeat', 'remindBefore', 'assignee'] as const).filter(
    (field) => !same(before[field], task[field]),
  )
  if (changed.length === 0) throw taskErrors.TASK_NOTHING_CHANGED('every field already has the value that was sent')
  await checkTask(tx, parts.needs, task)
  const done = await store(tx, parts, before, task, { kind: 'task.changed', actor, changed })
  if (changed.includes('assignee')) await tellAssignee(tx, parts.needs, { ...task, version: done.version }, actor)
  return done
}

/** Puts an open task off. @param now milliseconds since 1970 @throws as {@link changeTask} */
export const snoozeTask = async (
  tx: Tx,
  parts: TaskParts,
  id: string,
  version: number,
  by: TaskSnooze,
  actor: string,
  now: number = Date.now(),
): Promise<Changed> => {
  const { due } = await taskToChange(tx, id, version)
  const timeZone = await parts.needs.timeZoneOf(tx, staffIdOf(actor))
  return changeTask(tx, parts, id, version, { due: snoozedTo(by, due, timeZone, now) }, actor)
}

/** The next turn of a task that comes again; nothing for one that does not. */
const nextTurn = (task: Task, actor: string, now: number): Task | undefined => {
  if (task.repeat === null || task.due === null) return undefined
  const { day: today } = localTimeOf(task.due.timeZone, now)
  const day = nextDayAfter(task.repeat, task.due.day, today)
  return {
    ...task,
    id: uuidv7(),
    version: 1,
    state: 'open',
    doneAt: null,
    follows: task.id,
    createdBy: actor,
    due: {
      ...task.due,
      day,
    },
  }
}

/** Marks a task as done. One that comes again gets its next turn. @throws TASK_NOT_FOUND, TASK_CHANGED_MEANWHILE, TASK_NOT_OPEN */
export const finishTask = async (
  tx: Tx,
  parts: TaskParts,
  id: string,
  version: number,
  actor: string,
  now: number = Date.now(),
): Promise<Changed & { next: string | null }> => {
  const before = await taskToChange(tx, id, version)
  if (before.state !== 'open') throw taskErrors.TASK_NOT_OPEN(`the task is ${before.state}`)
  const after: Task = { ...before, state: 'done', doneAt: new Date(now).toISOString() }
  const done = await store(tx, parts, before, after, { kind: 'task.done', actor })
  const next = nextTurn(before, actor, now)
  if (next !== undefined) await storeTask(tx, parts.needs, parts.reminders, { task: next, kind: 'task.created', actor })
  return { ...done, next: next?.id ?? null }
}

/** Takes a task off the lists. @throws TASK_NOT_FOUND, TASK_CHANGED_MEANWHILE, TASK_NOT_OPEN when it is off already */
export const removeTask = async (
  tx: Tx,
  parts: TaskParts,
  id: string,
  version: number,
  actor: string,
): Promise<Changed> => {
  const before = await taskToChange(tx, id, version)
  if (before.state === 'removed') throw taskErrors.TASK_NOT_OPEN('the task was removed already')
  return store(tx, parts, before, { ...before, state: 'removed', doneAt: null }, { kind: 'task.removed', actor })
}

/** Undoes "done" or "removed". A next turn that nobody touched is taken away again. @throws TASK_ALREADY_OPEN and as above */
export const reopenTask = async (
  tx: Tx,
  parts: TaskParts,
  id: string,
  version: number,
  actor: string,
): Promise<Changed> => {
  const before = await taskToChange(tx, id, version)
  if (before.state === 'open') throw taskErrors.TASK_ALREADY_OPEN('the task is open')
  const next = await tx.rows<{ id: string }>({
    name: 'task-next-turn',
    text: `select id from task where organisation_id = $1 and follows = $2 and state = 'open' and version = 1`,
    values: [tx.organisationId, id],
  })
  for (const turn of next) await removeTask(tx, parts, turn.id, 1, actor)
  return store(tx, parts, before, { ...before, state: 'open', doneAt: null }, { kind: 'task.reopened', actor })
}
