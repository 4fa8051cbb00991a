import { ticketChannels, ticketPriorities, ticketRoutes, ticketTypes, type RouteInput } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Form, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { call } from '../../lib/api.ts'
import { ticketsTexts } from './tickets-texts.ts'
import { useRefreshTickets } from './use-ticket-work.ts'

type Content = RouteInput<typeof ticketRoutes.create>['body']

interface NewTicketDialogProps {
  /** Whose ticket it is, where that is settled. */
  readonly customerId?: string
  readonly onClose: () => void
  readonly onOpened: (id: string) => void
}

/** Writes down what a customer came with. */
export const NewTicketDialog = ({ customerId, onClose, onOpened }: NewTicketDialogProps) => {
  const t = ticketsTexts.useTexts()
  const { message } = App.useApp()
  const refresh = useRefreshTickets()
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const open = useMutation({
    mutationFn: (content: Content) =>
      call(ticketRoutes.create, { body: { ...content, ...(customerId && { customerId }) } }, { idempotencyKey }),
    onSuccess: async ({ id, number }) => {
      void message.success(t('done.created', { number }))
      await refresh()
      onClose()
      onOpened(id)
    },
  })
  const needed = [{ required: true, whitespace: true, message: t('form.needed') }]
  return (
    <Modal
      open
      title={t('new')}
      okText={t('form.create')}
      confirmLoading={open.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ type: 'question', priority: 'normal', channel: 'phone' }}
        onFinish={(content) => open.mutate(content)}
      >
        {customerId === undefined && (
          <Form.Item
            name="customerId"
            label={t('form.customer')}
            rules={[{ required: true, message: t('form.needed') }]}
          >
            <CustomerSelect label={t('form.customer')} placeholder={t('form.customerHint')} />
          </Form.Item>
        )}
        <Form.Item name="subject" label={t('form.subject')} rules={needed}>
          <Input autoFocus={customerId !== undefined} maxLength={300} />
        </Form.Item>
        <Form.Item name="text" label={t('form.text')} extra={t('form.textHelp')} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={20_000} />
        </Form.Item>
        <Form.Item name="channel" label={t('channel.label')}>
          <Segmented
            aria-label={t('channel.label')}
            options={ticketChannels
              .filter((value) => value !== 'portal')
              .map((value) => ({ value, label: t(`channel.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="type" label={t('type.label')}>
          <Segmented
            aria-label={t('type.label')}
            options={ticketTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="priority" label={t('priority.label')}>
          <Segmented
            aria-label={t('priority.label')}
            options={ticketPriorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
          />
        </Form.Item>
        {open.isError && <ProblemMessage error={open.error} />}
      </Form>
    </Modal>
  )
}
