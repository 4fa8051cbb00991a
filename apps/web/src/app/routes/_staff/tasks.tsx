import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { MyWorkPage, workViewOf, type WorkView } from '../../../features/tasks/my-work-page.tsx'

export interface TasksSearch {
  readonly view?: WorkView
  readonly task?: string
}

const TasksRoute = () => {
  const { view = 'mine', task } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const onView = useCallback((next: WorkView) => void navigate({ search: { view: next }, replace: true }), [navigate])
  const onTaskOpened = useCallback(
    () => void navigate({ search: ({ view }) => (view ? { view } : {}), replace: true }),
    [navigate],
  )
  return <MyWorkPage view={view} taskId={task} onView={onView} onTaskOpened={onTaskOpened} />
}

export const Route = createFileRoute('/_staff/tasks')({
  validateSearch: (search): TasksSearch => {
    const view = workViewOf(search['view'])
    const task = typeof search['task'] === 'string' ? search['task'] : undefined
    return { ...(view && { view }), ...(task && { task }) }
  },
  component: TasksRoute,
})
