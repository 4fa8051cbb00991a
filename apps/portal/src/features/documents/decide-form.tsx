import type { SalesFacts } from '@candor/api'
import { useFormat } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { Problem } from '../../lib/problem.tsx'
import { Section } from '../../lib/section.tsx'
import { TextField } from '../../lib/text-field.tsx'
import { documentTexts } from './texts.ts'

/** What a reader answers to a quote. */
export interface Decision {
  readonly accepted: boolean
  readonly name: string
  readonly reason: string | null
  readonly hash: string
}

interface DecideFormProps {
  readonly facts: SalesFacts
  /** The name that is likely. */
  readonly name: string
  readonly onDecide: (decision: Decision) => Promise<unknown>
}

/** Accepts a quote with a name, or declines it. */
export const DecideForm = ({ facts: { hash, sums, currency }, name: likely, onDecide }: DecideFormProps) => {
  const t = documentTexts.useTexts()
  const format = useFormat()
  const [name, setName] = useState(likely)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const decide = useMutation({
    mutationFn: (accepted: boolean) =>
      onDecide({ accepted, name: name.trim(), reason: accepted ? null : reason.trim() || null, hash }),
  })
  const answer = (accepted: boolean) => {
    setTried(true)
    if (name.trim() !== '' && !decide.isPending) decide.mutate(accepted)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    answer(true)
  }
  return (
    <Section title={t('decide.title')}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{t('decide.text')}</p>
        <TextField
          label={t('decide.name')}
          autoComplete="name"
          maxLength={200}
          value={name}
          fault={tried && name.trim() === '' ? t('decide.nameNeeded') : undefined}
          onText={setName}
        />
        <TextField label={t('decide.reason')} maxLength={1000} value={reason} fault={undefined} onText={setReason} />
        {decide.error && <Problem error={decide.error} />}
        <p className="links">
          <Button type="primary" size="large" htmlType="submit" loading={decide.isPending}>
            {t('decide.accept', { amount: format.money(sums.total, currency) })}
          </Button>
          <Button size="large" disabled={decide.isPending} onClick={() => answer(false)}>
            {t('decide.decline')}
          </Button>
        </p>
      </form>
    </Section>
  )
}
