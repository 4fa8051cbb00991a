import { CustomerServiceOutlined, LeftOutlined, PlusOutlined } from '@ant-design/icons'
import { ticketViews, type Ticket, type TicketView } from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useIsPhone } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Page } from '../../components/page.tsx'
import { Viewers } from '../../components/viewers.tsx'
import { useMay } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { Conversation } from './conversation.tsx'
import { Due } from './due.tsx'
import { NewTicketDialog } from './new-ticket-dialog.tsx'
import { ticketCountsQuery, ticketListQuery, ticketQuery, useLiveTickets } from './queries.ts'
import { QueueRow } from './queue.tsx'
import { ReplyBox } from './reply-box.tsx'
import { TicketContext } from './ticket-context.tsx'
import { ticketsTexts } from './tickets-texts.ts'
import { useTicketWork, type TicketWork } from './use-ticket-work.ts'
import styles from './tickets.module.css'

/** The queue that an address names; undefined for any other text. */
export const ticketViewOf = (text: unknown): TicketView | undefined => ticketViews.find((view) => view === text)

const StatusActions = ({ ticket, work: { change } }: { readonly ticket: Ticket; readonly work: TicketWork }) => {
  const t = ticketsTexts.useTexts()
  const { userId } = useSession()
  const take = () => {
    if (ticket.assignee?.id !== userId && !change.isPending) change.mutate({ assignee: userId })
  }
  useShortcut('i', t('shortcut.take'), 'tickets', take)
  const { status } = ticket
  const isDone = status === 'solved' || status === 'closed'
  return (
    <>
      {ticket.assignee?.id !== userId && (
        <Button size="small" loading={change.isPending} onClick={take}>
          {t('take')}
        </Button>
      )}
      {isDone ? (
        <Button size="small" onClick={() => change.mutate({ status: 'open' })}>
          {t('write.reopen')}
        </Button>
      ) : (
        <Button size="small" onClick={() => change.mutate({ status: 'solved' })}>
          {t('write.markSolved')}
        </Button>
      )}
      {status === 'solved' && (
        <Button size="small" onClick={() => change.mutate({ status: 'closed' })}>
          {t('write.close')}
        </Button>
      )}
    </>
  )
}

interface OpenedProps {
  readonly ticket: Ticket
  readonly onOpen: (id: string) => void
  readonly onNext: () => void
}

const Opened = ({ ticket, onOpen, onNext }: OpenedProps) => {
  const t = ticketsTexts.useTexts()
  const mayWrite = useMay('ticket.write')
  const work = useTicketWork(ticket)
  return (
    <>
      <section className={styles['conversation']} aria-labelledby="ticket-subject">
        <header className={styles['head']}>
          <h2 id="ticket-subject" className={styles['headTitle']}>
            {t('number', { number: ticket.number })} {ticket.subject}
          </h2>
          <p className={styles['meta']}>
            <span className={styles['tag']} data-status={ticket.status}>
              {t(`status.${ticket.status}`)}
            </span>
            <Due ticket={ticket} />
            <span>{ticket.assignee?.name ?? t('nobody')}</span>
            <Instant at={ticket.openedAt} />
            {ticket.rating !== null && <strong>{t('rating', { rating: ticket.rating })}</strong>}
            <Viewers of="ticket" id={ticket.id} />
          </p>
          {ticket.ratingComment && <blockquote className={styles['comment']}>{ticket.ratingComment}</blockquote>}
          {mayWrite && (
            <p className={styles['actions']}>
              <StatusActions ticket={ticket} work={work} />
            </p>
          )}
        </header>
        <Conversation ticket={ticket} />
        {mayWrite && ticket.status === 'closed' && <p className={styles['hint']}>{t('write.closed')}</p>}
        {mayWrite && ticket.status !== 'closed' && (
          <ReplyBox key={ticket.id} ticket={ticket} work={work} onNext={onNext} />
        )}
      </section>
      <TicketContext ticket={ticket} work={work} onOpen={onOpen} />
    </>
  )
}

