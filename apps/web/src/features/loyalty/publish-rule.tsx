import { loyaltyRoutes, noCap, pointsEarned, ruleRoutes } from '@candor/api'
import { minorOf, ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, DatePicker, Form, Input, Modal, Select } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMerchants } from '../../lib/merchants.ts'
import { ruleSentence } from './arithmetic.ts'
import { designerTexts } from './designer-texts.ts'
import { loyaltyTexts } from './loyalty-texts.ts'
import { Preview } from './preview.tsx'
import { loyaltyKey, programmeQuery, publishingQuery } from './queries.ts'
import styles from './loyalty.module.css'

interface PublishRuleProps {
  readonly merchantId: string | undefined
  readonly onClose: () => void
}

interface Terms {
  readonly merchantId?: string
  readonly points?: string
  readonly unit?: string
  readonly minimum?: string
  readonly maximum?: string
  readonly startsAt?: Dayjs | null
  readonly endsAt?: Dayjs | null
}

const wholeOf = (text: string | undefined): string | undefined =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text.trim()) ? text.trim() : undefined

/** The rule as the API takes it, or undefined while the form is not complete. */
const ruleOf = (terms: Terms, currency: string) => {
  const pointsNumerator = wholeOf(terms.points)
  const spendUnit = minorOf(terms.unit ?? '', currency)
  const minimumSpend = minorOf(terms.minimum || '0', currency)
  const maximumPoints = terms.maximum?.trim() ? wholeOf(terms.maximum) : String(noCap)
  if (!pointsNumerator || !spendUnit || BigInt(spendUnit) <= 0n || !minimumSpend || !maximumPoints) return undefined
  return { pointsNumerator, spendUnit, minimumSpend, maximumPoints, currency }
}

const Example = ({ terms, currency }: { readonly terms: Terms; readonly currency: string }) => {
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const rule = ruleOf(terms, currency)
  if (!rule) return null
  const amount = 4250n
  const { points } = pointsEarned(
    {
      pointsNumerator: BigInt(rule.pointsNumerator),
      spendUnit: BigInt(rule.spendUnit),
      minimumSpend: BigInt(rule.minimumSpend),
      maximumPoints: BigInt(rule.maximumPoints),
    },
    amount,
  )
  return (
    <div className={styles['example']} aria-live="polite">
      <strong>{ruleSentence(rule, format, t)}</strong>
      <p>{t('form.exampleText', { amount: format.money(amount, currency), points: format.number(points) })}</p>
    </div>
  )
}

/** The rule of the form as the preview takes it, once a shop is chosen too. */
const previewedOf = ({ merchantId, ...terms }: Terms, currency: string) => {
  const rule = ruleOf(terms, currency)
  if (!rule || merchantId === undefined) return undefined
  const { currency: _, ...numbers } = rule
  return { merchantId, ...numbers }
}

/**
 * The form for a new version, with what it would have given for past purchases. What is published stays for ever, so it
 * asks once more; where a second person is needed it proposes.
 */
export const PublishRule = ({ merchantId, onClose }: PublishRuleProps) => {
  const t = loyaltyTexts.useTexts()
  const d = designerTexts.useTexts()
  const format = useFormat()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const merchants = useMerchants()
  const proposes = useQuery(publishingQuery).data?.secondPerson === true
  const submit = proposes ? d('propose.submit') : t('form.submit')
  const currency = useQuery(programmeQuery).data?.currency ?? 'GBP'
  const [form] = Form.useForm<Terms>()
  const terms = Form.useWatch([], form) ?? {}
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const publish = useMutation({
    mutationFn: async (values: Terms) => {
      const rule = ruleOf(values, currency)
      if (!rule || !values.merchantId || !values.startsAt) throw new Error('The form let an incomplete rule through.')
      const { currency: _, ...numbers } = rule
      const body = {
        ...numbers,
        merchantId: values.merchantId,
        startsAt: values.startsAt.toISOString(),
        endsAt: values.endsAt?.toISOString() ?? null,
      }
      return proposes
        ? call(ruleRoutes.propose, { body: { kind: 'rule', ...body } }, { idempotencyKey })
        : call(loyaltyRoutes.publishRule, { body }, { idempotencyKey })
    },
    onSuccess: () => {
      void message.success(proposes ? d('propose.sent') : t('form.sent'), 6)
      void client.invalidateQueries({ queryKey: loyaltyKey })
      onClose()
    },
  })
  const timeOf = ({ startsAt }: Terms) => (startsAt ? format.dateTime(startsAt.toISOString()) : '')
  const confirm = (values: Terms) =>
    void modal.confirm({
      title: proposes ? d('propose.confirm') : t('form.confirm'),
      content: proposes
        ? d('propose.confirmText', { time: timeOf(values) })
        : t('form.confirmText', { time: timeOf(values) }),
      okText: submit,
      onOk: () => publish.mutateAsync(values).catch(() => undefined),
    })
  const check = (holds: (text: string) => boolean, fault: string) => ({
    validator: (_: unknown, text: string | undefined) =>
      text === undefined || text === '' || holds(text) ? Promise.resolve() : Promise.reject(new Error(fault)),
  })
  const needed = { required: true, message: t('form.needed') }
  const isAmount = (text: string) => minorOf(text, currency) !== undefined
  return (
    <Modal
      open
      title={proposes ? d('propose.title') : t('form.title')}
      okText={submit}
      width={720}
      confirmLoading={publish.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ merchantId, points: '1', unit: '1.00', startsAt: dayjs().add(1, 'day').startOf('day') }}
        onFinish={confirm}
      >
        <Form.Item name="merchantId" label={t('form.merchant')} rules={[needed]}>
          <Select options={merchants.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <div className={styles['formRow']}>
          <Form.Item
            name="points"
            label={t('form.points')}
            rules={[needed, check((text) => wholeOf(text) !== undefined, t('form.badNumber'))]}
          >
            <Input inputMode="numeric" />
          </Form.Item>
          <Form.Item
            name="unit"
            label={t('form.per')}
            rules={[needed, check((text) => BigInt(minorOf(text, currency) ?? 0) > 0n, t('form.badUnit'))]}
          >
            <Input inputMode="decimal" suffix={currency} />
          </Form.Item>
          <Form.Item name="minimum" label={t('form.minimum')} rules={[check(isAmount, t('form.badAmount'))]}>
            <Input inputMode="decimal" suffix={currency} placeholder="0.00" />
          </Form.Item>
          <Form.Item
            name="maximum"
            label={t('form.maximum')}
            extra={t('form.maximumHelp')}
            rules={[check((text) => wholeOf(text) !== undefined, t('form.badNumber'))]}
          >
            <Input inputMode="numeric" />
          </Form.Item>
          <Form.Item
            name="startsAt"
            label={t('form.startsAt')}
            extra={t('form.startsHelp')}
            rules={[
              needed,
              {
                validator: (_, value: Dayjs | null | undefined) =>
                  !value || value.isAfter(dayjs()) ? Promise.resolve() : Promise.reject(new Error(t('form.badStart'))),
              },
            ]}
          >
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item
            name="endsAt"
            label={t('form.endsAt')}
            dependencies={['startsAt']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value: Dayjs | null | undefined) => {
                  const start = getFieldValue('startsAt') as Dayjs | null | undefined
                  return !value || !start || value.isAfter(start)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('form.badEnd')))
                },
              }),
            ]}
          >
            <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <Example terms={terms} currency={currency} />
        <Preview rule={previewedOf(terms, currency)} currency={currency} />
        {publish.isError && <ProblemMessage error={publish.error} />}
      </Form>
    </Modal>
  )
}
