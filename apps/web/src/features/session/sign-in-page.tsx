import { ApiError } from '@candor/api'
import { BrandMark, LanguageSwitch, ThemeSwitch } from '@candor/ui'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect } from 'react'
import { useServerInfo, useSignIn } from '../../lib/session.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { SealedRecords } from './sealed-records.tsx'
import { sessionTexts } from './session-texts.ts'
import styles from './session.module.css'

interface Credentials {
  readonly email: string
  readonly password: string
}

const useReason = (error: Error | null): string | undefined => {
  const t = sessionTexts.useTexts()
  if (!error) return undefined
  if (!(error instanceof ApiError)) return t('failed')
  const { status, userMessage } = error.problem
  if (status === 429) return t('tooMany')
  if (status === 401 || status === 403) return t('wrong')
  return status < 500 ? userMessage : t('failed')
}

const SignInForm = ({ onSignedIn }: { readonly onSignedIn: () => void }) => {
  const t = sessionTexts.useTexts()
  const [form] = Form.useForm<Credentials>()
  const signIn = useSignIn()
  const reason = useReason(signIn.error)
  const info = useServerInfo()
  return (
    <>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        size="large"
        onFinish={(credentials) => signIn.mutate(credentials, { onSuccess: onSignedIn })}
      >
        <Form.Item
          name="email"
          label={t('email')}
          validateTrigger="onBlur"
          rules={[
            { required: true, message: t('emailMissing') },
            { type: 'email', message: t('emailBad') },
          ]}
        >
          <Input type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordMissing') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {reason && <Alert role="alert" type="error" showIcon title={reason} style={{ marginBottom: 16 }} />}
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t('submit')}
        </Button>
      </Form>
      {info.data?.demo && (
        <DemoAccounts accounts={info.data.demo.accounts} onChoose={(account) => form.setFieldsValue(account)} />
      )}
    </>
  )
}

/** Sign-in of staff: what Candor is on one side, the form on the other. */
export const SignInPage = ({ onSignedIn }: { readonly onSignedIn: () => void }) => {
  const t = sessionTexts.useTexts()
  useEffect(() => {
    document.title = `${t('title')} · Candor`
  }, [t])
  return (
    <div className={styles['split']}>
      <aside className={styles['story']}>
        <div className={styles['storyBrand']}>
          <BrandMark size={28} />
          <span>Candor</span>
        </div>
        <div className={styles['storyBody']}>
          <SealedRecords />
          <p className={styles['storyLead']}>{t('lead')}</p>
          <ul className={styles['storyPoints']}>
            <li>{t('point1')}</li>
            <li>{t('point2')}</li>
            <li>{t('point3')}</li>
          </ul>
        </div>
      </aside>
      <main className={styles['formSide']}>
        <div className={styles['switches']}>
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
        <div className={styles['formBox']}>
          <h1 className={styles['formTitle']}>{t('title')}</h1>
          <SignInForm onSignedIn={onSignedIn} />
          <a className={styles['portal']} href="/portal">
            {t('portal')}
          </a>
        </div>
      </main>
    </div>
  )
}
