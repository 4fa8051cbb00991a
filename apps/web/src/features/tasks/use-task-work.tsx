import { ApiError, taskRoutes, type Task, type TaskSnooze } from '@candor/api'
import { describeProblem, uiTexts } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useRef } from 'react'
import { call } from '../../lib/api.ts'
import { tasksKey } from './queries.ts'
import { tasksTexts } from './tasks-texts.ts'

type Said = 'done' | 'again' | 'reopened' | 'snoozed' | 'removed'

/** What can be done with a task by one click or key; each says what happened and offers to undo it. */
export const useTaskWork = () => {
  const t = tasksTexts.useTexts()
  const ui = uiTexts.useTexts()
  const client = useQueryClient()
  const { message } = App.useApp()
  const count = useRef(0)

  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: tasksKey }),
      // A customer's history tells of it too.
      client.invalidateQueries({ queryKey: ['customers', 'timeline'] }),
    ])

  const complain = (error: unknown) => {
    void message.error(describeProblem(error, ui).message, 6)
    if (error instanceof ApiError && error.problem.status === 409) void refresh()
  }

  const say = (what: Said, undo?: () => Promise<unknown>) => {
    count.current += 1
    const key = `task-${count.current}`
    const take = () => {
      message.destroy(key)
      undo?.().then(refresh).catch(complain)
    }
    void message.success({
      key,
      duration: undo ? 8 : 3,
      content: (
        <>
          {t(`said.${what}`)}
          {undo && (
            <Button type="link" size="small" onClick={take}>
              {t('said.undo')}
            </Button>
          )}
        </>
      ),
    })
  }
  const finish = async (task: Task) => {
    const params = { id: task.id }
    const { version, next } = await call(taskRoutes.finish, { params, body: { version: task.version } })
    say(next ? 'again' : 'done', () => call(taskRoutes.reopen, { params, body: { version } }))
  }
  const reopen = async (task: Task) => {
    const params = { id: task.id }
    const { version } = await call(taskRoutes.reopen, { params, body: { version: task.version } })
    say('reopened', () => call(taskRoutes.finish, { params, body: { version } }))
  }
  const snooze = async (task: Task, by: TaskSnooze) => {
    const params = { id: task.id }
    const { version } = await call(taskRoutes.snooze, { params, body: { version: task.version, by } })
    const due = task.due && { day: task.due.day, time: task.due.time }
    say('snoozed', () => call(taskRoutes.update, { params, body: { version, changes: { due } } }))
  }
  const remove = async (task: Task) => {
    const params = { id: task.id }
    const { version } = await call(taskRoutes.remove, { params, body: { version: task.version } })
    say('removed', () => call(taskRoutes.reopen, { params, body: { version } }))
  }

  const work = useMutation({
    mutationFn: (run: () => Promise<void>) => run(),
    onSuccess: refresh,
    onError: complain,
  })
  return {
    busy: work.isPending,
    toggle: (task: Task) => work.mutate(() => (task.state === 'open' ? finish(task) : reopen(task))),
    snooze: (task: Task, by: TaskSnooze) => work.mutate(() => snooze(task, by)),
    remove: (task: Task) => work.mutate(() => remove(task)),
    refresh,
  }
}
export type TaskWork = ReturnType<typeof useTaskWork>
