import type { SubjectRequest } from '@candor/api'
import { uiTexts, useFormat } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { subjectRequestsTexts } from './subject-requests-texts.ts'
import styles from './subject-requests.module.css'

/** When a request is due, or when it came to an end. */
export const DueText = ({ request }: { readonly request: SubjectRequest }) => {
  const t = subjectRequestsTexts.useTexts()
  const format = useFormat()
  if (request.closedAt !== null) return <span>{t('closedAt', { when: format.date(request.closedAt) })}</span>
  const when = format.date(request.dueAt)
  return (
    <span className={styles['due']} data-overdue={request.overdue}>
      {t(request.overdue ? 'overdue' : 'due', { when })}
    </span>
  )
}

/** One request of a list. */
export const RequestRow = ({ request }: { readonly request: SubjectRequest }) => {
  const t = subjectRequestsTexts.useTexts()
  const ui = uiTexts.useTexts()
  return (
    <li className={styles['row']}>
      <Link to="/privacy" search={{ request: request.id }} className={styles['link']}>
        <span className={styles['top']}>
          <strong>{t(`kind.${request.kind}`)}</strong>
          <DueText request={request} />
        </span>
        <span className={styles['meta']}>
          <span>{request.customer.name ?? ui('erasedCustomer')}</span>
          <span>{t(`state.${request.state}`)}</span>
          <span>{t(`law.${request.law}`)}</span>
          <span>{t(`channel.${request.channel}`)}</span>
        </span>
      </Link>
    </li>
  )
}
