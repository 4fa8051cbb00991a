import { CustomerServiceOutlined } from '@ant-design/icons'
import type { OwnTicket } from '@candor/api'
import { EmptyState, Instant } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf } from '../../lib/pages.ts'
import { useMe } from '../../lib/session.ts'
import { EventIcon } from '../../shared/event-icon.tsx'
import { NewRequest } from './new-request.tsx'
import { requestsOptions, useLiveHelp } from './queries.ts'
import { helpTexts } from './texts.ts'

const RequestRow = ({ request }: { readonly request: OwnTicket }) => {
  const t = helpTexts.useTexts()
  return (
    <li>
      <Link to="/help/$requestId" params={{ requestId: request.id }} className="order-row">
        <EventIcon kind="ticket.opened" />
        <span className="order-row-main">
          <strong>{request.subject}</strong>
          <span className="hint">
            {t('number', { number: request.number })} · {t(`type.${request.type}`)} ·{' '}
            <Instant at={request.openedAt} style="date" />
          </span>
        </span>
        <span className="chip" data-status={request.status}>
          {t(`status.${request.status}`)}
        </span>
      </Link>
    </li>
  )
}

/** Where a customer asks for help and sees what became of it. */
export const HelpPage = () => {
  const t = helpTexts.useTexts()
  const { takesRequests } = useMe()
  const pages = useInfiniteQuery(requestsOptions)
  const requests = itemsOf(pages.data)
  const [asking, setAsking] = useState(false)
  useLiveHelp()
  const ask = (
    <Button type="primary" size="large" icon={<CustomerServiceOutlined />} onClick={() => setAsking(true)}>
      {t('ask')}
    </Button>
  )
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      {!takesRequests && <p className="hint">{t('notTaken')}</p>}
      {takesRequests && (asking ? <NewRequest onDone={() => setAsking(false)} /> : <p>{ask}</p>)}
      <h2>{t('mine')}</h2>
      <Loadable of={pages} rows={4}>
        {requests.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
        ) : (
          <ul className="order-rows card flush">
            {requests.map((request) => (
              <RequestRow key={request.id} request={request} />
            ))}
          </ul>
        )}
      </Loadable>
    </>
  )
}
