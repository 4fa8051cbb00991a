import { journalPaths, type EmergencyOpening } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows, useFormat, VerifyButton } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/rights.ts'
import { emergencyTexts } from './emergency-texts.ts'
import { OpenForm } from './open-form.tsx'
import { openingsQuery, ownOpeningsQuery } from './queries.ts'
import styles from './emergency.module.css'

const OpenNow = () => {
  const t = emergencyTexts.useTexts()
  const format = useFormat()
  const { data } = useQuery(ownOpeningsQuery)
  if (data === undefined) return <SkeletonRows rows={1} height={52} />
  if (data.items.length === 0) return <p className={styles['quiet']}>{t('own.none')}</p>
  return (
    <ul aria-label={t('own.title')}>
      {data.items.map(({ id, customerId, endsAt }) => (
        <li key={id} className={styles['row']}>
          <span>{t('own.until', { time: format.dateTime(endsAt) })}</span>
          <Link to="/emergency/$customerId" params={{ customerId }}>
            {t('own.go')}
          </Link>
        </li>
      ))}
    </ul>
  )
}

const Opening = ({ opening }: { readonly opening: EmergencyOpening }) => {
  const t = emergencyTexts.useTexts()
  const format = useFormat()
  const { customer, staff, reason, openedAt, endsAt, closedAt, entryId, id } = opening
  const names = { who: staff.name ?? t('list.somebody'), customer: customer.name ?? t('list.erased') }
  const times = { from: format.dateTime(openedAt), to: format.dateTime(closedAt ?? endsAt) }
  return (
    <li className={styles['row']}>
      <div>
        <p className={styles['line']}>{t('list.line', names)}</p>
        {reason !== null && <p className={styles['line']}>{reason}</p>}
        <p className={styles['quiet']}>{t('list.from', times)}</p>
      </div>
      <VerifyButton
        record={{
          id: entryId,
          kind: 'emergency.opened',
          actor: `staff:${staff.id}`,
          fields: { opening: id, ...(reason !== null && { reason }) },
        }}
        receiptUrl={journalPaths.receipt(entryId)}
      />
    </li>
  )
}

const Openings = () => {
  const t = emergencyTexts.useTexts()
  const query = useInfiniteQuery(openingsQuery)
  const openings = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={3} height={52} />
  if (query.isError && openings.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (openings.length === 0) return <EmptyState title={t('list.none')} />
  return (
    <>
      <ul aria-label={t('list.title')}>
        {openings.map((opening) => (
          <Opening key={opening.id} opening={opening} />
        ))}
      </ul>
      {query.hasNextPage && (
        <p className={styles['quiet']}>
          <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </p>
      )}
    </>
  )
}

interface EmergencyPageProps {
  /** Whose record is to be opened, where one comes from it. */
  readonly customer: string | undefined
  readonly onOpened: (customerId: string) => void
}

/** Opening a record that one's rights do not reach, and what was opened so by anybody. */
export const EmergencyPage = ({ customer, onOpened }: EmergencyPageProps) => {
  const t = emergencyTexts.useTexts()
  const mayWatch = useMay('access.read')
  return (
    <Page title={t('title')} subtitle={t('lead')}>
      <OpenForm customer={customer} onOpened={onOpened} />
      <Panel title={t('own.title')} flush>
        <OpenNow />
      </Panel>
      {mayWatch && (
        <Panel title={t('list.title')} flush>
          <Openings />
        </Panel>
      )}
    </Page>
  )
}
