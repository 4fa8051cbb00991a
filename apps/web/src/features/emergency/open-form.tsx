import { emergencyMinutes, emergencyRoutes, type RouteInput } from '@candor/api'
import { Panel, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { emergencyKey } from './queries.ts'
import { emergencyTexts } from './emergency-texts.ts'

type Content = RouteInput<typeof emergencyRoutes.open>['body']

interface OpenFormProps {
  /** Whose record, where that is settled. */
  readonly customer: string | undefined
  readonly onOpened: (customerId: string) => void
}

/** Asks for whose record, why, and for how long. */
export const OpenForm = ({ customer, onOpened }: OpenFormProps) => {
  const t = emergencyTexts.useTexts()
  const client = useQueryClient()
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID())
  const open = useMutation({
    mutationFn: async (body: Content) => call(emergencyRoutes.open, { body }, { idempotencyKey }),
    onSuccess: async ({ customerId }) => {
      await client.invalidateQueries({ queryKey: emergencyKey })
      onOpened(customerId)
    },
    // What was refused is asked anew, with other words.
    onError: () => setIdempotencyKey(crypto.randomUUID()),
  })
  return (
    <Panel title={t('form.title')}>
      <Form<Content>
        layout="vertical"
        requiredMark={false}
        initialValues={{ customer, minutes: emergencyMinutes.usual }}
        onFinish={(content) => open.mutate(content)}
      >
        <Form.Item
          name="customer"
          label={t('form.customer')}
          rules={[{ required: true, whitespace: true, message: t('form.needed') }]}
        >
          <Input maxLength={254} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('form.reason')}
          rules={[
            { required: true, whitespace: true, message: t('form.needed') },
            { min: 10, message: t('form.short') },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
        <Form.Item name="minutes" label={t('form.minutes')}>
          <InputNumber min={emergencyMinutes.least} max={emergencyMinutes.most} />
        </Form.Item>
        {open.isError && <ProblemMessage error={open.error} />}
        <Button type="primary" danger htmlType="submit" loading={open.isPending}>
          {t('form.open')}
        </Button>
      </Form>
    </Panel>
  )
}
