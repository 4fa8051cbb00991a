import { taskRoutes, type Task, type TaskSnooze } from '@candor/api'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useWork } from '../../lib/use-work.ts'
import { tasksKey } from './queries.ts'
import { tasksTexts } from './tasks-texts.ts'

/** What can be done with a task by one click or key; each says what happened and offers to undo it. */
export const useTaskWork = () => {
  const t = tasksTexts.useTexts()
  const client = useQueryClient()

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: tasksKey }),
      // A customer's history tells of it too.
      client.invalidateQueries({ queryKey: ['customers', 'timeline'] }),
    ])
  const { busy, run, done } = useWork(refresh)

  const finish = async (task: Task) => {
    const params = { id: task.id }
    const { version, next } = await call(taskRoutes.finish, { params, body: { version: task.version } })
    done(t(next ? 'said.again' : 'said.done'), () => call(taskRoutes.reopen, { params, body: { version } }))
  }
  const reopen = async (task: Task) => {
    const params = { id: task.id }
    const { version } = await call(taskRoutes.reopen, { params, body: { version: task.version } })
    done(t('said.reopened'), () => call(taskRoutes.finish, { params, body: { version } }))
  }
  const snooze = async (task: Task, by: TaskSnooze) => {
    const params = { id: task.id }
    const { version } = await call(taskRoutes.snooze, { params, body: { version: task.version, by } })
    const due = task.due && { day: task.due.day, time: task.due.time }
    done(t('said.snoozed'), () => call(taskRoutes.update, { params, body: { version, changes: { due } } }))
  }
  const remove = async (task: Task) => {
    const params = { id: task.id }
    const { version } = await call(taskRoutes.remove, { params, body: { version: task.version } })
    done(t('said.removed'), () => call(taskRoutes.reopen, { params, body: { version } }))
  }
  return {
    busy,
    toggle: (task: Task) => run(() => (task.state === 'open' ? finish(task) : reopen(task))),
    snooze: (task: Task, by: TaskSnooze) => run(() => snooze(task, by)),
    remove: (task: Task) => run(() => remove(task)),
    refresh,
  }
}
export type TaskWork = ReturnType<typeof useTaskWork>
