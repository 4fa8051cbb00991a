import { portalSubjectRequestRoutes, subjectRequestKinds, type SubjectRequestKind } from '@candor/api'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { call } from '../../lib/api.ts'
import { Choice } from '../../lib/choice.tsx'
import { Problem } from '../../lib/problem.tsx'
import { Section } from '../../lib/section.tsx'
import { TextArea } from '../../lib/text-area.tsx'
import { useRefreshRequests } from './queries.ts'
import { myDataTexts } from './texts.ts'

/** Asks for something about the customer's own data. */
export const NewRequest = ({ onDone }: { readonly onDone: () => void }) => {
  const t = myDataTexts.useTexts()
  const refresh = useRefreshRequests()
  const [key] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<SubjectRequestKind>('access')
  const [text, setText] = useState('')
  const send = useMutation({
    mutationFn: async () =>
      call(portalSubjectRequestRoutes.create, { body: { kind, text: text.trim() } }, { idempotencyKey: key }),
    onSuccess: async () => {
      await refresh()
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!send.isPending) send.mutate()
  }
  return (
    <Section title={t('ask')}>
      <form className="form" onSubmit={submit}>
        <Choice
          label={t('form.kind')}
          value={kind}
          options={subjectRequestKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={setKind}
        />
        <p className="hint">{t(`what.${kind}`)}</p>
        <TextArea label={t('form.text')} maxLength={5000} value={text} onText={setText} />
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
