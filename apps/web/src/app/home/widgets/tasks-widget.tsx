import { taskGroups } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { taskCountsQuery, taskListQuery, type Task } from '../../../features/tasks/queries.ts'
import { TaskDialog } from '../../../features/tasks/task-dialog.tsx'
import { TaskRow } from '../../../features/tasks/task-row.tsx'
import { tasksTexts } from '../../../features/tasks/tasks-texts.ts'
import { useTaskWork } from '../../../features/tasks/use-task-work.ts'
import { homeTexts } from '../home-texts.ts'
import styles from '../home.module.css'

/** What is to be done next, and how much waits. */
export const TasksWidget = () => {
  const t = homeTexts.useTexts()
  const tasks = tasksTexts.useTexts()
  const work = useTaskWork()
  const [editing, setEditing] = useState<Task>()
  const { data: counts } = useQuery(taskCountsQuery)
  const query = useInfiniteQuery(taskListQuery({ assignee: 'me', state: 'open' }, 6))
  const items = query.data?.pages[0]?.items ?? []
  return (
    <Panel title={tasks('title')} extra={<Link to="/tasks">{t('tasksAll')}</Link>} flush>
      {counts && items.length > 0 && (
        <ul className={styles['counts']}>
          {taskGroups.map((group) => (
            <li key={group} data-late={group === 'overdue' && counts.overdue > 0}>
              <strong>{counts[group] >= 100 ? '99+' : counts[group]}</strong> {tasks(`group.${group}`)}
            </li>
          ))}
        </ul>
      )}
      {query.isPending && <SkeletonRows rows={4} height={52} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <EmptyState title={tasks('none.title')}>{tasks('none.text')}</EmptyState>}
      <ul>
        {items.map((task) => (
          <TaskRow key={task.id} task={task} work={work} onEdit={setEditing} withSubject />
        ))}
      </ul>
      {editing && (
        <TaskDialog task={editing} onSaved={() => void work.refresh()} onClose={() => setEditing(undefined)} />
      )}
    </Panel>
  )
}
