import { PlusOutlined } from '@ant-design/icons'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { useMay } from '../../lib/rights.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { taskListQuery, type Task } from './queries.ts'
import { TaskDialog } from './task-dialog.tsx'
import { TaskRow } from './task-row.tsx'
import { tasksTexts } from './tasks-texts.ts'
import { useTaskWork, type TaskWork } from './use-task-work.ts'
import styles from './tasks.module.css'

interface ListProps {
  readonly customerId: string
  readonly state: 'open' | 'done'
  readonly work: TaskWork
  readonly onEdit: (task: Task) => void
}

const List = ({ customerId, state, work, onEdit }: ListProps) => {
  const t = tasksTexts.useTexts()
  const query = useInfiniteQuery(taskListQuery({ subject: customerId, assignee: 'anybody', state }, 20))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={2} height={52} />
  if (query.isError && items.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0) return state === 'open' ? <EmptyState title={t('ofCustomer.empty')} /> : null
  return (
    <>
      <ul>
        {items.map((task) => (
          <TaskRow key={task.id} task={task} work={work} onEdit={onEdit} withAssignee />
        ))}
      </ul>
      <LoadMore query={query} label={t('loadMore')} />
    </>
  )
}

/** What is to be done for a customer, by anybody. */
export const CustomerTasks = ({ customerId }: { readonly customerId: string }) => {
  const t = tasksTexts.useTexts()
  const mayWrite = useMay('task.write')
  const work = useTaskWork()
  const [editing, setEditing] = useState<Task | 'new'>()
  const [showDone, setShowDone] = useState(false)
  useShortcut('t', t('shortcut.new'), 'customer', () => {
    if (mayWrite) setEditing('new')
  })
  return (
    <Panel
      title={t('ofCustomer.title')}
      flush
      extra={
        mayWrite && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('new')}
          </Button>
        )
      }
    >
      <List customerId={customerId} state="open" work={work} onEdit={setEditing} />
      {showDone && <List customerId={customerId} state="done" work={work} onEdit={setEditing} />}
      <div className={styles['foot']}>
        <Button type="link" size="small" onClick={() => setShowDone(!showDone)}>
          {t(showDone ? 'ofCustomer.hideDone' : 'ofCustomer.showDone')}
        </Button>
      </div>
      {editing && (
        <TaskDialog
          task={editing === 'new' ? undefined : editing}
          customerId={customerId}
          onSaved={() => void work.refresh()}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Panel>
  )
}
