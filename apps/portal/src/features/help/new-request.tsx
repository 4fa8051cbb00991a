import { portalTicketRoutes, ticketTypes, type TicketType } from '@candor/api'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { call } from '../../lib/api.ts'
import { Choice } from '../../lib/choice.tsx'
import { Problem } from '../../lib/problem.tsx'
import { Section } from '../../lib/section.tsx'
import { TextField } from '../../lib/text-field.tsx'
import { useRefreshHelp } from './queries.ts'
import { TextArea } from '../../lib/text-area.tsx'
import { helpTexts } from './texts.ts'

/** Asks for help: what it is about, what it is, and the words. */
export const NewRequest = ({ onDone }: { readonly onDone: () => void }) => {
  const t = helpTexts.useTexts()
  const navigate = useNavigate()
  const refresh = useRefreshHelp()
  const [key] = useState(() => crypto.randomUUID())
  const [type, setType] = useState<TicketType>('question')
  const [subject, setSubject] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const send = useMutation({
    mutationFn: async () =>
      call(
        portalTicketRoutes.create,
        { body: { type, subject: subject.trim(), text: text.trim() } },
        { idempotencyKey: key },
      ),
    onSuccess: async ({ id }) => {
      await refresh()
      onDone()
      await navigate({ to: '/help/$requestId', params: { requestId: id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (subject.trim() !== '' && text.trim() !== '' && !send.isPending) send.mutate()
  }
  return (
    <Section title={t('ask')}>
      <form className="form" onSubmit={submit} noValidate>
        <Choice
          label={t('form.type')}
          value={type}
          options={ticketTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
          onChange={setType}
        />
        <TextField
          label={t('form.subject')}
          maxLength={300}
          value={subject}
          fault={tried && subject.trim() === '' ? t('form.subjectNeeded') : undefined}
          onText={setSubject}
        />
        <TextArea
          label={t('form.text')}
          value={text}
          fault={tried && text.trim() === '' ? t('form.textNeeded') : undefined}
          onText={setText}
        />
        {send.error && <Problem error={send.error} />}
        <p className="links">
          <Button type="primary" size="large" htmlType="submit" loading={send.isPending}>
            {t('form.send')}
          </Button>
          <Button size="large" onClick={onDone}>
            {t('form.cancel')}
          </Button>
        </p>
      </form>
    </Section>
  )
}
