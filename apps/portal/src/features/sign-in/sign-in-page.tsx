import { BrandMark } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { LanguageButton } from '../../lib/language-button.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { CodeForm } from './code-form.tsx'
import { DemoCustomers } from './demo-customers.tsx'
import { EmailForm } from './email-form.tsx'
import { signInTexts } from './texts.ts'
import { useSendCode } from './use-sign-in.ts'

/** Sign-in by a one-time code: first the address, then the code. */
export const SignInPage = () => {
  const t = signInTexts.useTexts()
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string>()
  const send = useSendCode(setSentTo)
  const sendTo = (address: string) => {
    setEmail(address)
    send.mutate(address)
  }
  return (
    <div className="sign-in">
      <div className="sign-in-head">
        <BrandMark size={40} />
        <LanguageButton />
      </div>
      <main id="main">
        <PageTitle title={t('title')} lead={t('lead')} />
        <section className="card">
          {sentTo === undefined ? (
            <EmailForm email={email} onEmail={setEmail} send={send} onSend={sendTo} />
          ) : (
            <CodeForm key={sentTo} email={sentTo} send={send} onOther={() => setSentTo(undefined)} />
          )}
        </section>
        <p className="hint">
          <Link to="/rules">{t('rules')}</Link>
        </p>
        {sentTo === undefined && <DemoCustomers onChoose={sendTo} busy={send.isPending} />}
      </main>
    </div>
  )
}
