import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useRefreshRequests } from './queries.ts'
import { subjectRequestsTexts } from './subject-requests-texts.ts'

interface ReasonDialogProps {
  readonly title: string
  /** What the words are for; no words are asked for where it is absent. */
  readonly label?: string | undefined
  readonly optional?: boolean
  readonly danger?: boolean
  /** What will happen. */
  readonly effect?: ReactNode
  readonly confirm?: string
  readonly success: string
  readonly send: (words: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Asks for a reason and does something that is written down with it. */
export const ReasonDialog = (props: ReasonDialogProps) => {
  const { title, label, optional = false, danger = false, effect, confirm, success, send, onClose } = props
  const t = subjectRequestsTexts.useTexts()
  const { message } = App.useApp()
  const refresh = useRefreshRequests()
  const [form] = Form.useForm<{ words?: string }>()
  const act = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      void message.success(success)
      await refresh()
      onClose()
    },
  })
  const rules = optional ? [] : [{ required: true, whitespace: true, min: 3, message: t('ask.needed') }]
  return (
    <Modal
      open
      title={title}
      okText={confirm ?? t('ask.confirm')}
      cancelText={t('ask.cancel')}
      okButtonProps={{ danger }}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={({ words = '' }) => act.mutate(words.trim())}>
        {effect !== undefined && <p>{effect}</p>}
        {label !== undefined && (
          <Form.Item name="words" label={label} rules={rules}>
            <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} />
          </Form.Item>
        )}
        {act.isError && <ProblemMessage error={act.error} />}
      </Form>
    </Modal>
  )
}
