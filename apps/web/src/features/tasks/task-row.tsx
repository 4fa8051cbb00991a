import {
  CalendarOutlined,
  CarOutlined,
  CheckOutlined,
  CheckSquareOutlined,
  EllipsisOutlined,
  FlagFilled,
  MailOutlined,
  PhoneOutlined,
  RetweetOutlined,
} from '@ant-design/icons'
import { taskSnoozes, type Task, type TaskKind } from '@candor/api'
import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Tooltip } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useMay } from '../../lib/rights.ts'
import { Due } from './due.tsx'
import { tasksTexts } from './tasks-texts.ts'
import type { TaskWork } from './use-task-work.ts'
import styles from './tasks.module.css'

const icons: Record<TaskKind, ReactNode> = {
  todo: <CheckSquareOutlined />,
  call: <PhoneOutlined />,
  email: <MailOutlined />,
  meeting: <CalendarOutlined />,
  visit: <CarOutlined />,
}

interface TaskRowProps {
  readonly task: Task
  readonly work: TaskWork
  readonly onEdit: (task: Task) => void
  /** Whether keys go to this row. */
  readonly active?: boolean
  readonly onActive?: () => void
  /** On the page of what it is about, that is not said again. */
  readonly withSubject?: boolean
  readonly withAssignee?: boolean
}

/** One task: done by one click, with when it is due and what it is about. */
export const TaskRow = ({
  task,
  work,
  onEdit,
  active = false,
  onActive,
  withSubject = false,
  withAssignee = false,
}: TaskRowProps) => {
  const t = tasksTexts.useTexts()
  const mayWrite = useMay('task.write')
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const { title, state, dueAt, subject } = task
  const isOpen = state === 'open'
  const isLate = isOpen && dueAt !== null && Date.parse(dueAt) < Date.now()
  return (
    // The keys that act on the marked row are heard by the page; the mouse only marks it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li ref={row} className={styles['row']} data-active={active} data-state={state} onMouseMove={onActive}>
      <Button
        shape="circle"
        size="small"
        className={styles['check'] ?? ''}
        icon={<CheckOutlined />}
        aria-label={t(isOpen ? 'action.finish' : 'action.reopen', { title })}
        aria-pressed={!isOpen}
        disabled={!mayWrite || work.busy}
        onClick={() => work.toggle(task)}
      />
      <div className={styles['main']}>
        <p className={styles['title']}>
          <span className={styles['kind']} role="img" aria-label={t(`kind.${task.kind}`)}>
            {icons[task.kind]}
          </span>
          {mayWrite && isOpen ? (
            <button
              type="button"
              className={styles['open']}
              aria-label={t('action.edit', { title })}
              onClick={() => onEdit(task)}
            >
              {title}
            </button>
          ) : (
            <span>{title}</span>
          )}
          {task.priority === 'high' && (
            <Tooltip title={t('high')}>
              <FlagFilled className={styles['high']} aria-label={t('high')} role="img" />
            </Tooltip>
          )}
          {task.repeat && (
            <Tooltip title={t('repeats')}>
              <RetweetOutlined className={styles['quiet']} aria-label={t('repeats')} role="img" />
            </Tooltip>
          )}
        </p>
        {task.text && <p className={styles['text']}>{task.text}</p>}
        <p className={styles['meta']}>
          <span data-late={isLate} className={styles['due']}>
            <Due task={task} />
          </span>
          {withSubject && subject && (
            <Link to="/customers/$customerId" params={{ customerId: subject.id }}>
              {subject.name ?? t('field.customer')}
            </Link>
          )}
          {withAssignee && task.assignee.name && <span>{task.assignee.name}</span>}
        </p>
      </div>
      {mayWrite && isOpen && (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              { key: 'edit', label: t('action.change') },
              { type: 'divider' },
              ...taskSnoozes.map((by) => ({ key: by, label: `${t('snooze.label')}: ${t(`snooze.${by}`)}` })),
              { type: 'divider' },
              { key: 'remove', label: t('action.remove') },
            ],
            onClick: ({ key }) => {
              const by = taskSnoozes.find((name) => name === key)
              if (by) work.snooze(task, by)
              else if (key === 'remove') work.remove(task)
              else onEdit(task)
            },
          }}
        >
          <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={t('action.more', { title })} />
        </Dropdown>
      )}
    </li>
  )
}
