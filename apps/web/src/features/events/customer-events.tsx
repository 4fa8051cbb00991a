import { ThunderboltOutlined } from '@ant-design/icons'
import { journalPaths, type CustomerEvent } from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useFormat, VerifyButton } from '@candor/ui'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { visitsOf, type Visit } from './condense.ts'
import { eventsTexts } from './events-texts.ts'
import { customerEventsQuery } from './queries.ts'
import styles from './events.module.css'

const shownNames = 4

/** Checks one event in this browser, and offers to check the seal that it leads to. */
const Proof = ({ event }: { readonly event: CustomerEvent }) => {
  const t = eventsTexts.useTexts()
  const check = useMutation({ mutationFn: async () => (await import('./check-event.ts')).checkEvent(event) })
  if (check.data === undefined)
    return (
      <>
        <Button size="small" loading={check.isPending} onClick={() => check.mutate()}>
          {t('customer.verify')}
        </Button>
        {check.isError && <ProblemMessage error={check.error} />}
      </>
    )
  const { proof, fault } = check.data
  if (fault !== undefined) return <strong role="alert">{t('customer.broken', { why: fault })}</strong>
  const { entryId, root, events } = proof
  const fields = { seal: proof.event.seal, events, root }
  return (
    <span className={styles['bar']}>
      <span className={styles['quiet']}>{t('customer.proved', { events })}</span>
      <VerifyButton
        record={{ id: entryId, kind: 'events.received', fields }}
        receiptUrl={journalPaths.receipt(entryId)}
      />
    </span>
  )
}

const valueOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const Event = ({ event }: { readonly event: CustomerEvent }) => {
  const t = eventsTexts.useTexts()
  return (
    <li className={styles['event']}>
      <p>
        <span className={styles['name']}>{event.name || t(`type.${event.type}`)}</span>{' '}
        <span className={styles['quiet']}>
          <Instant at={event.occurredAt} style="dateTime" />
          {event.stitched && ` · ${t('customer.stitched')}`}
        </span>
      </p>
      {event.place !== null && <p className={styles['code']}>{event.place}</p>}
      <p className={styles['meta']}>
        {Object.entries(event.properties).map(([name, value]) => (
          <span key={name} className={styles['code']}>
            {name}: {valueOf(value)}
          </span>
        ))}
      </p>
      <Proof event={event} />
    </li>
  )
}

const VisitRow = ({ visit }: { readonly visit: Visit }) => {
  const t = eventsTexts.useTexts()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const nameOf = ({ type, name, count }: Visit['names'][number]): string =>
    `${name || t(`type.${type}`)}${count > 1 ? ` × ${format.number(count)}` : ''}`
  const [first, rest] = [visit.names.slice(0, shownNames), visit.names.slice(shownNames)]
  return (
    <li className={styles['row']}>
      <div className={styles['main']}>
        <p className={styles['name']}>{first.map(nameOf).join(', ')}</p>
        {rest.length > 0 && (
          <p className={styles['quiet']}>{t('customer.more', { names: rest.map(nameOf).join(', ') })}</p>
        )}
        <p className={styles['meta']}>
          <Instant at={visit.to} style="dateTime" />
          <span>{visit.sourceName}</span>
          <span>{t('customer.visit', { count: visit.events.length })}</span>
        </p>
        {isOpen && (
          <ol className={styles['events']}>
            {visit.events.map((event) => (
              <Event key={event.id} event={event} />
            ))}
          </ol>
        )}
      </div>
      <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? t('customer.hide') : t('customer.show')}
      </Button>
    </li>
  )
}

/** What a customer did on websites and in apps, visit by visit. */
export const CustomerEvents = ({ customerId }: { readonly customerId: string }) => {
  const t = eventsTexts.useTexts()
  const query = useInfiniteQuery(customerEventsQuery(customerId))
  const events = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={4} height={52} />
  if (query.isError && events.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (events.length === 0)
    return (
      <EmptyState icon={<ThunderboltOutlined />} title={t('customer.empty')}>
        {t('customer.emptyText')}
      </EmptyState>
    )
  return (
    <>
      <ol className={styles['list']}>
        {visitsOf(events).map((visit) => (
          <VisitRow key={visit.key} visit={visit} />
        ))}
      </ol>
      <LoadMore query={query} label={t('loadMore')} />
    </>
  )
}
