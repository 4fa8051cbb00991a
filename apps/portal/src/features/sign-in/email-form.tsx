import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { TextField } from '../../lib/text-field.tsx'
import { signInTexts } from './texts.ts'
import type { SendCode } from './use-sign-in.ts'
import { Problem } from '../../lib/problem.tsx'

interface EmailFormProps {
  readonly email: string
  readonly onEmail: (email: string) => void
  readonly send: SendCode
  readonly onSend: (email: string) => void
}

/** Good enough to catch a slip of the finger; the server decides. */
const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** Asks for the e-mail address. */
export const EmailForm = ({ email, onEmail, send, onSend }: EmailFormProps) => {
  const t = signInTexts.useTexts()
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const address = email.trim()
    setWrong(!looksLikeEmail(address))
    if (looksLikeEmail(address)) onSend(address)
  }
  return (
    <form onSubmit={submit} noValidate className="form">
      <TextField
        type="email"
        autoComplete="email"
        inputMode="email"
        label={t('email')}
        hint={t('emailHint')}
        fault={wrong ? t('emailWrong') : undefined}
        value={email}
        onText={onEmail}
      />
      {send.error && <Problem error={send.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={send.isPending} block>
        {t('send')}
      </Button>
      <p className="hint">{t('noPassword')}</p>
    </form>
  )
}
