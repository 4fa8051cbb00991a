import { LeftOutlined, TeamOutlined } from '@ant-design/icons'
import { customerImportPaths, type CustomerImportSummary } from '@candor/api'
import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FileDrop } from '../../components/file-drop.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/rights.ts'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { ExportPanel } from './export-panel.tsx'
import { CustomerImportTag } from './import-tag.tsx'
import { MappingsPanel } from './mappings-panel.tsx'
import { customerImportQuery, customerImportsKey, customerImportsQuery } from './queries.ts'
import styles from './customer-imports.module.css'

const Upload = () => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const navigate = useNavigate()
  const client = useQueryClient()
  return (
    <FileDrop<CustomerImportSummary>
      path={customerImportPaths.upload}
      accept=".csv,.tsv,.txt,.xlsx,.vcf,.json,.ndjson,.jsonl,.gz"
      texts={{
        drop: t('drop'),
        dropHelp: t('dropHelp'),
        choose: t('choose'),
        cancel: t('cancelUpload'),
        uploading: (name) => t('uploading', { name }),
        uploaded: ({ sent, total }) => t('uploaded', { done: format.bytes(sent), total: format.bytes(total) }),
      }}
      onDone={async (summary) => {
        client.setQueryData(customerImportQuery(summary.id).queryKey, summary)
        void client.invalidateQueries({ queryKey: customerImportsKey })
        await navigate({ to: '/imports/customers/$importId', params: { importId: summary.id } })
      }}
    />
  )
}

const History = () => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const query = useInfiniteQuery(customerImportsQuery)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={3} height={56} />
  if (query.isError && items.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0)
    return (
      <EmptyState icon={<TeamOutlined />} title={t('historyEmptyTitle')}>
        {t('historyEmptyText')}
      </EmptyState>
    )
  return (
    <>
      <ul>
        {items.map((summary) => (
          <li key={summary.id}>
            <Link to="/imports/customers/$importId" params={{ importId: summary.id }} className={styles['importRow']}>
              <span className={styles['grow']}>
                <strong>{summary.fileName}</strong>
                <br />
                <span className={styles['quiet']}>
                  {format.bytes(summary.fileSize)} · <Instant at={summary.createdAt} style="relative" />
                </span>
              </span>
              <span className={styles['quiet']}>
                {t('outcome.created')} {format.number(summary.created)} · {t('outcome.updated')}{' '}
                {format.number(summary.updated)} · {t('outcome.failed')} {format.number(summary.failed)}
              </span>
              <CustomerImportTag state={summary.state} />
            </Link>
          </li>
        ))}
      </ul>
      <LoadMore query={query} label={t('more')} />
    </>
  )
}

/** Upload of files with customers, what was imported so far, and taking customers out. */
export const CustomerImportsPage = () => {
  const t = customerImportsTexts.useTexts()
  const canWork = useMay('import.run')
  const canExport = useMay('customer.export')
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      {canWork ? <Upload /> : <p className={styles['quiet']}>{t('readOnly')}</p>}
      <Panel title={t('history')} flush>
        <History />
      </Panel>
      <MappingsPanel />
      {canExport && <ExportPanel />}
    </Page>
  )
}

/** The way back to all imports of customers. */
export const BackToImports = () => {
  const t = customerImportsTexts.useTexts()
  return (
    <Link to="/imports/customers" className={styles['back']}>
      <LeftOutlined aria-hidden /> {t('back')}
    </Link>
  )
}
