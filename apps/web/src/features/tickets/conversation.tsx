import { LockOutlined } from '@ant-design/icons'
import { journalPaths, type Ticket, type TicketMessage } from '@candor/api'
import { Instant, ProblemMessage, SkeletonRows, VerifyButton } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { messagesQuery } from './queries.ts'
import { ticketsTexts } from './tickets-texts.ts'
import styles from './tickets.module.css'

interface MessageProps {
  readonly message: TicketMessage
  readonly ticket: Ticket
}

/** A mention as people read it. */
const readable = (text: string): string => text.replaceAll(/@\[([^\]\n]{1,80})\]\(staff:[0-9a-f-]{36}\)/g, '@$1')

const Message = ({ message, ticket }: MessageProps) => {
  const t = ticketsTexts.useTexts()
  const { id, kind, text, by, byName, at, entryId } = message
  const isWrittenDown = kind === 'customer' && by.startsWith('staff:')
  const author = kind === 'customer' ? (ticket.customer.name ?? t('said.customer')) : (byName ?? '')
  return (
    <li className={styles['message']} data-kind={kind}>
      <p className={styles['messageTop']}>
        {kind === 'note' && (
          <strong className={styles['noteMark']}>
            <LockOutlined aria-hidden /> {t('said.note')}
          </strong>
        )}
        <strong>{author}</strong>
        {isWrittenDown && byName && <span>{t('said.by', { name: byName })}</span>}
        <Instant at={at} />
      </p>
      <p className={styles['messageText']}>{readable(text)}</p>
      <VerifyButton
        record={{ id: entryId, fields: { message: { id, kind, text } } }}
        receiptUrl={journalPaths.receipt(entryId)}
      />
    </li>
  )
}

/** What was said and noted, oldest first, scrolled to the newest. */
export const Conversation = ({ ticket }: { readonly ticket: Ticket }) => {
  const t = ticketsTexts.useTexts()
  const query = useInfiniteQuery(messagesQuery(ticket.id))
  const messages = (query.data?.pages.flatMap((page) => page.items) ?? []).toReversed()
  const end = useRef<HTMLDivElement>(null)
  const newest = messages.at(-1)?.id
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [newest])
  if (query.isPending) return <SkeletonRows rows={4} height={72} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region has to be reachable by keyboard
    <div className={styles['messages']} tabIndex={0} role="log" aria-label={ticket.subject}>
      {query.hasNextPage && (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('earlier')}
        </Button>
      )}
      <ul className={styles['messageList']}>
        {messages.map((message) => (
          <Message key={message.id} message={message} ticket={ticket} />
        ))}
      </ul>
      <div ref={end} />
    </div>
  )
}
