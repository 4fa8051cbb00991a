import { paymentMethods, salesRoutes, type PaymentMethod, type SalesDocument } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { amountOf, isAmount, typedAmount } from '../../lib/amounts.ts'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { useSalesRefresh } from './queries.ts'
import { salesTexts } from './sales-texts.ts'

export type MoneyStep = 'payment' | 'refund' | 'credit'

interface Content {
  readonly amount: string
  readonly day?: string
  readonly method: PaymentMethod
  readonly note?: string
}

interface MoneyDialogProps {
  readonly document: SalesDocument
  readonly step: MoneyStep
  readonly onClose: () => void
}

const most = (step: MoneyStep, { open, paid, refunded, credited, sums }: SalesDocument): bigint => {
  if (step === 'payment') return BigInt(open)
  return step === 'refund' ? BigInt(paid) - BigInt(refunded) : BigInt(sums.total) - BigInt(credited)
}

/** Records money of an invoice that came, went back, or is no longer asked for. */
export const MoneyDialog = ({ document, step, onClose }: MoneyDialogProps) => {
  const t = salesTexts.useTexts()
  const { tell } = useTell()
  const refresh = useSalesRefresh()
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const { id, currency } = document
  const title = t(step === 'payment' ? 'action.pay' : step === 'refund' ? 'action.refund' : 'action.credit')
  const record = useMutation({
    mutationFn: async ({ amount, day, method, note }: Content): Promise<void> => {
      const params = { id }
      const money = { amount: amountOf(amount, currency) ?? '', currency }
      if (step === 'credit') {
        await call(salesRoutes.credit, { params, body: { ...money, reason: note ?? '' } }, { idempotencyKey })
        return
      }
      const body = { ...money, kind: step, method, note: note?.trim() || null, ...(day && { day }) }
      await call(salesRoutes.pay, { params, body }, { idempotencyKey })
    },
    onSuccess: async () => {
      tell(t(step === 'payment' ? 'said.paid' : 'said.done'))
      await refresh()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={title}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      confirmLoading={record.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ amount: typedAmount(String(most(step, document)), currency), method: 'transfer' }}
        onFinish={(content) => record.mutate(content)}
      >
        <Form.Item
          name="amount"
          label={t('money.amount', { currency })}
          rules={[
            {
              validator: (_, typed: string = '') =>
                isAmount(typed, currency) ? Promise.resolve() : Promise.reject(new Error(t('money.wrong'))),
            },
          ]}
        >
          <Input autoFocus inputMode="decimal" onPressEnter={() => form.submit()} />
        </Form.Item>
        {step !== 'credit' && (
          <>
            <Form.Item name="day" label={t('money.day')}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="method" label={t('money.method')}>
              <Select options={paymentMethods.map((value) => ({ value, label: t(`method.${value}`) }))} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="note"
          label={t(step === 'credit' ? 'money.reason' : 'money.note')}
          rules={[{ required: step === 'credit', whitespace: true, message: t('money.needed') }]}
        >
          <Input maxLength={300} />
        </Form.Item>
        {record.isError && <ProblemMessage error={record.error} />}
      </Form>
    </Modal>
  )
}
