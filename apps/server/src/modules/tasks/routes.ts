import {
  taskGroups,
  taskRoutes,
  taskSubjectKinds,
  type Task as ShownTask,
  type TaskGroup,
  type TaskSubjectKind,
} from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, organisationOf, staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { App } from '../../platform/platform.ts'
import { taskErrors } from './errors.ts'
import { countTasks, findTask, listTasks, type StoredTask } from './list.ts'
import type { TasksNeeds } from './needs.ts'
import { rangeOf } from './when.ts'
import { changeTask, createTask, finishTask, removeTask, reopenTask, snoozeTask, type TaskParts } from './work.ts'

type Shown = Omit<ShownTask, 'assignee' | 'createdByName'> & { readonly assignee: string }

const staffId = /^staff:(.+)$/

/** Kinds of things whose tasks the caller may see. */
const subjectKindsOf = (request: FastifyRequest, { subjects }: TasksNeeds): TaskSubjectKind[] =>
  taskSubjectKinds.filter((kind) => staffOf(request).rights.has(subjects[kind].right))

const withSubjects = async (tx: Tx, { subjects }: TasksNeeds, tasks: readonly StoredTask[]): Promise<Shown[]> => {
  const names = new Map<string, string>()
  for (const kind of taskSubjectKinds) {
    const ids = tasks.flatMap(({ subject }) => (subject?.kind === kind ? [subject.id] : []))
    if (ids.length === 0) continue
    for (const [id, name] of await subjects[kind].names(tx, [...new Set(ids)])) names.set(id, name)
  }
  return tasks.map(({ subject, dueAt, createdAt, ...task }) => ({
    ...task,
    dueAt: dueAt instanceof Date ? dueAt.toISOString() : null,
    subject: subject && { ...subject, name: names.get(subject.id) ?? null },
    createdAt: createdAt.toISOString(),
  }))
}

const withPeople = async (
  request: FastifyRequest,
  needs: TasksNeeds,
  tasks: readonly Shown[],
): Promise<ShownTask[]> => {
  const ids = tasks.flatMap(({ assignee, createdBy }) => [assignee, ...(staffId.exec(createdBy)?.slice(1) ?? [])])
  const names = await needs.staffNames(organisationOf(request), [...new Set(ids)])
  return tasks.map(({ assignee, ...task }) => ({
    ...task,
    assignee: { id: assignee, name: names.get(assignee) ?? null },
    createdByName: names.get(staffId.exec(task.createdBy)?.[1] ?? '') ?? null,
  }))
}

/** The same refusal as for a task that does not exist: whoever may not see it learns nothing of it. */
const requireVisible = async (tx: Tx, request: FastifyRequest, needs: TasksNeeds, id: string): Promise<StoredTask> => {
  const task = await findTask(tx, id, subjectKindsOf(request, needs))
  if (task === undefined) throw taskErrors.TASK_NOT_FOUND(`there is no task ${id}`)
  return task
}

const registerReading = (app: App, needs: TasksNeeds): void => {
  route(app, taskRoutes.list, async ({ query, request }) => {
    const { userId } = staffOf(request)
    const { items, nextCursor } = await read(request, async (tx) => {
      const range =
        query.group && query.state === 'open'
          ? rangeOf(query.group, await needs.timeZoneOf(tx, userId), Date.now())
          : undefined
      const assignee = query.assignee === 'me' ? userId : query.assignee === 'anybody' ? undefined : query.assignee
      const { state, subject, kind } = query
      const subjects = subject === undefined ? undefined : await needs.subjects.customer.records(tx, subject)
      const page = await listTasks(
        tx,
        { state, assignee, subjects, kind, range, subjectKinds: subjectKindsOf(request, needs) },
        query,
      )
      return { items: await withSubjects(tx, needs, page.items), nextCursor: page.nextCursor }
    })
    return { items: await withPeople(request, needs, items), nextCursor }
  })

  route(app, taskRoutes.counts, async ({ request }) =>
    read(request, async (tx) => {
      const { userId } = staffOf(request)
      const [zone, now, subjectKinds] = [await needs.timeZoneOf(tx, userId), Date.now(), subjectKindsOf(request, needs)]
      const count = async (group: TaskGroup): Promise<number> =>
        countTasks(tx, { state: 'open', assignee: userId, range: rangeOf(group, zone, now), subjectKinds })
      const [overdue = 0, today = 0, week = 0, later = 0] = await Promise.all(taskGroups.map(count))
      return { overdue, today, week, later }
    }),
  )

  route(app, taskRoutes.assignees, async ({ request }) =>
    read(request, async (tx) => {
      const people = await needs.workers(tx)
      return { items: people.filter(({ rights }) => rights.has('task.read')).map(({ id, name }) => ({ id, name })) }
    }),
  )

  route(app, taskRoutes.get, async ({ params, request }) => {
    const [task] = await read(request, async (tx) =>
      withSubjects(tx, needs, [await requireVisible(tx, request, needs, params.id)]),
    )
    return (await withPeople(request, needs, [task!]))[0]!
  })
}

/** The routes of packages/api/src/tasks.ts. */
export const registerTaskRoutes = (app: App, parts: TaskParts): void => {
  const { needs } = parts
  registerReading(app, needs)

  route(app, taskRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => {
      const { subject } = body
      if (subject !== null && !subjectKindsOf(request, needs).includes(subject.kind)) {
        throw taskErrors.TASK_SUBJECT_FORBIDDEN(`this needs the right ${needs.subjects[subject.kind].right}`)
      }
      const assignee = body.assignee ?? staffOf(request).userId
      return createTask(tx, parts, { ...body, assignee }, actorOf(request))
    }),
  )

  const change = <Answer>(
    request: FastifyRequest,
    id: string,
    run: (tx: Tx, actor: string) => Promise<Answer>,
  ): Promise<Answer> =>
    write(request, async (tx) => {
      await requireVisible(tx, request, needs, id)
      return run(tx, actorOf(request))
    })

  route(app, taskRoutes.update, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, actor) => changeTask(tx, parts, id, body.version, body.changes, actor)),
  )
  route(app, taskRoutes.finish, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, actor) => finishTask(tx, parts, id, body.version, actor)),
  )
  route(app, taskRoutes.reopen, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, actor) => reopenTask(tx, parts, id, body.version, actor)),
  )
  route(app, taskRoutes.snooze, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, actor) => snoozeTask(tx, parts, id, body.version, body.by, actor)),
  )
  route(app, taskRoutes.remove, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, actor) => removeTask(tx, parts, id, body.version, actor)),
  )
}
