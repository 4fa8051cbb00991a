import { setUpRoutes } from '@candor/api'
import { EmptyState, localeOf, ProblemMessage, SkeletonRows, useLanguage } from '@candor/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { Entrance } from '../../components/entrance.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { NewPasswordItem } from '../../components/new-password-item.tsx'
import { call } from '../../lib/api.ts'
import { useEnter } from '../../lib/session.ts'
import { setUpTexts } from './set-up-texts.ts'

/** Currencies that people set up most; any other can be typed. */
const currencies = ['GBP', 'EUR', 'USD', 'CNY', 'HKD', 'JPY', 'AUD', 'CAD', 'CHF', 'SGD'] as const

interface Company {
  readonly company: string
  readonly companyZh?: string
  readonly currency: string
  readonly name: string
  readonly email: string
  readonly password: string
}

interface SetUpPageProps {
  readonly token: string
  readonly onDone: () => void
}

const SetUpForm = ({ token, onDone }: SetUpPageProps) => {
  const t = setUpTexts.useTexts()
  const [language] = useLanguage()
  const enter = useEnter()
  const currencyName = new Intl.DisplayNames([localeOf(language)], { type: 'currency' })
  const create = useMutation({
    mutationFn: ({ companyZh, ...company }: Company) =>
      call(setUpRoutes.complete, {
        body: {
          ...company,
          token,
          ...(companyZh?.trim() && { companyZh: companyZh.trim() }),
          language: language === 'zh' ? 'zh-CN' : 'en',
        },
      }),
    onSuccess: ({ staff }) => {
      enter(staff)
      onDone()
    },
  })
  const needed = { required: true, whitespace: true, message: t('needed') }
  return (
    <Form<Company>
      layout="vertical"
      requiredMark={false}
      initialValues={{ currency: language === 'zh' ? 'CNY' : 'GBP' }}
      onFinish={(company) => create.mutate(company)}
    >
      <Form.Item name="company" label={t('company')} rules={[needed]}>
        <Input autoComplete="organization" maxLength={120} autoFocus />
      </Form.Item>
      <Form.Item name="companyZh" label={t('companyZh')} extra={t('companyZhHelp')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="currency" label={t('currency')} rules={[needed]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={currencies.map((code) => ({ value: code, label: `${code} – ${currencyName.of(code) ?? code}` }))}
        />
      </Form.Item>
      <Form.Item name="name" label={t('name')} rules={[needed]}>
        <Input autoComplete="name" maxLength={120} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('email')}
        validateTrigger="onBlur"
        rules={[needed, { type: 'email', message: t('emailBad') }]}
      >
        <Input type="email" autoComplete="username" />
      </Form.Item>
      <NewPasswordItem name="password" />
      {create.isError && <ProblemMessage error={create.error} />}
      <Button type="primary" htmlType="submit" block size="large" loading={create.isPending} style={{ marginTop: 16 }}>
        {t('submit')}
      </Button>
    </Form>
  )
}

/** The first company and its owner; only behind the one-time link that the server printed. */
export const SetUpPage = ({ token, onDone }: SetUpPageProps) => {
  const t = setUpTexts.useTexts()
  const check = useQuery({
    queryKey: ['set-up', token],
    queryFn: ({ signal }) => call(setUpRoutes.check, { query: { token } }, { signal }),
    retry: false,
    refetchOnWindowFocus: false,
  })
  if (check.isPending)
    return (
      <Entrance title={t('title')}>
        <SkeletonRows rows={5} />
      </Entrance>
    )
  if (check.isError)
    return (
      <Entrance title={t('dead')}>
        <EmptyState title={t('dead')} actions={<LinkButton to="/sign-in">{t('signIn')}</LinkButton>}>
          {t('deadText')}
        </EmptyState>
      </Entrance>
    )
  return (
    <Entrance title={t('title')} lead={t('lead')}>
      <SetUpForm token={token} onDone={onDone} />
    </Entrance>
  )
}
