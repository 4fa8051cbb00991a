import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useLocalName } from '../../lib/local-name.ts'
import { TextField } from '../../lib/text-field.tsx'
import { signInTexts } from './texts.ts'
import { useSignIn, welcomeOptions, type Choices, type SendCode } from './use-sign-in.ts'
import { Problem } from '../../lib/problem.tsx'

interface CodeFormProps {
  readonly email: string
  readonly send: SendCode
  readonly onOther: () => void
}

const ChooseCustomer = ({
  choices,
  onChoose,
}: {
  readonly choices: Choices
  readonly onChoose: (customerId: string) => void
}) => {
  const t = signInTexts.useTexts()
  const localName = useLocalName()
  return (
    <div className="form">
      <p>{t('choose')}</p>
      {choices.map((choice) => (
        <Button key={choice.customerId} size="large" block onClick={() => onChoose(choice.customerId)}>
          {[localName(choice.organisation), choice.name, choice.reference].filter((part) => part !== null).join(' · ')}
        </Button>
      ))}
    </div>
  )
}

/** Asks for the code that was sent. */
export const CodeForm = ({ email, send, onOther }: CodeFormProps) => {
  const t = signInTexts.useTexts()
  const field = useRef<HTMLFormElement>(null)
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState(false)
  const signIn = useSignIn()
  const { data: welcome } = useQuery(welcomeOptions)
  useEffect(() => field.current?.querySelector('input')?.focus(), [])

  const digits = code.replaceAll(/\D/g, '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setWrong(digits.length !== 6)
    if (digits.length === 6) signIn.mutate({ email, code: digits })
  }
  if (signIn.data && signIn.data.length > 0)
    return (
      <ChooseCustomer
        choices={signIn.data}
        onChoose={(customerId) => signIn.mutate({ email, code: digits, customerId })}
      />
    )
  return (
    <form onSubmit={submit} noValidate className="form" ref={field}>
      <h2>{t('sentTitle')}</h2>
      <p>{t('sent', { email })}</p>
      {welcome?.mailbox && (
        <p className="note">
          {t('mailbox')}{' '}
          <a href={welcome.mailbox} target="_blank" rel="noreferrer">
            {t('openMailbox')}
          </a>
        </p>
      )}
      <TextField
        className="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={9}
        label={t('code')}
        fault={wrong ? t('codeWrong') : undefined}
        value={code}
        onText={setCode}
      />
      {signIn.error && <Problem error={signIn.error} />}
      {send.error && <Problem error={send.error} />}
      <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending} block>
        {t('signIn')}
      </Button>
      <p className="links">
        <button type="button" className="link-button" onClick={() => send.mutate(email)}>
          {t('again')}
        </button>
        <button type="button" className="link-button" onClick={onOther}>
          {t('other')}
        </button>
      </p>
    </form>
  )
}
