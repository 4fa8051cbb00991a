import { companyRoutes, type CompanyProfile } from '@candor/api'
import { Panel, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { companiesTexts } from './companies-texts.ts'
import { companyFields, faultOf, longest, typeOf, type CompanyField } from './company-fields.ts'
import { companiesKey } from './queries.ts'
import styles from './companies.module.css'

type FormValues = Partial<Record<CompanyField, string>>

/** What was filled in; empty boxes are left out. */
const profileOf = (values: FormValues): CompanyProfile => ({
  name: values.name ?? '',
  ...Object.fromEntries(
    companyFields.flatMap((field) => (values[field]?.trim() ? [[field, values[field].trim()]] : [])),
  ),
})

/** A form for one new company; the name is all it needs. */
export const NewCompanyPage = () => {
  const t = companiesTexts.useTexts()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [form] = Form.useForm<FormValues>()
  // One key for the whole form: sending it twice by a nervous click makes one company.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const create = useMutation({
    mutationFn: (values: FormValues) =>
      call(companyRoutes.create, { body: { profile: profileOf(values) } }, { idempotencyKey }),
    onSuccess: async ({ id }, values) => {
      void message.success(t('newSaved', { name: values.name ?? '' }))
      void client.invalidateQueries({ queryKey: companiesKey })
      await navigate({ to: '/companies/$companyId', params: { companyId: id } })
    },
  })
  const rule = (field: CompanyField) => ({
    validator: (_: unknown, text: string | undefined) => {
      const fault = faultOf(field, text ?? '', t)
      return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
    },
  })
  return (
    <Page narrow title={t('new')} subtitle={t('newLead')}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => create.mutate(values)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit()
        }}
      >
        <Panel>
          <div className={styles['formGrid']}>
            {companyFields.map((field) => (
              <Form.Item
                key={field}
                name={field}
                label={t(`field.${field}`)}
                required={field === 'name'}
                validateTrigger="onBlur"
                rules={[rule(field)]}
              >
                <Input autoFocus={field === 'name'} type={typeOf(field)} maxLength={longest[field]} />
              </Form.Item>
            ))}
          </div>
          {create.isError && <ProblemMessage error={create.error} />}
          <div className={styles['formFoot']}>
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              {t('newSave')}
            </Button>
            <span className={styles['quiet']}>{t('newShortcut')}</span>
          </div>
        </Panel>
      </Form>
    </Page>
  )
}
