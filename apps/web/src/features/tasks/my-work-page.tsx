import { CheckCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { taskGroups, type TaskGroup } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/rights.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { taskListQuery, taskQuery, type Task, type TaskFilter } from './queries.ts'
import { TaskDialog } from './task-dialog.tsx'
import { TaskRow } from './task-row.tsx'
import { tasksTexts } from './tasks-texts.ts'
import { useTaskWork, type TaskWork } from './use-task-work.ts'
import styles from './tasks.module.css'

const views = ['mine', 'everybody', 'done'] as const
export type WorkView = (typeof views)[number]

/** The view that an address names; undefined for any other text. */
export const workViewOf = (text: unknown): WorkView | undefined => views.find((view) => view === text)

const filters: Record<WorkView, TaskFilter> = {
  mine: { assignee: 'me', state: 'open' },
  everybody: { assignee: 'anybody', state: 'open' },
  done: { assignee: 'me', state: 'done' },
}

const useSection = (view: WorkView, group: TaskGroup) => {
  const query = useInfiniteQuery({ ...taskListQuery({ ...filters[view], group }), enabled: view !== 'done' })
  return { name: group, query, items: query.data?.pages.flatMap((page) => page.items) ?? [] }
}

/** The lists of a view, in the order in which they stand. */
const useSections = (view: WorkView) => {
  const open = [
    useSection(view, taskGroups[0]),
    useSection(view, taskGroups[1]),
    useSection(view, taskGroups[2]),
    useSection(view, taskGroups[3]),
  ]
  const query = useInfiniteQuery({ ...taskListQuery(filters.done), enabled: view === 'done' })
  const done = { name: 'all' as const, query, items: query.data?.pages.flatMap((page) => page.items) ?? [] }
  return view === 'done' ? [done] : open
}

interface KeysProps {
  readonly rows: readonly Task[]
  readonly active: string | undefined
  readonly onActive: (id: string) => void
  readonly work: TaskWork
  readonly onEdit: (task: Task) => void
}

/** Keys that act on the marked row; where none is marked, on the first. */
const useKeys = ({ rows, active, onActive, work, onEdit }: KeysProps): number => {
  const t = tasksTexts.useTexts()
  const navigate = useNavigate()
  const mayWrite = useMay('task.write')
  const index = Math.max(
    rows.findIndex(({ id }) => id === active),
    0,
  )
  const current = rows[index]
  const move = (by: number) => {
    const next = rows[active === undefined ? 0 : Math.min(Math.max(index + by, 0), rows.length - 1)]
    if (next) onActive(next.id)
  }
  const change = (run: (task: Task) => void) => {
    if (mayWrite && current && !work.busy) run(current)
  }
  useShortcut('j', t('shortcut.next'), 'tasks', () => move(1))
  useShortcut('k', t('shortcut.previous'), 'tasks', () => move(-1))
  useShortcut('x', t('shortcut.finish'), 'tasks', () => change(work.toggle))
  useShortcut('e', t('shortcut.edit'), 'tasks', () => {
    if (mayWrite && current) onEdit(current)
  })
  useShortcut('z', t('shortcut.snooze'), 'tasks', () => change((task) => work.snooze(task, 'tomorrow')))
  useShortcut('d', t('shortcut.remove'), 'tasks', () => change(work.remove))
  useShortcut('o', t('shortcut.open'), 'tasks', () => {
    if (current?.subject) void navigate({ to: '/customers/$customerId', params: { customerId: current.subject.id } })
  })
  return index
}

/** Leaves the marked row to the one that moves up when its task is done. */
const rowAfter = (rows: readonly Task[], gone: Task): string | undefined => {
  const index = rows.findIndex(({ id }) => id === gone.id)
  return (rows[index + 1] ?? rows[index - 1])?.id
}

interface MyWorkPageProps {
  readonly view: WorkView
  /** A task to open at once, from a link; `new` for one that is still to be set. */
  readonly taskId: string | undefined
  readonly onView: (view: WorkView) => void
  readonly onTaskOpened: () => void
}

/** What is to be done: overdue, today, this week, later. */
export const MyWorkPage = ({ view, taskId, onView, onTaskOpened }: MyWorkPageProps) => {
  const t = tasksTexts.useTexts()
  const mayWrite = useMay('task.write')
  const sections = useSections(view)
  const rows = sections.flatMap(({ items }) => items)
  const [active, setActive] = useState<string>()
  const [editing, setEditing] = useState<Task | 'new'>()
  const plain = useTaskWork()
  const work: TaskWork = {
    ...plain,
    toggle: (task) => {
      setActive(rowAfter(rows, task))
      plain.toggle(task)
    },
  }
  const index = useKeys({ rows, active, onActive: setActive, work, onEdit: setEditing })
  useShortcut('n', t('shortcut.new'), 'tasks', () => {
    if (mayWrite) setEditing('new')
  })
  const isLinked = taskId !== undefined && taskId !== 'new'
  const linked = useQuery({ ...taskQuery(taskId ?? ''), enabled: isLinked })
  const opened = isLinked ? linked.data : undefined
  useEffect(() => {
    if (taskId !== 'new') return
    if (mayWrite) setEditing('new')
    onTaskOpened()
  }, [taskId, mayWrite, onTaskOpened])
  useEffect(() => {
    if (!opened) return
    setActive(opened.id)
    if (opened.state === 'open' && mayWrite) setEditing(opened)
    onTaskOpened()
  }, [opened, mayWrite, onTaskOpened])
  const marked = active === undefined ? undefined : rows[index]?.id
  const isPending = sections.some(({ query }) => query.isPending)
  const failed = sections.find(({ query }) => query.isError)
  return (
    <Page
      title={t('title')}
      subtitle={t('lead')}
      actions={
        <>
          <Segmented
            aria-label={t('whose')}
            value={view}
            onChange={onView}
            options={views.map((value) => ({ value, label: t(value) }))}
          />
          {mayWrite && (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      {failed && <ProblemMessage error={failed.query.error} onRetry={() => void failed.query.refetch()} />}
      {linked.isError && <ProblemMessage error={linked.error} />}
      {isPending && rows.length === 0 && <SkeletonRows rows={6} height={52} />}
      {!isPending && rows.length === 0 && (
        <Panel>
          <EmptyState
            icon={<CheckCircleOutlined />}
            title={view === 'mine' ? t('none.title') : t(`none.${view}`)}
            actions={
              view === 'mine' &&
              mayWrite && (
                <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
                  {t('new')}
                </Button>
              )
            }
          >
            {view === 'mine' && t('none.text')}
          </EmptyState>
        </Panel>
      )}
      {sections
        .filter(({ items }) => items.length > 0)
        .map(({ name, items, query }) => (
          <Panel
            key={name}
            flush
            title={
              <>
                {t(`group.${name}`)}{' '}
                <span className={styles['count']}>
                  {items.length}
                  {query.hasNextPage && '+'}
                </span>
              </>
            }
          >
            <ul>
              {items.map((task) => (
                <TaskRow
                  key={task.id}
                  task={task}
                  work={work}
                  onEdit={setEditing}
                  active={task.id === marked}
                  onActive={() => setActive(task.id)}
                  withSubject
                  withAssignee={view === 'everybody'}
                />
              ))}
            </ul>
            <LoadMore query={query} label={t('loadMore')} />
          </Panel>
        ))}
      {editing && (
        <TaskDialog
          key={editing === 'new' ? 'new' : editing.id}
          task={editing === 'new' ? undefined : editing}
          onSaved={() => void work.refresh()}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  )
}