/** The ticket before and after one in a queue; the first for one that is not in it. */
const neighbourOf = (items: readonly Ticket[], id: string | undefined, by: 1 | -1): string | undefined => {
  const at = items.findIndex((ticket) => ticket.id === id)
  if (at === -1) return items[0]?.id
  return items[Math.min(Math.max(at + by, 0), items.length - 1)]?.id
}

interface DeskPageProps {
  readonly view: TicketView
  /** The ticket that is open; `new` for one that is still to be written down. */
  readonly ticketId: string | undefined
  readonly onView: (view: TicketView) => void
  readonly onTicket: (id: string | undefined) => void
}

/** The service desk: queue, conversation, customer. */
export const DeskPage = ({ view, ticketId, onView, onTicket }: DeskPageProps) => {
  const t = ticketsTexts.useTexts()
  const isPhone = useIsPhone()
  const mayWrite = useMay('ticket.write')
  useLiveTickets()
  const counts = useQuery(ticketCountsQuery).data
  const list = useInfiniteQuery(ticketListQuery({ view }))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const [asked, setAsked] = useState(false)
  const isNew = asked || ticketId === 'new'
  const openId = ticketId === 'new' ? undefined : ticketId
  const opened = useQuery({ ...ticketQuery(openId ?? ''), enabled: openId !== undefined })
  const go = (by: 1 | -1) => {
    const next = neighbourOf(items, openId, by)
    if (next !== undefined) onTicket(next)
  }
  const write = () => setAsked(true)
  useShortcut('j', t('shortcut.next'), 'tickets', () => go(1))
  useShortcut('k', t('shortcut.previous'), 'tickets', () => go(-1))
  useShortcut(openId === undefined ? 'n' : 'mod+i', t('shortcut.new'), 'tickets', () => {
    if (mayWrite) write()
  })
  const queue = (
    <section className={styles['queue']} aria-label={t('views')}>
      <ChoiceChips
        label={t('views')}
        value={view}
        onChange={onView}
        options={ticketViews.map((value) => ({
          value,
          label: t(`view.${value}`),
          aside: counts && (counts[value] >= 100 ? '99+' : counts[value]),
        }))}
      />
      {list.isPending && <SkeletonRows rows={8} height={56} />}
      {list.isError && <ProblemMessage error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <EmptyState icon={<CustomerServiceOutlined />} title={t('none.title')}>
          {t('none.text')}
        </EmptyState>
      )}
      <div className={styles['scroll']}>
        <ul className={styles['rows']}>
          {items.map((ticket) => (
            <QueueRow key={ticket.id} ticket={ticket} active={ticket.id === openId} onOpen={onTicket} />
          ))}
        </ul>
        <LoadMore query={list} label={t('loadMore')} />
      </div>
    </section>
  )
  const back = (
    <div>
      <Button type="link" size="small" icon={<LeftOutlined />} onClick={() => onTicket(undefined)}>
        {t('back')}
      </Button>
    </div>
  )
  return (
    <Page
      fill={!isPhone}
      title={t('title')}
      subtitle={t('lead')}
      actions={
        mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={write}>
            {t('new')}
          </Button>
        )
      }
    >
      <div className={styles['desk']} data-open={openId !== undefined}>
        {(!isPhone || openId === undefined) && queue}
        {openId === undefined && !isPhone && (
          <div>
            <EmptyState icon={<CustomerServiceOutlined />} title={t('none.choose')}>
              {t('none.chooseText')}
            </EmptyState>
          </div>
        )}
        {isPhone && openId !== undefined && back}
        {openId !== undefined && opened.isPending && <SkeletonRows rows={6} height={64} />}
        {opened.isError && <ProblemMessage error={opened.error} onRetry={() => void opened.refetch()} />}
        {opened.data && <Opened key={opened.data.id} ticket={opened.data} onOpen={onTicket} onNext={() => go(1)} />}
      </div>
      {isNew && (
        <NewTicketDialog
          onClose={() => {
            setAsked(false)
            if (ticketId === 'new') onTicket(undefined)
          }}
          onOpened={onTicket}
        />
      )}
    </Page>
  )
}
