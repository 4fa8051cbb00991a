import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows, useLanguage } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { catalogueQuery } from '../../../features/consent/queries.ts'
import { homeTexts } from '../home-texts.ts'
import styles from '../home.module.css'

/** What customers are asked to allow, by the notice that holds now. */
export const ConsentsWidget = () => {
  const t = homeTexts.useTexts()
  const [language] = useLanguage()
  const query = useQuery(catalogueQuery)
  const asked = (query.data?.purposes ?? []).filter(({ retired }) => !retired)
  return (
    <Panel title={t('widget.consents')} extra={<Link to="/consent">{t('consentsAll')}</Link>} flush>
      {query.isPending && <SkeletonRows rows={3} height={44} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && asked.length === 0 && <EmptyState title={t('consentsEmpty')} />}
      <ul>
        {asked.slice(0, 6).map(({ id, notices }) => {
          const notice = notices.reduce((newest, each) => (each.version > newest.version ? each : newest))
          return (
            <li key={id} className={styles['call']}>
              <span>{notice.title[language]}</span>
              <span className={styles['quiet']}>
                {t('noticeSince', { version: notice.version })} <Instant at={notice.publishedAt} style="date" />
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
