import { salesRoutes, type SalesDocument } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { Form, Input, Modal } from 'antd'
import { call } from '../../lib/api.ts'
import { useSalesRefresh } from './queries.ts'
import { salesTexts } from './sales-texts.ts'

interface Content {
  readonly name: string
  readonly reason?: string
}

interface DecisionDialogProps {
  readonly document: SalesDocument
  readonly accepted: boolean
  readonly onClose: () => void
}

/** Records what a customer said to a quote by word or letter. */
export const DecisionDialog = ({ document, accepted, onClose }: DecisionDialogProps) => {
  const t = salesTexts.useTexts()
  const refresh = useSalesRefresh()
  const [form] = Form.useForm<Content>()
  const { id, version, buyer } = document
  const decide = useMutation({
    mutationFn: ({ name, reason }: Content) =>
      call(salesRoutes.decide, { params: { id }, body: { version, accepted, name, reason: reason?.trim() || null } }),
    onSuccess: async () => {
      await refresh()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t(accepted ? 'action.accept' : 'action.decline')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      confirmLoading={decide.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: buyer.name }}
        onFinish={(content) => decide.mutate(content)}
      >
        <Form.Item
          name="name"
          label={t('money.name')}
          rules={[{ required: true, whitespace: true, message: t('money.needed') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        {!accepted && (
          <Form.Item name="reason" label={t('money.reason')}>
            <Input maxLength={1000} />
          </Form.Item>
        )}
        {decide.isError && <ProblemMessage error={decide.error} />}
      </Form>
    </Modal>
  )
}
