import { subjectLaws, subjectRequestKinds, subjectRequestRoutes, type RouteInput } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { call } from '../../lib/api.ts'
import { useRefreshRequests } from './queries.ts'
import { subjectRequestsTexts } from './subject-requests-texts.ts'

type Content = RouteInput<typeof subjectRequestRoutes.create>['body']

interface NewRequestDialogProps {
  /** Whose request it is, where that is settled. */
  readonly customerId?: string
  readonly onClose: () => void
  readonly onOpened: (id: string) => void
}

/** Takes up what a customer asked for by letter, by telephone, or at the counter. */
export const NewRequestDialog = ({ customerId, onClose, onOpened }: NewRequestDialogProps) => {
  const t = subjectRequestsTexts.useTexts()
  const { message } = App.useApp()
  const refresh = useRefreshRequests()
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const open = useMutation({
    mutationFn: (content: Content) =>
      call(
        subjectRequestRoutes.create,
        { body: { ...content, ...(customerId && { customerId }) } },
        { idempotencyKey },
      ),
    onSuccess: async ({ id }) => {
      void message.success(t('done.opened'))
      await refresh()
      onClose()
      onOpened(id)
    },
  })
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
        initialValues={{ kind: 'access' }}
        onFinish={(content) => open.mutate(content)}
      >
        {customerId === undefined && (
          <Form.Item
            name="customerId"
            label={t('form.customer')}
            rules={[{ required: true, message: t('ask.needed') }]}
          >
            <CustomerSelect label={t('form.customer')} placeholder={t('form.customerHint')} />
          </Form.Item>
        )}
        <Form.Item name="kind" label={t('form.kind')}>
          <Select options={subjectRequestKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        </Form.Item>
        <Form.Item name="law" label={t('law.label')}>
          <Select
            allowClear
            placeholder={t('law.byCountry')}
            options={subjectLaws.map((value) => ({ value, label: t(`law.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="text" label={t('form.text')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} />
        </Form.Item>
        {open.isError && <ProblemMessage error={open.error} />}
      </Form>
    </Modal>
  )
}
