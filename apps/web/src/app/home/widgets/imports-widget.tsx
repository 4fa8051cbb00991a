import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ImportStateTag } from '../../../features/imports/import-state-tag.tsx'
import { importsQuery } from '../../../features/imports/queries.ts'
import { homeTexts } from '../home-texts.ts'
import styles from '../home.module.css'

/** The newest imports and how far they are. */
export const ImportsWidget = () => {
  const t = homeTexts.useTexts()
  const query = useInfiniteQuery(importsQuery)
  const items = (query.data?.pages[0]?.items ?? []).slice(0, 5)
  return (
    <Panel title={t('widget.imports')} extra={<Link to="/imports">{t('importsAll')}</Link>} flush>
      {query.isPending && <SkeletonRows rows={3} height={44} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <EmptyState title={t('importsEmpty')} />}
      <ul>
        {items.map(({ id, fileName, createdAt, state }) => (
          <li key={id}>
            <Link to="/imports/$importId" params={{ importId: id }} className={styles['row']}>
              <span className={styles['rowMain']}>
                <strong>{fileName}</strong>
                <span className={styles['quiet']}>
                  <Instant at={createdAt} style="relative" />
                </span>
              </span>
              <ImportStateTag state={state} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
