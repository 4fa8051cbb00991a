import { z } from 'zod'
import { clockTime, day, recurrence, timeZone } from './calendar-parts.ts'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'
import { taskGroups, taskKinds, taskPriorities, taskSnoozes, taskSubjectKinds } from './task-words.ts'

export const taskKind = z.enum(taskKinds)
export const taskPriority = z.enum(taskPriorities)
export const taskSubjectKind = z.enum(taskSubjectKinds)

/** What a task is about. */
export const taskSubject = z.strictObject({ kind: taskSubjectKind, id: uuid })

/** When a task is due: on a day, or at a time of that day. */
export const taskDue = z.strictObject({ day, time: clockTime.nullable() })
export type TaskDue = z.infer<typeof taskDue>

const title = z.string().trim().min(1).max(300)
const text = z.string().trim().max(10_000).nullable()
/** Minutes before the task is due; a task of a whole day counts from nine in the morning. */
const remindBefore = z.number().int().min(0).max(43_200).nullable()

export const task = z.object({
  id: uuid,
  version: z.number().int(),
  kind: taskKind,
  title: z.string(),
  text: z.string().nullable(),
  priority: taskPriority,
  /** With the zone in which it was set. */
  due: taskDue.extend({ timeZone }).nullable(),
  /** The instant of `due`; the last moment of the day where no time is set. */
  dueAt: instant.nullable(),
  repeat: recurrence.nullable(),
  remindBefore,
  /** Null for a task of its own. `name` is null where it cannot be told. */
  subject: taskSubject.extend({ name: z.string().nullable() }).nullable(),
  assignee: z.object({ id: uuid, name: z.string().nullable() }),
  state: z.enum(['open', 'done', 'removed']),
  doneAt: instant.nullable(),
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  createdAt: instant,
  /** The journal entry that recorded what is stored now. */
  entryId: uuid,
})
export type Task = z.infer<typeof task>

const fields = {
  kind: taskKind,
  title,
  text,
  priority: taskPriority,
  due: taskDue.nullable(),
  repeat: recurrence.nullable(),
  remindBefore,
  assignee: uuid,
}

const changed = z.object({ id: uuid, version: z.number().int(), entryId: uuid })
const tag = 'Tasks'
const versioned = z.strictObject({ version: z.number().int().min(1) })

export const taskRoutes = {
  list: defineRoute({
    id: 'listTasks',
    method: 'GET',
    path: '/api/tasks',
    access: { right: 'task.read' },
    tag,
    summary: 'Tasks by due time, or done ones newest first',
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(['open', 'done']).default('open'),
      /** `me`, `anybody`, or somebody’s id. */
      assignee: z.union([z.literal('me'), z.literal('anybody'), uuid]).default('me'),
      /** Of the open ones: those due before now, today, in this week, later; by the person’s own clock. */
      group: z.enum(taskGroups).optional(),
      subject: uuid.optional(),
      kind: taskKind.optional(),
    }),
    response: pageOf(task),
  }),
  counts: defineRoute({
    id: 'countTasks',
    method: 'GET',
    path: '/api/tasks/counts',
    access: { right: 'task.read' },
    tag,
    summary: 'How many of one’s own tasks are overdue, due today, this week, later; 100 stands for more',
    response: z.object({
      overdue: z.number().int(),
      today: z.number().int(),
      week: z.number().int(),
      later: z.number().int(),
    }),
  }),
  assignees: defineRoute({
    id: 'listTaskAssignees',
    method: 'GET',
    path: '/api/tasks/assignees',
    access: { right: 'task.read' },
    tag,
    summary: 'Who can be given tasks',
    response: z.object({ items: z.array(z.object({ id: uuid, name: z.string() })) }),
  }),
  get: defineRoute({
    id: 'getTask',
    method: 'GET',
    path: '/api/tasks/:id',
    access: { right: 'task.read' },
    tag,
    summary: 'One task',
    params: idParams,
    response: task,
  }),
  create: defineRoute({
    id: 'createTask',
    method: 'POST',
    path: '/api/tasks',
    access: { right: 'task.write' },
    tag,
    summary: 'Create a task, one’s own unless it is given to somebody',
    body: z.strictObject({
      kind: fields.kind.default('todo'),
      title,
      text: text.default(null),
      priority: fields.priority.default('normal'),
      due: fields.due.default(null),
      repeat: fields.repeat.default(null),
      remindBefore: remindBefore.default(null),
      assignee: uuid.optional(),
      subject: taskSubject.nullable().default(null),
    }),
    response: changed,
    status: 201,
    idempotent: true,
  }),
  update: defineRoute({
    id: 'updateTask',
    method: 'PATCH',
    path: '/api/tasks/:id',
    access: { right: 'task.write' },
    tag,
    summary: 'Change a task; refused with what is stored when somebody else changed it first',
    params: idParams,
    body: z.strictObject({ version: z.number().int().min(1), changes: z.strictObject(fields).partial() }),
    response: changed,
    idempotent: true,
  }),
  finish: defineRoute({
    id: 'finishTask',
    method: 'POST',
    path: '/api/tasks/:id/done',
    access: { right: 'task.write' },
    tag,
    summary: 'Mark a task as done; one that comes again gets its next turn',
    params: idParams,
    body: versioned,
    response: changed.extend({ next: uuid.nullable() }),
    idempotent: true,
  }),
  reopen: defineRoute({
    id: 'reopenTask',
    method: 'POST',
    path: '/api/tasks/:id/open',
    access: { right: 'task.write' },
    tag,
    summary: 'Undo “done” or “removed”; a next turn that nobody touched goes away again',
    params: idParams,
    body: versioned,
    response: changed,
    idempotent: true,
  }),
  snooze: defineRoute({
    id: 'snoozeTask',
    method: 'POST',
    path: '/api/tasks/:id/snooze',
    access: { right: 'task.write' },
    tag,
    summary: 'Put a task off, by the person’s own clock',
    params: idParams,
    body: versioned.extend({ by: z.enum(taskSnoozes) }),
    response: changed,
    idempotent: true,
  }),
  remove: defineRoute({
    id: 'removeTask',
    method: 'POST',
    path: '/api/tasks/:id/remove',
    access: { right: 'task.write' },
    tag,
    summary: 'Take a task off the lists; it can be opened again',
    params: idParams,
    body: versioned,
    response: changed,
    idempotent: true,
  }),
} as const
