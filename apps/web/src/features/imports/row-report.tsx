import { CheckCircleOutlined, DownloadOutlined } from '@ant-design/icons'
import { importPaths, type ImportSummary, type RowReason } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { importsTexts } from './imports-texts.ts'
import { rowsQuery } from './queries.ts'
import styles from './imports.module.css'

interface ReasonChipsProps {
  readonly reasons: ImportSummary['reasons']
  readonly chosen: RowReason | undefined
  readonly onChoose: (reason: RowReason | undefined) => void
}

const ReasonChips = ({ reasons, chosen, onChoose }: ReasonChipsProps) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const total = reasons.reduce((sum, { rows }) => sum + rows, 0)
  return (
    <div className={styles['chips']}>
      <ChoiceChips
        label={t('report.filter')}
        value={chosen ?? 'all'}
        onChange={(value) => onChoose(value === 'all' ? undefined : value)}
        options={[
          { value: 'all' as const, label: t('report.all'), aside: format.number(total) },
          ...reasons.map(({ reason, rows }) => ({
            value: reason,
            label: t(`reason.${reason}`),
            aside: format.number(rows),
          })),
        ]}
      />
    </div>
  )
}

const Rows = ({ id, reason }: { readonly id: string; readonly reason: RowReason | undefined }) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const query = useInfiniteQuery(rowsQuery(id, reason))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={5} height={44} />
  if (query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0)
    return <EmptyState icon={<CheckCircleOutlined />} title={reason ? t('report.noneOfReason') : t('report.none')} />
  return (
    <>
      <ul className={styles['reportRows']}>
        {rows.map((row) => (
          <li key={row.row}>
            <span className={styles['rowNumber']}>{t('report.row', { row: format.number(row.row) })}</span>
            <span className={styles['rowWhy']}>
              <strong>{row.reason ? t(`reason.${row.reason}`) : t(`outcome.${row.outcome}`)}</strong>
              {row.message && <span className={styles['quiet']}>{row.message}</span>}
            </span>
            <code className={styles['rowValues']} title={t('report.values')}>
              {row.values.join(' · ')}
            </code>
          </li>
        ))}
      </ul>
      <LoadMore query={query} label={t('report.more')} />
    </>
  )
}

/** Every row that was not simply accepted, by reason, with the whole report as a file. */
export const RowReport = ({ summary }: { readonly summary: ImportSummary }) => {
  const t = importsTexts.useTexts()
  const [reason, setReason] = useState<RowReason>()
  return (
    <Panel
      title={t('report.title')}
      flush
      extra={
        <Button size="small" icon={<DownloadOutlined />} href={importPaths.report(summary.id)} download>
          {t('report.download')}
        </Button>
      }
    >
      {summary.reasons.length > 0 && <ReasonChips reasons={summary.reasons} chosen={reason} onChoose={setReason} />}
      <Rows id={summary.id} reason={reason} />
    </Panel>
  )
}
