import { FileTextOutlined, TeamOutlined } from '@ant-design/icons'
import type { ImportSummary } from '@candor/api'
import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LoadMore } from '../../components/load-more.tsx'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/rights.ts'
import { ImportStateTag } from './import-state-tag.tsx'
import { importsTexts } from './imports-texts.ts'
import { importsQuery, useLiveImports } from './queries.ts'
import { UploadBox } from './upload-box.tsx'
import styles from './imports.module.css'

const Row = ({ summary }: { readonly summary: ImportSummary }) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  return (
    <li>
      <Link to="/imports/$importId" params={{ importId: summary.id }} className={styles['importRow']}>
        <span className={styles['fileIcon']} aria-hidden>
          <FileTextOutlined />
        </span>
        <span className={styles['fileName']}>
          <strong>{summary.fileName}</strong>
          <span className={styles['quiet']}>
            {format.bytes(summary.fileSize)} · <Instant at={summary.createdAt} style="relative" />
          </span>
        </span>
        <span className={styles['rowFigures']}>
          <span>
            {t('column.accepted')} <strong>{format.number(summary.rowsAccepted)}</strong>
          </span>
          <span>
            {t('column.rejected')} <strong>{format.number(summary.rowsRejected)}</strong>
          </span>
        </span>
        <ImportStateTag state={summary.state} />
      </Link>
    </li>
  )
}

const History = () => {
  const t = importsTexts.useTexts()
  const query = useInfiniteQuery(importsQuery)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={4} height={60} />
  if (query.isError && items.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0)
    return (
      <EmptyState icon={<FileTextOutlined />} title={t('historyEmptyTitle')}>
        {t('historyEmptyText')}
      </EmptyState>
    )
  return (
    <>
      <ul>
        {items.map((summary) => (
          <Row key={summary.id} summary={summary} />
        ))}
      </ul>
      <LoadMore query={query} label={t('report.more')} />
    </>
  )
}

/** Upload of an orders file and what was imported so far. */
export const ImportsPage = () => {
  const t = importsTexts.useTexts()
  const canWork = useMay('import.run')
  useLiveImports()
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      <Link to="/imports/customers" className={styles['back']}>
        <TeamOutlined aria-hidden /> {t('toCustomers')}
      </Link>
      {canWork ? <UploadBox /> : <p className={styles['quiet']}>{t('readOnly')}</p>}
      <Panel title={t('history')} flush>
        <History />
      </Panel>
    </Page>
  )
}
