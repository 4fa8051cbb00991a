import { DownloadOutlined } from '@ant-design/icons'
import { customerImportPaths, type CustomerImportSummary, type CustomerRowOutcome } from '@candor/api'
import { EmptyState, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { FixRow } from './fix-row.tsx'
import { customerRowsQuery } from './queries.ts'
import styles from './customer-imports.module.css'

const outcomes = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const

interface RowsProps {
  readonly summary: CustomerImportSummary
  readonly outcome: CustomerRowOutcome | undefined
}

const Rows = ({ summary, outcome }: RowsProps) => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const query = useInfiniteQuery(customerRowsQuery(summary.id, outcome))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={5} height={44} />
  if (query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <EmptyState title={t('report.none')} />
  return (
    <>
      <ul className={styles['rows']}>
        {rows.map((row) => (
          <li key={row.row}>
            <span className={styles['quiet']}>{t('report.row', { row: format.number(row.row) })}</span>
            <span className={styles['why']}>
              <strong>{row.undone ? t(`undone.${row.undone}`) : row.outcome && t(`outcome.${row.outcome}`)}</strong>
              {row.message && <span className={styles['quiet']}>{row.message}</span>}
              {row.warnings.map(({ column, code }) => (
                <span key={`${column} ${code}`} className={styles['quiet']}>
                  {column}: {t(`warning.${code}`)}
                </span>
              ))}
            </span>
            <code className={styles['values']}>{row.cells.join(' · ')}</code>
            {row.customerId ? (
              <Link to="/customers/$customerId" params={{ customerId: row.customerId }}>
                {t('report.customer')}
              </Link>
            ) : (
              <FixRow importId={summary.id} row={row.row} columns={summary.columns} cells={row.cells} />
            )}
          </li>
        ))}
      </ul>
      <LoadMore query={query} label={t('more')} />
    </>
  )
}

/** What became of each row, by result, with the whole report as a file. */
export const CustomerRowList = ({ summary }: { readonly summary: CustomerImportSummary }) => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const [outcome, setOutcome] = useState<CustomerRowOutcome>()
  return (
    <Panel
      title={t('report.title')}
      flush
      extra={
        <Button size="small" icon={<DownloadOutlined />} href={customerImportPaths.report(summary.id)} download>
          {t('report.download')}
        </Button>
      }
    >
      <div className={styles['chips']}>
        <ChoiceChips
          label={t('report.filter')}
          value={outcome ?? 'all'}
          onChange={(value) => setOutcome(value === 'all' ? undefined : value)}
          options={[
            { value: 'all' as const, label: t('report.all') },
            ...outcomes.map((each) => ({
              value: each,
              label: t(`outcome.${each}`),
              aside: format.number(summary[each]),
            })),
          ]}
        />
      </div>
      <Rows summary={summary} outcome={outcome} />
    </Panel>
  )
}
