import type { Ticket } from '@candor/api'
import { Instant, uiTexts } from '@candor/ui'
import { useEffect, useRef } from 'react'
import { Due } from './due.tsx'
import { ticketsTexts } from './tickets-texts.ts'
import styles from './tickets.module.css'

interface RowProps {
  readonly ticket: Ticket
  readonly active: boolean
  readonly onOpen: (id: string) => void
}

/** One ticket of a queue. */
export const QueueRow = ({ ticket, active, onOpen }: RowProps) => {
  const t = ticketsTexts.useTexts()
  const ui = uiTexts.useTexts()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const { id, number, subject, customer, status, priority, rating, assignee, openedAt } = ticket
  return (
    <li ref={row} className={styles['row']} data-active={active}>
      <button
        type="button"
        className={styles['open']}
        aria-current={active ? 'true' : undefined}
        onClick={() => onOpen(id)}
      >
        <span className={styles['rowTop']}>
          <span className={styles['subject']}>{subject}</span>
          <Due ticket={ticket} />
        </span>
        <span className={styles['meta']}>
          <span>{t('number', { number })}</span>
          <span>{customer.name ?? ui('erasedCustomer')}</span>
          <span className={styles['tag']} data-status={status}>
            {t(`status.${status}`)}
          </span>
          {(priority === 'high' || priority === 'urgent') && (
            <span className={styles['tag']} data-priority={priority}>
              {t(`priority.${priority}`)}
            </span>
          )}
          {rating !== null && <span>{t('rating', { rating })}</span>}
          {assignee?.name && <span>{assignee.name}</span>}
          <Instant at={openedAt} style="relative" />
        </span>
      </button>
    </li>
  )
}
