import { MergeCellsOutlined } from '@ant-design/icons'
import { EmptyState, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { duplicatesTexts } from './duplicates-texts.ts'
import { overviewQuery, useLiveDuplicates } from './queries.ts'
import { Review } from './review.tsx'
import { ScanPanel, useScan } from './scan-panel.tsx'
import styles from './duplicates.module.css'

type Overview = NonNullable<ReturnType<typeof useOverview>['data']>
const useOverview = () => useQuery(overviewQuery)

/** Up to so many are counted by the server. */
const mostCounted = 10_000

/** How much of what was found is decided. */
const Decided = ({ overview: { scan, open, decided } }: { readonly overview: Overview }) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const total = open + decided
  if (total === 0) return null
  const waiting =
    open >= mostCounted
      ? t('manyWaiting', { shown: format.number(mostCounted) })
      : t('waiting', { shown: format.number(open) })
  return (
    <div className={styles['decided']}>
      <Progress
        percent={Math.floor((100 * decided) / total)}
        size="small"
        showInfo={false}
        aria-label={t('decided', { done: format.number(decided), total: format.number(total) })}
      />
      <span className={styles['quiet']}>
        {waiting} · {t('decided', { done: format.number(decided), total: format.number(total) })}
        {scan !== null && scan.leftOut > 0 && <> · {t('leftOut', { shown: format.number(scan.pairs) })}</>}
      </span>
    </div>
  )
}

const Content = ({ overview }: { readonly overview: Overview }) => {
  const t = duplicatesTexts.useTexts()
  const scan = useScan()
  const { scan: newest, open, decided } = overview
  if (newest?.state === 'running') return <ScanPanel scan={newest} />
  if (newest === null) {
    return (
      <Panel>
        <EmptyState
          icon={<MergeCellsOutlined />}
          title={t('never.title')}
          actions={
            <Button type="primary" loading={scan.isPending} onClick={() => scan.mutate()}>
              {t('compare')}
            </Button>
          }
        >
          {t('never.text')}
        </EmptyState>
        {scan.isError && <ProblemMessage error={scan.error} />}
      </Panel>
    )
  }
  return (
    <>
      {newest.state === 'failed' && <Alert type="warning" showIcon title={t('failed')} />}
      <Decided overview={overview} />
      <Review key={newest.id} onEmpty={open + decided === 0 ? 'none' : 'allDone'} />
    </>
  )
}

/** Customers who may be there twice: compared, decided on, merged. */
export const DuplicatesPage = () => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const query = useOverview()
  const scan = useScan()
  useLiveDuplicates()
  const [isMerging, setMerging] = useState(false)
  const newest = query.data?.scan
  const isIdle = newest !== null && newest !== undefined && newest.state !== 'running'
  return (
    <Page
      title={t('title')}
      subtitle={
        newest?.state === 'completed' && newest.finishedAt !== null
          ? t('scanDone', { customers: format.number(newest.customers), when: format.relative(newest.finishedAt) })
          : t('lead')
      }
      actions={
        isIdle && (
          <>
            {(query.data?.open ?? 0) > 0 && <Button onClick={() => setMerging(true)}>{t('bulk.open')}</Button>}
            <Button loading={scan.isPending} onClick={() => scan.mutate()}>
              {t('compareAgain')}
            </Button>
          </>
        )
      }
    >
      {query.isPending && (
        <Panel>
          <SkeletonRows rows={6} height={44} />
        </Panel>
      )}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Content overview={query.data} />}
      {isMerging && <BulkDialog bulk={query.data?.bulk ?? null} onClose={() => setMerging(false)} />}
    </Page>
  )
}
