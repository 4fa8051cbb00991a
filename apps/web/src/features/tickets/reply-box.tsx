import { mentionText, type Ticket } from '@candor/api'
import { useIsPhone, useLanguage } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Mentions, Segmented, type GetRef } from 'antd'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useSession } from '../../lib/session.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { useDraft } from './drafts.ts'
import { agentsQuery, serviceSettingsQuery } from './queries.ts'
import { ticketsTexts } from './tickets-texts.ts'
import type { TicketWork } from './use-ticket-work.ts'
import styles from './tickets.module.css'

const afterwards = ['stays', 'waiting', 'solved'] as const
type Afterwards = (typeof afterwards)[number]
const statusOf = { stays: 'open', waiting: 'waiting', solved: 'solved' } as const

interface ReplyBoxProps {
  readonly ticket: Ticket
  readonly work: TicketWork
  /** Called once it is sent, where the next ticket is wanted. */
  readonly onNext: () => void
}

/** `@Name` of a colleague as notes hold it, the longest name first. */
const withMentions = (text: string, people: readonly { readonly id: string; readonly name: string }[]): string =>
  people
    .toSorted((a, b) => b.name.length - a.name.length)
    .reduce((done, { id, name }) => done.replaceAll(`@${name}`, mentionText({ staffId: id, name })), text)

/** Answers the customer or leaves a note; what is typed survives a reload. `/` brings ready answers, `@` colleagues. */
export const ReplyBox = ({ ticket, work, onNext }: ReplyBoxProps) => {
  const t = ticketsTexts.useTexts()
  const [language] = useLanguage()
  const isPhone = useIsPhone()
  const { userId } = useSession()
  const box = useRef<GetRef<typeof Mentions>>(null)
  const [{ kind, text }, setDraft] = useDraft(userId, ticket.id)
  const [then, setThen] = useState<Afterwards>('stays')
  const [goOn, setGoOn] = useState(false)
  const people = useQuery(agentsQuery).data?.items ?? []
  const replies = useQuery(serviceSettingsQuery).data?.settings.replies ?? []
  const begin = (next: 'reply' | 'note') => {
    setDraft((draft) => ({ ...draft, kind: next }))
    box.current?.focus()
  }
  useShortcut('r', t('shortcut.reply'), 'tickets', () => begin('reply'))
  useShortcut('n', t('shortcut.note'), 'tickets', () => begin('note'))
  const isNote = kind === 'note'
  const send = (status: Afterwards) => {
    const words = isNote ? withMentions(text.trim(), people) : text.trim()
    if (words === '' || work.say.isPending) return
    const isOpen = ticket.status === 'new' || ticket.status === 'open'
    const wanted = statusOf[status]
    const keeps = isNote || (wanted === 'open' && isOpen)
    work.say.mutate(
      { kind, text: words, ...(!keeps && wanted !== ticket.status && { status: wanted }) },
      {
        onSuccess: () => {
          setDraft(() => ({ kind: 'reply', text: '' }))
          setThen('stays')
          if (goOn) onNext()
        },
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event.shiftKey && !isNote ? 'solved' : then)
    if (event.key === 'Escape') event.currentTarget.blur()
  }
  const replyText = (name: string): string => {
    const reply = replies.find((one) => one.name === name)
    return reply === undefined ? '' : reply[language] || reply.en || reply.zh
  }
  const options = isNote
    ? people.map(({ id, name }) => ({ key: id, value: name, label: name }))
    : replies.map(({ id, name }) => ({ key: id, value: name, label: `/${name}` }))
  return (
    <div className={styles['write']} data-kind={kind}>
      <div className={styles['writeTop']}>
        <Segmented
          size="small"
          aria-label={t('write.which')}
          value={kind}
          onChange={begin}
          options={[
            { value: 'reply' as const, label: t('write.reply') },
            { value: 'note' as const, label: t('write.note') },
          ]}
        />
        <span className={styles['hint']}>{t(isNote ? 'write.noteHint' : 'write.replyHint')}</span>
      </div>
      <Mentions
        ref={box}
        aria-label={t(isNote ? 'write.noteLabel' : 'write.replyLabel')}
        autoSize={{ minRows: 3, maxRows: 14 }}
        prefix={isNote ? ['@'] : ['/']}
        value={text}
        onChange={(next) => setDraft((draft) => ({ ...draft, text: next }))}
        onSelect={({ value = '' }, typed) => {
          if (typed !== '/') return
          setDraft((draft) => ({ ...draft, text: draft.text.replace(`/${value} `, replyText(value)) }))
        }}
        onKeyDown={onKeyDown}
        options={options}
        notFoundContent={null}
      />
      <div className={styles['writeFoot']}>
        {!isNote && (
          <Segmented
            size="small"
            aria-label={t('write.afterwards')}
            value={then}
            onChange={setThen}
            options={afterwards.map((value) => ({ value, label: t(`write.${value}`) }))}
          />
        )}
        <Checkbox checked={goOn} onChange={(event) => setGoOn(event.target.checked)}>
          {t('write.next')}
        </Checkbox>
        {!isNote && !isPhone && <span className={styles['hint']}>{t('write.keys')}</span>}
        <Button type="primary" disabled={text.trim() === ''} loading={work.say.isPending} onClick={() => send(then)}>
          {t(isNote ? 'write.save' : 'write.send')}
        </Button>
      </div>
    </div>
  )
}
