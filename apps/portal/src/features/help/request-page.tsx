import { LeftOutlined } from '@ant-design/icons'
import { portalPaths, portalTicketRoutes, type OwnTicket, type TicketMessage } from '@candor/api'
import { Instant, useFormat, VerifyButton } from '@candor/ui'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf } from '../../lib/pages.ts'
import { Problem } from '../../lib/problem.tsx'
import { Section } from '../../lib/section.tsx'
import { messagesOptions, requestOptions, useLiveHelp, useRefreshHelp } from './queries.ts'
import { Rating } from './rating.tsx'
import { TextArea } from '../../lib/text-area.tsx'
import { helpTexts } from './texts.ts'

const Message = ({ message }: { readonly message: TicketMessage }) => {
  const t = helpTexts.useTexts()
  const { id, kind, text, by, byName, at, entryId } = message
  return (
    <li className="help-message" data-kind={kind}>
      <p className="event-meta">
        <strong>{by.startsWith('customer:') || kind === 'customer' ? t('you') : (byName ?? t('staff'))}</strong>
        <Instant at={at} />
      </p>
      <p className="help-text">{text}</p>
      <p className="event-actions">
        <VerifyButton
          record={{ id: entryId, fields: { message: { id, kind, text } } }}
          receiptUrl={portalPaths.receipt(entryId)}
        />
      </p>
    </li>
  )
}

const Messages = ({ id }: { readonly id: string }) => {
  const t = helpTexts.useTexts()
  const pages = useInfiniteQuery(messagesOptions(id))
  const messages = itemsOf(pages.data).toReversed()
  return (
    <>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('earlier')}
        </Button>
      )}
      <Loadable of={{ ...pages, hasNextPage: false }} rows={3}>
        <ul className="help-messages">
          {messages.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </ul>
      </Loadable>
    </>
  )
}

const Answer = ({ request }: { readonly request: OwnTicket }) => {
  const t = helpTexts.useTexts()
  const refresh = useRefreshHelp()
  const [text, setText] = useState('')
  const [key, setKey] = useState(() => crypto.randomUUID())
  const send = useMutation({
    mutationFn: async () =>
      call(
        portalTicketRoutes.answer,
        { params: { id: request.id }, body: { text: text.trim() } },
        { idempotencyKey: key },
      ),
    onSuccess: async () => {
      setText('')
      setKey(crypto.randomUUID())
      await refresh()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && !send.isPending) send.mutate()
  }
  return (
    <form className="form" onSubmit={submit}>
      <TextArea label={t('answer.label')} placeholder={t('answer.placeholder')} value={text} onText={setText} />
      {send.error && <Problem error={send.error} />}
      <p>
        <Button
          type={request.status === 'solved' ? 'default' : 'primary'}
          size="large"
          htmlType="submit"
          loading={send.isPending}
          disabled={text.trim() === ''}
        >
          {t(request.status === 'solved' ? 'answer.reopen' : 'answer.send')}
        </Button>
      </p>
    </form>
  )
}

const Confirm = ({ id }: { readonly id: string }) => {
  const t = helpTexts.useTexts()
  const refresh = useRefreshHelp()
  const confirm = useMutation({
    mutationFn: async () => call(portalTicketRoutes.confirm, { params: { id }, body: {} }),
    onSuccess: refresh,
  })
  return (
    <Section title={t('solved.title')}>
      <p>{t('solved.text')}</p>
      {confirm.error && <Problem error={confirm.error} />}
      <p>
        <Button type="primary" size="large" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('solved.confirm')}
        </Button>
      </p>
    </Section>
  )
}

const Standing = ({ request }: { readonly request: OwnTicket }) => {
  const t = helpTexts.useTexts()
  const format = useFormat()
  return (
    <p className="help-standing">
      <span className="chip" data-status={request.status}>
        {t(`status.${request.status}`)}
      </span>
      {request.assigneeName && <span className="hint">{t('with', { name: request.assigneeName })}</span>}
      {request.dueAt && <span className="hint">{t('due', { when: format.dateTime(request.dueAt) })}</span>}
    </p>
  )
}

/** One request: where it stands, what was written, and what the customer can do about it. */
export const RequestPage = () => {
  const t = helpTexts.useTexts()
  const { requestId } = useParams({ from: '/signed-in/help/$requestId' })
  const query = useQuery(requestOptions(requestId))
  const request = query.data
  useLiveHelp()
  return (
    <>
      <p className="back">
        <Link to="/help">
          <LeftOutlined aria-hidden /> {t('back')}
        </Link>
      </p>
      <PageTitle
        title={request?.subject ?? t('title')}
        lead={request && `${t('number', { number: request.number })} · ${t(`type.${request.type}`)}`}
      />
      <Loadable of={query} rows={4}>
        {request && (
          <>
            <Standing request={request} />
            <Section>
              <Messages id={request.id} />
            </Section>
            {request.status === 'solved' && <Confirm id={request.id} />}
            {(request.status === 'solved' || request.status === 'closed') && <Rating request={request} />}
            {request.status === 'closed' ? (
              <p className="hint">{t('closed')}</p>
            ) : (
              <Section>
                <Answer request={request} />
              </Section>
            )}
            <p>
              <Link to="/history" search={{ topic: 'help' }}>
                {t('history')}
              </Link>
            </p>
          </>
        )}
      </Loadable>
    </>
  )
}
