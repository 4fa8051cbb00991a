import { dealRoutes, dealSources, type DealNeed, type DealSource } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { CompanySelect } from '../../components/company-select.tsx'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { amountOf, isAmount } from '../../lib/amounts.ts'
import { dealsTexts } from './deals-texts.ts'
import { dealOwnersQuery, dealSettingsQuery, stagesOf } from './queries.ts'
import { useDealsRefresh } from './use-deal-work.ts'
import styles from './deals.module.css'

interface Content {
  readonly title: string
  readonly pipeline: string
  readonly stage: string
  readonly amount?: string
  readonly currency: string
  readonly closeDay?: string
  readonly owner: string
  readonly customer?: string
  readonly company?: string
  readonly source?: DealSource
  readonly nextStep?: string
}

interface DealDialogProps {
  /** Whom the deal is with, where that is settled. */
  readonly party?: { readonly customer: string } | { readonly company: string } | undefined
  readonly pipeline?: string | undefined
  readonly onClose: () => void
}

const currencies = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }))

/** The form, once it is known how the company sells. */
const DealForm = ({
  party,
  pipeline,
  onClose,
  settings: { settings, currency },
}: DealDialogProps & { readonly settings: NonNullable<ReturnType<typeof useSettings>> }) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const session = useSession()
  const seesParties = useMay('customer.read')
  const refresh = useDealsRefresh()
  const { message } = App.useApp()
  const { data: owners } = useQuery(dealOwnersQuery)
  const [form] = Form.useForm<Content>()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const pipelines = settings.pipelines.filter(({ archived }) => !archived)
  const first = pipelines.find(({ key }) => key === pipeline) ?? pipelines[0]!
  const chosen = Form.useWatch((values: Partial<Content>) => values.pipeline, form) ?? first.key
  const stageKey = Form.useWatch((values: Partial<Content>) => values.stage, form)
  const chosenCurrency = Form.useWatch((values: Partial<Content>) => values.currency, form) ?? currency
  const stages = stagesOf(settings, chosen)
  const needs = (stages.find(({ key }) => key === stageKey) ?? stages[0])?.needs ?? []
  const create = useMutation({
    mutationFn: ({ amount = '', customer, company, source, nextStep, closeDay, ...content }: Content) =>
      call(
        dealRoutes.create,
        {
          body: {
            ...content,
            amount: amountOf(amount, content.currency),
            closeDay: closeDay || null,
            source: source ?? null,
            nextStep: nextStep?.trim() || null,
            customer: customer ?? null,
            company: company ?? null,
            ...party,
          },
        },
        { idempotencyKey },
      ),
    onSuccess: () => {
      void message.success(t('said.created'))
      void refresh()
      onClose()
    },
  })
  const needed = (need: DealNeed) => ({ required: needs.includes(need), message: t('form.missingNeeded') })
  const people = owners?.items ?? [{ id: session.userId, name: session.name }]
  const isSettled = party !== undefined
  return (
    <Modal
      open
      title={t('form.create')}
      okText={t('form.save')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Content>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          pipeline: first.key,
          stage: stagesOf(settings, first.key)[0]?.key,
          currency,
          owner: session.userId,
        }}
        onFinish={(content) => create.mutate(content)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
        }}
      >
        <Form.Item
          name="title"
          label={t('field.title')}
          rules={[{ required: true, whitespace: true, message: t('form.needed') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        {!isSettled && seesParties && (
          <div className={styles['pair']}>
            <Form.Item
              name="customer"
              label={t('field.customer')}
              dependencies={['company']}
              rules={[
                ({ getFieldValue }) => ({
                  validator: (_, customer: string | undefined) =>
                    !needs.includes('party') || customer || getFieldValue('company')
                      ? Promise.resolve()
                      : Promise.reject(new Error(t('form.missingNeeded'))),
                }),
              ]}
            >
              <CustomerSelect label={t('field.customer')} placeholder={t('field.customerHint')} />
            </Form.Item>
            <Form.Item name="company" label={t('field.company')}>
              <CompanySelect label={t('field.company')} placeholder={t('field.companyHint')} />
            </Form.Item>
          </div>
        )}
        <div className={styles['pair']}>
          {pipelines.length > 1 ? (
            <Form.Item name="pipeline" label={t('pipeline')}>
              <Select
                options={pipelines.map(({ key, name }) => ({ value: key, label: say(name) }))}
                onChange={(key: string) => form.setFieldValue('stage', stagesOf(settings, key)[0]?.key)}
              />
            </Form.Item>
          ) : (
            <Form.Item name="pipeline" hidden>
              <Input />
            </Form.Item>
          )}
          <Form.Item name="stage" label={t('field.stage')}>
            <Select options={stages.map(({ key, name }) => ({ value: key, label: say(name) }))} />
          </Form.Item>
          <Form.Item
            name="amount"
            label={t('field.amount', { currency: chosenCurrency })}
            rules={[
              needed('amount'),
              {
                validator: (_, typed: string = '') =>
                  typed.trim() === '' || isAmount(typed, chosenCurrency)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('form.amountWrong'))),
              },
            ]}
          >
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="currency" label={t('field.currency')}>
            <Select showSearch options={currencies} />
          </Form.Item>
          <Form.Item name="closeDay" label={t('field.closeDay')} rules={[needed('closeDay')]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="owner" label={t('field.owner')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="source" label={t('field.source')}>
            <Select allowClear options={dealSources.map((value) => ({ value, label: t(`source.${value}`) }))} />
          </Form.Item>
        </div>
        <Form.Item
          name="nextStep"
          label={t('field.nextStep')}
          extra={t('field.amongStaff')}
          rules={[needed('nextStep')]}
        >
          <Input maxLength={1000} />
        </Form.Item>
        {create.isError && <ProblemMessage error={create.error} />}
      </Form>
    </Modal>
  )
}

const useSettings = () => useQuery(dealSettingsQuery).data

/** A form for a new deal. */
export const DealDialog = (props: DealDialogProps) => {
  const settings = useSettings()
  return settings ? <DealForm {...props} settings={settings} /> : null
}
