import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { TasksNeeds } from './needs.ts'
import { openTask, taskColumns, type TaskRow } from './task.ts'

/**
 * Tells whoever has a task that it is due, if it is still open and was not put off meanwhile.
 * @param remindAt ISO instant that the reminder was asked for
 */
export const remind = async (
  tx: Tx,
  { notify }: Pick<TasksNeeds, 'notify'>,
  taskId: string,
  remindAt: string,
): Promise<void> => {
  const row = await tx.maybe<TaskRow>({
    name: 'task-to-remind-of',
    text: `select ${taskColumns} from task t
            where t.organisation_id = $1 and t.id = $2 and t.state = 'open' and t.remind_at = $3
              and not exists (select from subject_key k where k.organisation_id = t.organisation_id
                               and k.subject_id = t.subject_id and k.destroyed_at is not null)
            for no key update`,
    values: [tx.organisationId, taskId, remindAt],
  })
  if (row === undefined) return
  const { title, assignee } = openTask(await subjectKey(tx, row.subjectId), row)
  await notify(tx, {
    key: `task ${taskId} due ${remindAt}`,
    kind: 'task.due',
    to: [assignee],
    subject: row.subjectId,
    facts: { title },
    path: `/tasks?task=${taskId}`,
    by: 'system',
  })
}
