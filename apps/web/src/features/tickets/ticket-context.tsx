import { customerRoutes, ticketPriorities, ticketTypes, type Ticket } from '@candor/api'
import { Panel, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { PromiseStanding } from './due.tsx'
import { agentsQuery, ticketListQuery } from './queries.ts'
import { ticketsTexts } from './tickets-texts.ts'
import type { TicketWork } from './use-ticket-work.ts'
import styles from './tickets.module.css'

interface ContextProps {
  readonly ticket: Ticket
  readonly work: TicketWork
  readonly onOpen: (id: string) => void
}

const Fields = ({ ticket, work: { change } }: Pick<ContextProps, 'ticket' | 'work'>) => {
  const t = ticketsTexts.useTexts()
  const mayWrite = useMay('ticket.write')
  const people = useQuery(agentsQuery).data?.items ?? []
  const { assignee } = ticket
  const known = assignee === null || people.some(({ id }) => id === assignee.id)
  const agents = [
    { value: '', label: t('nobody') },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    ...(known ? [] : [{ value: assignee.id, label: assignee.name ?? '' }]),
  ]
  const disabled = !mayWrite || change.isPending
  return (
    <Panel>
      <dl className={styles['facts']}>
        <dt>{t('assignee')}</dt>
        <dd>
          <Select
            aria-label={t('assignee')}
            disabled={disabled}
            showSearch={{ optionFilterProp: 'label' }}
            value={assignee?.id ?? ''}
            options={agents}
            onChange={(id: string) => change.mutate({ assignee: id === '' ? null : id })}
          />
        </dd>
        <dt>{t('priority.label')}</dt>
        <dd>
          <Select
            aria-label={t('priority.label')}
            disabled={disabled}
            value={ticket.priority}
            options={ticketPriorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
            onChange={(priority) => change.mutate({ priority })}
          />
        </dd>
        <dt>{t('type.label')}</dt>
        <dd>
          <Select
            aria-label={t('type.label')}
            disabled={disabled}
            value={ticket.type}
            options={ticketTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
            onChange={(type) => change.mutate({ type })}
          />
        </dd>
        <dt>{t('channel.label')}</dt>
        <dd>{t(`channel.${ticket.channel}`)}</dd>
        <dt>{t('promise.response')}</dt>
        <dd>
          <PromiseStanding promise={ticket.promises.response} />
        </dd>
        <dt>{t('promise.resolution')}</dt>
        <dd>
          <PromiseStanding promise={ticket.promises.resolution} />
        </dd>
      </dl>
    </Panel>
  )
}

const Customer = ({ id }: { readonly id: string }) => {
  const t = ticketsTexts.useTexts()
  const format = useFormat()
  const mayRead = useMay('customer.read')
  const { data } = useQuery({
    queryKey: ['customers', 'of-ticket', id],
    queryFn: ({ signal }) => call(customerRoutes.get, { params: { id } }, { signal }),
    enabled: mayRead,
  })
  if (!data) return null
  return (
    <Panel title={t('context.title')}>
      <dl className={styles['facts']}>
        <dt>{data.name}</dt>
        <dd>{data.email}</dd>
        <dt>{t('context.orders')}</dt>
        <dd>{format.number(data.orderCount)}</dd>
        <dt>{t('context.spent')}</dt>
        <dd>{format.money(data.spent, data.currency)}</dd>
        <dt>{t('context.points')}</dt>
        <dd>{format.number(data.points)}</dd>
      </dl>
      <Link to="/customers/$customerId" params={{ customerId: id }} className={styles['link']}>
        {t('context.page')}
      </Link>
    </Panel>
  )
}

const Others = ({ ticket, onOpen }: Pick<ContextProps, 'ticket' | 'onOpen'>) => {
  const t = ticketsTexts.useTexts()
  const query = useInfiniteQuery(ticketListQuery({ customer: ticket.customer.id }, 10))
  const others = (query.data?.pages[0]?.items ?? []).filter(({ id }) => id !== ticket.id)
  return (
    <Panel title={t('context.others')}>
      {others.length === 0 && <p className={styles['hint']}>{t('context.noOthers')}</p>}
      <ul>
        {others.map(({ id, number, subject, status }) => (
          <li key={id}>
            <button type="button" className={styles['other']} onClick={() => onOpen(id)}>
              {t('number', { number })} {subject} · {t(`status.${status}`)}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Beside a conversation: how the ticket stands, who the customer is, what else they came with. */
export const TicketContext = ({ ticket, work, onOpen }: ContextProps) => (
  <div className={styles['context']}>
    <Fields ticket={ticket} work={work} />
    <Customer id={ticket.customer.id} />
    <Others ticket={ticket} onOpen={onOpen} />
  </div>
)
