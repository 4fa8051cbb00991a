import { Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { headQuery } from '../../../features/records/queries.ts'
import { homeTexts } from '../home-texts.ts'
import styles from '../home.module.css'

/** How far what happened is on its way beyond anybody's reach. */
export const JournalWidget = () => {
  const t = homeTexts.useTexts()
  const format = useFormat()
  const query = useQuery(headQuery)
  const { data } = query
  return (
    <Panel title={t('widget.journal')} extra={<Link to="/records">{t('callsAll')}</Link>}>
      {query.isPending && <SkeletonRows rows={3} height={28} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {data && (
        <dl className={styles['facts']}>
          {(['waiting', 'sequenced', 'sealed', 'anchored'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`journal.${name}`)}</dt>
              <dd>{format.number(data[name])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}
