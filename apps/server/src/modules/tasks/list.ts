import type { RouteInput, taskRoutes, TaskSubjectKind } from '@candor/api'
import { z } from 'zod'
import { subjectKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { openTask, taskColumns, type Task, type TaskRow } from './task.ts'
import type { DueRange } from './when.ts'

type Query = NonNullable<RouteInput<typeof taskRoutes.list>['query']>

/** A stored task, opened. */
export type StoredTask = Task & Pick<TaskRow, 'dueAt' | 'createdAt' | 'entryId'>

/** What a list is narrowed to. */
export type TaskFilter = {
  readonly state: 'open' | 'done'
  /** One person's; everybody's without. */
  readonly assignee?: string | undefined
  /** Ids of what they are about; more than one where things were merged. */
  readonly subjects?: readonly string[] | undefined
  readonly kind?: Query['kind']
  readonly range?: DueRange | undefined
  /** Kinds of things whose tasks the reader may see; tasks of their own are always shown. */
  readonly subjectKinds: readonly TaskSubjectKind[]
}

/** Tasks without a day come last. */
const cursor = z.tuple([z.union([z.literal('infinity'), z.iso.datetime()]), z.uuid()])

const placeOf = ({ state, doneAt, dueAt }: TaskRow): string => {
  const time = state === 'done' ? doneAt : dueAt
  return time instanceof Date ? time.toISOString() : 'infinity'
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** One id is compared as such: its index then gives the rows in order. */
const subjectIs = (subjects: readonly string[], add: (value: unknown) => string): string =>
  subjects.length === 1 ? `t.subject_id = ${add(subjects[0])}::uuid` : `t.subject_id = any(${add(subjects)}::uuid[])`

const conditions = (tx: Tx, { state, assignee, subjects, kind, range, subjectKinds }: TaskFilter) => {
  const values: unknown[] = [tx.organisationId, subjectKinds]
  const add = (value: unknown): string => `$${values.push(value)}`
  const where = [
    't.organisation_id = $1',
    `t.state = '${state}'`,
    '(t.subject_kind is null or t.subject_kind = any($2::text[]))',
    ...(assignee === undefined ? [] : [`t.assignee = ${add(assignee)}::uuid`]),
    ...(subjects === undefined ? [] : [subjectIs(subjects, add)]),
    ...(kind === undefined ? [] : [`t.kind = ${add(kind)}`]),
    ...(range?.from === undefined ? [] : [`t.due_at >= ${add(instant(range.from))}::timestamptz`]),
    ...(range?.to === undefined ? [] : [`t.due_at < ${add(instant(range.to))}::timestamptz`]),
    // What was said of somebody who was erased cannot be read any more.
    `not exists (select from subject_key k where k.organisation_id = $1 and k.subject_id = t.subject_id
                  and k.destroyed_at is not null)`,
  ]
  return { where, values, add }
}

const open = async (tx: Tx, rows: readonly TaskRow[]): Promise<Map<string, StoredTask>> => {
  const keys = await subjectKeys(
    tx,
    rows.map(({ subjectId }) => subjectId),
  )
  return new Map(
    rows.map((row) => {
      const { dueAt, createdAt, entryId } = row
      return [row.id, { ...openTask(keys.get(row.subjectId)!, row), dueAt, createdAt, entryId }]
    }),
  )
}

/**
 * One page of tasks: open ones by due time, done ones newest first. Every combination of state, person and subject has an
 * index that gives its rows in order.
 * @throws HTTP_CURSOR_INVALID
 */
export const listTasks = async (
  tx: Tx,
  filter: TaskFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: StoredTask[]; nextCursor: string | null }> => {
  const after = decodeCursor(cursor, page.cursor)
  const { where, values, add } = conditions(tx, filter)
  const isDone = filter.state === 'done'
  const [column, sign, direction] = isDone ? ['t.done_at', '<', 'desc'] : ['t.due_at', '>', 'asc']
  if (after !== undefined)
    where.push(`(${column}, t.id) ${sign} (${add(after[0])}::timestamptz, ${add(after[1])}::uuid)`)
  const rows = await tx.rows<TaskRow>({
    text: `select ${taskColumns} from task t where ${where.join(' and ')}
            order by ${column} ${direction}, t.id ${direction} limit ${add(page.limit + 1)}`,
    values,
  })
  const opened = await open(tx, rows)
  return pageOf(
    rows,
    page.limit,
    (row) => [placeOf(row), row.id],
    ({ id }) => opened.get(id)!,
  )
}

/** One task. */
export const findTask = async (
  tx: Tx,
  id: string,
  subjectKinds: readonly TaskSubjectKind[],
): Promise<StoredTask | undefined> => {
  const rows = await tx.rows<TaskRow>({
    name: 'task-by-id',
    text: `select ${taskColumns} from task t
            where t.organisation_id = $1 and t.id = $2 and (t.subject_kind is null or t.subject_kind = any($3::text[]))
              and not exists (select from subject_key k where k.organisation_id = $1 and k.subject_id = t.subject_id
                               and k.destroyed_at is not null)`,
    values: [tx.organisationId, id, subjectKinds],
  })
  return (await open(tx, rows)).get(id)
}

/** A count beyond this is not worth its time. */
const countedTo = 100

/** How many open tasks somebody has with due times in a range; {@link countedTo} stands for more. */
export const countTasks = async (tx: Tx, filter: TaskFilter): Promise<number> => {
  const { where, values } = conditions(tx, filter)
  const { count } = await tx.one<{ count: number }>({
    text: `select count(*)::int as count from (select from task t where ${where.join(' and ')} limit ${countedTo}) counted`,
    values,
  })
  return count
}
