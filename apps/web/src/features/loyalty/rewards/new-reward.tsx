import { longestVoucherDays, rewardRoutes } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { call } from '../../../lib/api.ts'
import { useMerchants } from '../../../lib/merchants.ts'
import { useTell } from '../../../lib/use-tell.tsx'
import { useRefreshRewards } from './queries.ts'
import { rewardsTexts } from './rewards-texts.ts'
import styles from './rewards.module.css'

interface Content {
  readonly merchantId: string
  readonly name: string
  readonly nameZh: string
  readonly description?: string
  readonly descriptionZh?: string
  readonly price: number
  readonly stock: number
  readonly startsAt: Dayjs
  readonly endsAt?: Dayjs | null
  readonly validityDays: number
}

/** The form for a reward. Its terms stay as they are once it is offered. */
export const NewReward = ({ onClose }: { readonly onClose: () => void }) => {
  const t = rewardsTexts.useTexts()
  const { tell } = useTell()
  const refresh = useRefreshRewards()
  const merchants = useMerchants()
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const offer = useMutation({
    mutationFn: async ({ startsAt, endsAt, description = '', descriptionZh = '', ...content }: Content) =>
      call(
        rewardRoutes.create,
        {
          body: {
            ...content,
            description,
            descriptionZh,
            startsAt: startsAt.toISOString(),
            endsAt: endsAt?.toISOString() ?? null,
          },
        },
        { idempotencyKey },
      ),
    onSuccess: async () => {
      tell(t('form.sent'))
      await refresh()
      onClose()
    },
  })
  const needed = { required: true, message: t('form.needed') }
  const whole = (least: number, most: number) => ({
    type: 'integer' as const,
    min: least,
    max: most,
    message: t('form.badNumber', { least }),
  })
  return (
    <Modal
      open
      title={t('form.title')}
      okText={t('form.submit')}
      width={720}
      confirmLoading={offer.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ stock: 50, validityDays: 90, startsAt: dayjs().startOf('minute') }}
        onFinish={(content) => offer.mutate(content)}
      >
        <Form.Item name="merchantId" label={t('form.merchant')} rules={[needed]}>
          <Select options={merchants.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <div className={styles['formRow']}>
          <Form.Item name="name" label={t('form.name')} rules={[{ ...needed, whitespace: true }]}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="nameZh" label={t('form.nameZh')} rules={[{ ...needed, whitespace: true }]}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="description" label={t('form.description')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
          </Form.Item>
          <Form.Item name="descriptionZh" label={t('form.descriptionZh')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
          </Form.Item>
          <Form.Item name="price" label={t('form.price')} rules={[needed, whole(1, 4_294_967_295)]}>
            <InputNumber className={styles['number'] ?? ''} precision={0} />
          </Form.Item>
          <Form.Item name="stock" label={t('form.stock')} rules={[needed, whole(0, 1_000_000_000)]}>
            <InputNumber className={styles['number'] ?? ''} precision={0} />
          </Form.Item>
          <Form.Item name="startsAt" label={t('form.starts')} rules={[needed]}>
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <Form.Item
            name="endsAt"
            label={t('form.ends')}
            dependencies={['startsAt']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_: unknown, end: Dayjs | null | undefined) =>
                  !end || end.isAfter(getFieldValue('startsAt') as Dayjs | undefined)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('form.badEnd'))),
              }),
            ]}
          >
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
          </Form.Item>
          <Form.Item name="validityDays" label={t('form.validity')} rules={[needed, whole(1, longestVoucherDays)]}>
            <InputNumber className={styles['number'] ?? ''} precision={0} />
          </Form.Item>
        </div>
        <p className={styles['quiet']}>{t('form.fixed')}</p>
      </Form>
      {offer.error && <ProblemMessage error={offer.error} />}
    </Modal>
  )
}
