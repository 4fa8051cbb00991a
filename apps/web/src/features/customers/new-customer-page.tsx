import { customerRoutes, type CustomerProfile, type CustomInput } from '@candor/api'
import { Panel, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { faultOf, longest, profileFields, type ProfileField } from './profile-fields.ts'
import { profileTexts } from './profile-texts.ts'
import { customersKey } from './queries.ts'
import styles from './profile.module.css'

type FormValues = Partial<Record<ProfileField | 'reference', string>>

/** What was filled in; empty boxes are left out. */
const profileOf = (values: FormValues): CustomerProfile => ({
  name: values.name ?? '',
  ...Object.fromEntries(
    profileFields.flatMap((field) => {
      const text = values[field]?.trim()
      return text ? [[field, text]] : []
    }),
  ),
})

interface NewCustomerPageProps {
  /** What there is to say of what was typed so far. */
  readonly warning: (entered: FormValues) => ReactNode
  /** What was entered into the company’s own fields, and their boxes. */
  readonly custom: CustomInput
  readonly ownFields: ReactNode
  /** Called before the form is sent. @returns whether the own fields can be sent */
  readonly onSend: () => boolean
}

/** A form for one new customer; the name is all it needs. */
export const NewCustomerPage = ({ warning, custom, ownFields, onSend }: NewCustomerPageProps) => {
  const t = profileTexts.useTexts()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [form] = Form.useForm<FormValues>()
  const entered = Form.useWatch((values: FormValues) => values, form)
  // One key for the whole form: sending it twice by a nervous click makes one customer.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const create = useMutation({
    mutationFn: (values: FormValues) =>
      call(
        customerRoutes.create,
        { body: { reference: values.reference?.trim() || null, profile: profileOf(values), custom } },
        { idempotencyKey },
      ),
    onSuccess: async ({ id }, values) => {
      void message.success(t('new.saved', { name: values.name ?? '' }))
      void client.invalidateQueries({ queryKey: customersKey })
      await navigate({ to: '/customers/$customerId', params: { customerId: id } })
    },
  })
  const rule = (field: ProfileField) => ({
    validator: (_: unknown, text: string | undefined) => {
      const fault = faultOf(field, text ?? '', t)
      return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
    },
  })
  const item = (field: ProfileField, control = <Input maxLength={longest[field]} />, extra?: string) => (
    <Form.Item
      name={field}
      label={t(`field.${field}`)}
      extra={extra}
      required={field === 'name'}
      validateTrigger="onBlur"
      rules={[rule(field)]}
    >
      {control}
    </Form.Item>
  )
  return (
    <Page narrow title={t('new.title')} subtitle={t('new.lead')}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => {
          if (onSend()) create.mutate(values)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
        }}
      >
        <Panel>
          <div className={styles['formGrid']}>
            {item('name', <Input autoFocus maxLength={longest.name} />)}
            <Form.Item name="reference" label={t('field.reference')} extra={t('help.reference')}>
              <Input maxLength={64} />
            </Form.Item>
            {item('email', <Input type="email" maxLength={longest.email} />)}
            {item('phone', <Input type="tel" maxLength={longest.phone} />, t('help.phone'))}
            {item('country')}
            {item('city')}
            {item('address')}
            {item(
              'language',
              <Select
                allowClear
                options={(['zh', 'en'] as const).map((code) => ({ value: code, label: t(`language.${code}`) }))}
              />,
            )}
          </div>
          {ownFields}
          {warning(entered ?? {})}
          {create.isError && (
            <div style={{ marginBottom: 16 }}>
              <ProblemMessage error={create.error} />
            </div>
          )}
          <div className={styles['formFoot']}>
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              {t('new.save')}
            </Button>
            <span className={styles['formHint']}>{t('new.shortcut')}</span>
          </div>
        </Panel>
      </Form>
    </Page>
  )
}
