import { PlusOutlined } from '@ant-design/icons'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { useMay } from '../../lib/rights.ts'
import { NewTicketDialog } from './new-ticket-dialog.tsx'
import { ticketListQuery, useLiveTickets } from './queries.ts'
import { QueueRow } from './queue.tsx'
import { ticketsTexts } from './tickets-texts.ts'
import styles from './tickets.module.css'

/** What a customer came with, newest first, and the way to a new ticket. */
export const CustomerTickets = ({ customerId }: { readonly customerId: string }) => {
  const t = ticketsTexts.useTexts()
  const navigate = useNavigate()
  const mayWrite = useMay('ticket.write')
  const [writing, setWriting] = useState(false)
  useLiveTickets()
  const query = useInfiniteQuery(ticketListQuery({ customer: customerId }, 10))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const open = (id: string) => void navigate({ to: '/tickets', search: { ticket: id } })
  return (
    <Panel
      title={t('ofCustomer.title')}
      flush
      extra={
        mayWrite && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setWriting(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      {query.isPending && <SkeletonRows rows={2} height={52} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <EmptyState title={t('ofCustomer.empty')} />}
      <ul className={styles['rows']}>
        {items.map((ticket) => (
          <QueueRow key={ticket.id} ticket={ticket} active={false} onOpen={open} />
        ))}
      </ul>
      <LoadMore query={query} label={t('loadMore')} />
      {writing && <NewTicketDialog customerId={customerId} onClose={() => setWriting(false)} onOpened={open} />}
    </Panel>
  )
}
