import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import { subjectKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import { bodyOf, dueInstant, openTask, remindInstant, taskColumns, type TaskRow } from '../task.ts'

/** An entry about a task, opened. */
type TaskEntry = { readonly id: string; readonly subject: string; readonly body: JsonValue }

/** What the audit of tasks can find. */
type Finding = {
  readonly code: 'TASK_MISSING' | 'TASK_CHANGED' | 'TASK_UNRECORDED'
  readonly table: 'task'
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

type AuditedRow = TaskRow & { readonly remindAt: Date | null }

const finding = (code: Finding['code'], id: string, what: string, detail: Finding['detail'] = {}): Finding => ({
  code,
  table: 'task',
  key: `task ${id}`,
  what,
  detail,
})

const rowsOf = async (tx: Tx, ids: readonly string[]): Promise<Map<string, AuditedRow>> => {
  const rows = await tx.rows<AuditedRow>({
    text: `select ${taskColumns}, t.remind_at as "remindAt" from task t
            where t.organisation_id = $1 and t.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

const recordedIn = ({ body }: TaskEntry): JsonObject => {
  const { changed: _, ...recorded } = body as JsonObject
  return recorded
}

const taskIdIn = ({ taskId }: JsonObject): string => (typeof taskId === 'string' ? taskId : '')

const at = (time: Date | number | null): number | undefined => (time instanceof Date ? time.getTime() : undefined)

/** Names of the fields that differ; their values stay secret. */
const differing = (recorded: JsonObject, row: AuditedRow, task: ReturnType<typeof openTask>): string[] => {
  const stored = bodyOf(task)
  const fields = Object.keys({ ...stored, ...recorded }).filter(
    (field) => canonicalJson(stored[field] ?? null) !== canonicalJson(recorded[field] ?? null),
  )
  const dueAt = task.due === null ? undefined : dueInstant(task.due)
  return [
    ...fields,
    ...(at(row.dueAt) === dueAt ? [] : ['due (for lists)']),
    ...(at(row.remindAt) === remindInstant(task) ? [] : ['reminder (for lists)']),
  ]
}

const compare = async (tx: Tx, entries: readonly TaskEntry[]): Promise<Finding[]> => {
  const rows = await rowsOf(tx, entries.map((entry) => taskIdIn(recordedIn(entry))).filter(isUuid))
  // The entries were opened with these keys, so none of them is made here.
  const keys = await subjectKeys(
    tx,
    entries.map(({ subject }) => subject),
  )
  return entries.flatMap((entry) => {
    const recorded = recordedIn(entry)
    const id = taskIdIn(recorded)
    const row = rows.get(id)
    if (row === undefined) {
      return [finding('TASK_MISSING', id, 'A task that was recorded is gone.', { entry: entry.id })]
    }
    const version = Number(recorded['version'])
    if (row.version > version) return []
    if (row.version < version || row.subjectId !== entry.subject || row.entryId !== entry.id) {
      return [finding('TASK_CHANGED', id, 'A task is not as it was recorded last.', { entry: entry.id })]
    }
    try {
      const fields = differing(recorded, row, openTask(keys.get(entry.subject)!, row))
      if (fields.length === 0) return []
      return [finding('TASK_CHANGED', id, 'A task is not as it was recorded last.', { entry: entry.id, fields })]
    } catch (error) {
      if (!(error instanceof CandorError && error.code === 'CORRUPT_CIPHERTEXT')) throw error
      return [finding('TASK_CHANGED', id, 'What a task says was changed or moved.', { entry: entry.id })]
    }
  })
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const rows = await tx.rows<{ id: string; entryId: string }>({
    text: `select id, entry_id as "entryId" from task t
            where t.organisation_id = $1
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.id = t.entry_id and e.subject = t.subject_id
                                 and e.kind like 'task.%')
            limit 100`,
    values: [tx.organisationId],
  })
  return rows.map(({ id, entryId }) =>
    finding('TASK_UNRECORDED', id, 'The journal does not speak of this task.', { entry: entryId }),
  )
}

/** The auditor of tasks: every task against the entry that recorded it last. */
export const tasksAuditor = { name: 'tasks', kinds: ['task.'], compare, finish }
