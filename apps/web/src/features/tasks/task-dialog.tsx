import { taskKinds, taskPriorities, taskRoutes, type Task, type TaskKind, type TaskPriority } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { CustomerPicker } from './customer-picker.tsx'
import { assigneesQuery } from './queries.ts'
import {
  reminderName,
  reminderNames,
  reminders,
  repeatName,
  repeatNames,
  repeats,
  type ReminderName,
  type RepeatName,
} from './task-choices.ts'
import { tasksTexts } from './tasks-texts.ts'
import styles from './tasks.module.css'

interface Content {
  readonly title: string
  readonly text?: string
  readonly kind: TaskKind
  readonly priority: TaskPriority
  readonly day?: string
  readonly time?: string
  readonly repeat: RepeatName
  readonly remind: ReminderName
  readonly assignee: string
  readonly customer?: string
}

interface TaskDialogProps {
  /** The task to change; a new one without. */
  readonly task?: Task | undefined
  /** Whom a new task is about, where that is settled. */
  readonly customerId?: string | undefined
  readonly onSaved: () => void
  readonly onClose: () => void
}

const initialOf = (task: Task | undefined, self: string): Content => ({
  title: task?.title ?? '',
  text: task?.text ?? '',
  kind: task?.kind ?? 'todo',
  priority: task?.priority ?? 'normal',
  day: task?.due?.day ?? '',
  time: task?.due?.time ?? '',
  repeat: repeatName(task?.repeat ?? null),
  remind: reminderName(task?.remindBefore ?? null),
  assignee: task?.assignee.id ?? self,
})

const repeatOf = ({ repeat }: Content, task: Task | undefined) =>
  repeat === 'other' ? (task?.repeat ?? null) : (repeats[repeat] ?? null)

const remindOf = ({ remind }: Content, task: Task | undefined): number | null => {
  if (remind === 'other') return task?.remindBefore ?? null
  return remind === 'none' ? null : reminders[remind]
}

/** Sets a task or changes one. */
export const TaskDialog = ({ task, customerId, onSaved, onClose }: TaskDialogProps) => {
  const t = tasksTexts.useTexts()
  const session = useSession()
  const mayFindCustomers = useMay('customer.read')
  const { message } = App.useApp()
  const { data: assignees } = useQuery(assigneesQuery)
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const day = Form.useWatch('day', form)
  const save = useMutation({
    mutationFn: async (content: Content) => {
      const { title, kind, priority, assignee } = content
      const due = content.day ? { day: content.day, time: content.time || null } : null
      const shared = {
        title,
        kind,
        priority,
        assignee,
        due,
        text: content.text?.trim() || null,
        repeat: due && repeatOf(content, task),
        remindBefore: due && remindOf(content, task),
      }
      if (task) {
        const body = { version: task.version, changes: shared }
        await call(taskRoutes.update, { params: { id: task.id }, body }, { idempotencyKey })
      } else {
        const about = customerId ?? content.customer
        const body = { ...shared, subject: about ? { kind: 'customer' as const, id: about } : null }
        await call(taskRoutes.create, { body }, { idempotencyKey })
      }
    },
    onSuccess: () => {
      void message.success(t(task ? 'said.changed' : 'said.created'))
      onSaved()
      onClose()
    },
  })
  const people = assignees?.items ?? [{ id: session.userId, name: session.name }]
  const named = <Name extends string>(names: readonly Name[], label: (name: Name) => string) =>
    names.map((name) => ({ value: name, label: label(name) }))
  const isAboutCustomer = customerId !== undefined || task?.subject?.kind === 'customer'
  return (
    <Modal
      open
      title={t(task ? 'form.change' : 'form.create')}
      okText={t('form.save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initialOf(task, session.userId)}
        onFinish={(content) => save.mutate(content)}
      >
        <Form.Item
          name="title"
          label={t('field.title')}
          rules={[{ required: true, whitespace: true, message: t('form.needed') }]}
        >
          <Input autoFocus maxLength={300} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind.label')}>
          <Segmented aria-label={t('kind.label')} options={named(taskKinds, (name) => t(`kind.${name}`))} />
        </Form.Item>
        {!task && customerId === undefined && mayFindCustomers && (
          <Form.Item name="customer" label={t('field.customer')}>
            <CustomerPicker />
          </Form.Item>
        )}
        <div className={styles['pair']}>
          <Form.Item name="day" label={t('field.day')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="time" label={t('field.time')}>
            <Input type="time" disabled={!day} />
          </Form.Item>
          <Form.Item name="repeat" label={t('field.repeat')}>
            <Select
              disabled={!day}
              options={named<RepeatName>(
                repeatName(task?.repeat ?? null) === 'other' ? [...repeatNames, 'other'] : repeatNames,
                (name) => t(`repeat.${name}`),
              )}
            />
          </Form.Item>
          <Form.Item name="remind" label={t('field.remind')}>
            <Select
              disabled={!day}
              options={named<ReminderName>(
                reminderName(task?.remindBefore ?? null) === 'other' ? [...reminderNames, 'other'] : reminderNames,
                (name) => t(`remind.${name}`),
              )}
            />
          </Form.Item>
          <Form.Item name="assignee" label={t('field.assignee')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="priority" label={t('priority.label')}>
            <Segmented
              aria-label={t('priority.label')}
              options={named(taskPriorities, (name) => t(`priority.${name}`))}
            />
          </Form.Item>
        </div>
        <Form.Item name="text" label={t('field.text')} extra={isAboutCustomer && t('field.textHelp')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={10_000} />
        </Form.Item>
        {save.isError && <ProblemMessage error={save.error} />}
      </Form>
    </Modal>
  )
}
