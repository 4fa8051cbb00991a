import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { newestCallsQuery } from '../../features/records/queries.ts'
import { homeTexts } from './home-texts.ts'
import styles from './home.module.css'

/** What was published last, in plain words. */
export const NewestCalls = () => {
  const t = homeTexts.useTexts()
  const query = useQuery(newestCallsQuery)
  const items = query.data?.items ?? []
  return (
    <Panel
      title={t('calls')}
      extra={
        <Link to="/records" search={{ section: 'calls' }}>
          {t('callsAll')}
        </Link>
      }
      flush
    >
      {query.isPending && <SkeletonRows rows={6} height={52} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <EmptyState title={t('callsEmpty')} />}
      <ul>
        {items.map((item) => (
          <li key={item.id} className={styles['call']}>
            <span>{item.description}</span>
            <span className={styles['quiet']}>
              <Instant at={item.minedAt ?? item.createdAt} style="relative" />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
