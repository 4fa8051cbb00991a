import { CloseOutlined } from '@ant-design/icons'
import { customerBulkRoutes, type BulkSummary } from '@candor/api'
import { useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Modal, Progress, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { bulkQuery, bulkRowsQuery, useUndoBulk } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

const outcomes = ['changed', 'unchanged', 'skipped'] as const

/** What became of each customer, by outcome. */
const Report = ({ bulk, onClose }: { readonly bulk: BulkSummary; readonly onClose: () => void }) => {
  const t = listsTexts.useTexts()
  const format = useFormat()
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('changed')
  const query = useInfiniteQuery(bulkRowsQuery(bulk.id, outcome))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Modal open footer={null} title={t('bulk.reportTitle')} onCancel={onClose}>
      <Segmented
        block
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((value) => ({
          value,
          label: `${t(`bulk.outcome.${value}`)} (${format.number(bulk[value])})`,
        }))}
      />
      {/* The box scrolls, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={styles['rows']} tabIndex={0} aria-label={t(`bulk.outcome.${outcome}`)}>
        {rows.map((row) => (
          <li key={row.row}>
            <Link to="/customers/$customerId" params={{ customerId: row.customerId }}>
              {row.name}
            </Link>
            {row.reason && <span className={styles['reason']}>{t(`bulk.reason.${row.reason}`)}</span>}
          </li>
        ))}
        {!query.isPending && rows.length === 0 && <li>{t('bulk.none')}</li>}
      </ul>
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('group.more')}
        </Button>
      )}
    </Modal>
  )
}

const isOver = ({ state }: BulkSummary): boolean => state !== 'running' && state !== 'cancelling'

interface BulkProgressProps {
  readonly id: string
  /** Called once when it is over. */
  readonly onEnd: () => void
  /** Called with the change that takes this one back. */
  readonly onUndo: (id: string) => void
  readonly onClose: () => void
}

/** How far a change of many is; when it is over, what came of it and a way back. */
export const BulkProgress = ({ id, onEnd, onUndo, onClose }: BulkProgressProps) => {
  const t = listsTexts.useTexts()
  const format = useFormat()
  const { complain } = useTell()
  const { data: bulk } = useQuery(bulkQuery(id))
  const undo = useUndoBulk()
  const [reporting, setReporting] = useState(false)
  const over = bulk !== undefined && isOver(bulk)
  useEffect(() => {
    if (over) onEnd()
    // Once, when it is over.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [over])
  if (!bulk) return null
  const done = bulk.changed + bulk.unchanged + bulk.skipped
  const running =
    bulk.total === null
      ? t('bulk.running', { done: format.number(done) })
      : t('bulk.runningOf', { done: format.number(done), total: format.number(bulk.total) })
  const result = [
    bulk.state === 'cancelled' ? t('bulk.cancelled') : bulk.state === 'failed' ? t('bulk.failed') : undefined,
    t('bulk.completed', { count: bulk.changed, shown: format.number(bulk.changed) }),
    bulk.unchanged > 0 ? t('bulk.unchanged', { shown: format.number(bulk.unchanged) }) : undefined,
    bulk.skipped > 0 ? t('bulk.skipped', { shown: format.number(bulk.skipped) }) : undefined,
  ]
  return (
    <div className={styles['bulkBar']} role="status">
      {over ? <span>{result.filter(Boolean).join(' · ')}</span> : <span>{running}</span>}
      {!over && (
        <Progress
          style={{ width: 160 }}
          size="small"
          showInfo={false}
          status="active"
          aria-label={running}
          percent={bulk.total === null ? 100 : Math.floor((100 * done) / Math.max(1, bulk.total))}
        />
      )}
      <span className={styles['grow']} />
      {over ? (
        <>
          {bulk.changed > 0 && bulk.undoneBy === null && bulk.undoes === null && (
            <Button
              size="small"
              loading={undo.isPending}
              onClick={() => undo.mutate(id, { onSuccess: (back) => onUndo(back.id), onError: complain })}
            >
              {t('bulk.undo')}
            </Button>
          )}
          <Button type="link" size="small" onClick={() => setReporting(true)}>
            {t('bulk.report')}
          </Button>
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('bulk.close')} onClick={onClose} />
        </>
      ) : (
        <Button
          size="small"
          onClick={() => void call(customerBulkRoutes.cancel, { params: { id }, body: {} }).catch(complain)}
        >
          {t('bulk.cancel')}
        </Button>
      )}
      {reporting && <Report bulk={bulk} onClose={() => setReporting(false)} />}
    </div>
  )
}
