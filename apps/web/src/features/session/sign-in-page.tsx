import { ApiError } from '@candor/api'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Entrance } from '../../components/entrance.tsx'
import { useServerInfo, useSignIn, type Credentials } from '../../lib/session.ts'
import { CodeForm } from './code-form.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { sessionTexts } from './session-texts.ts'
import styles from './session.module.css'

const isCodeNeeded = (error: Error): boolean =>
  error instanceof ApiError && error.problem.code === 'IDENTITY_CODE_NEEDED'

const useReason = (error: Error | null): string | undefined => {
  const t = sessionTexts.useTexts()
  if (!error || isCodeNeeded(error)) return undefined
  if (!(error instanceof ApiError)) return t('failed')
  const { status, code, userMessage } = error.problem
  if (status === 429) return t('tooMany')
  if (code === 'IDENTITY_WRONG_CREDENTIALS') return t('wrong')
  return status < 500 ? userMessage : t('failed')
}

interface SignInFormProps {
  readonly onSignedIn: () => void
  /** The password was right and the account has a second factor. */
  readonly onCodeNeeded: (credentials: Credentials) => void
}

const SignInForm = ({ onSignedIn, onCodeNeeded }: SignInFormProps) => {
  const t = sessionTexts.useTexts()
  const [form] = Form.useForm<Credentials>()
  const signIn = useSignIn()
  const reason = useReason(signIn.error)
  const info = useServerInfo()
  const submit = (credentials: Credentials) =>
    signIn.mutate(credentials, {
      onSuccess: onSignedIn,
      onError: (error) => {
        if (isCodeNeeded(error)) onCodeNeeded(credentials)
      },
    })
  return (
    <>
      <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit}>
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
      {info.data?.setUp && <Alert type="info" showIcon title={t('setUp')} style={{ marginTop: 24 }} />}
    </>
  )
}

/** Sign-in of staff; where the account has a second factor, its code is asked for in a second step. */
export const SignInPage = ({ onSignedIn }: { readonly onSignedIn: () => void }) => {
  const t = sessionTexts.useTexts()
  const [waiting, setWaiting] = useState<Credentials>()
  const signIn = useSignIn()
  const reason = useReason(signIn.error)
  return (
    <Entrance title={waiting ? t('code.title') : t('title')} lead={waiting && t('code.lead')}>
      {waiting ? (
        <CodeForm
          busy={signIn.isPending}
          reason={reason}
          onCode={(code) => signIn.mutate({ ...waiting, code }, { onSuccess: onSignedIn })}
          onBack={() => setWaiting(undefined)}
        />
      ) : (
        <SignInForm onSignedIn={onSignedIn} onCodeNeeded={setWaiting} />
      )}
      <a className={styles['portal']} href="/portal">
        {t('portal')}
      </a>
    </Entrance>
  )
}
