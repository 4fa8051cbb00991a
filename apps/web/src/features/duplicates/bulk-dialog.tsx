import { duplicateRoutes, type DuplicateBulk } from '@candor/api'
import { ProblemMessage, useFormat } from '@candor/ui'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { call } from '../../lib/api.ts'
import { duplicatesTexts } from './duplicates-texts.ts'
import { bulkRowsQuery, duplicatesKey, elsewhere } from './queries.ts'
import { chanceOf } from './chance.ts'
import styles from './duplicates.module.css'

const minimums = [0.999, 0.99, 0.95, 0.9, 0.8]

const header = ['row', 'firstId', 'secondId', 'probability', 'outcome', 'mergeId', 'reason'] as const

/** Fetches every row of a report and saves it as a file. Holds ids and codes, nothing that a spreadsheet would run. */
const saveReport = async (id: string): Promise<void> => {
  const lines = [header.join()]
  let cursor: string | undefined
  do {
    const page = await call(duplicateRoutes.bulkRows, { params: { id }, query: { limit: 200, cursor } })
    lines.push(...page.items.map((row) => header.map((name) => row[name] ?? '').join()))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  const url = URL.createObjectURL(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `merged-${id}.csv` })
  link.click()
  URL.revokeObjectURL(url)
}

/** What became of each pair. */
const Report = ({ bulk }: { readonly bulk: DuplicateBulk }) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const rows = useInfiniteQuery({ ...bulkRowsQuery(bulk.id), enabled: bulk.state !== 'running' })
  const download = useMutation({ mutationFn: async () => saveReport(bulk.id) })
  const items = rows.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  return (
    <details>
      <summary>{t('bulk.report')}</summary>
      <table className={styles['report']}>
        <thead>
          <tr>
            <th scope="col">{t('bulk.row')}</th>
            <th scope="col">{t('bulk.chance')}</th>
            <th scope="col">{t('bulk.report')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ row, probability, outcome, reason }) => (
            <tr key={row}>
              <td>{format.number(row)}</td>
              <td>{format.percent(chanceOf(probability))}</td>
              <td>{t(`bulk.outcome.${outcome}`, { reason: reason ?? '' })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <LoadMore query={rows} label={t('bulk.more')} />
      <p>
        <Button size="small" loading={download.isPending} onClick={() => download.mutate()}>
          {t('bulk.download')}
        </Button>
      </p>
    </details>
  )
}

interface BulkDialogProps {
  readonly bulk: DuplicateBulk | null
  readonly onClose: () => void
}

/** Merging of all pairs from a likelihood on: chosen, followed, reported. */
export const BulkDialog = ({ bulk, onClose }: BulkDialogProps) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const [minimum, setMinimum] = useState(0.99)
  const [started, setStarted] = useState<string>()
  const start = useMutation({
    mutationFn: () => call(duplicateRoutes.mergeMany, { body: { minimum } }),
    onSuccess: ({ id }) => setStarted(id),
    onSettled: () => client.invalidateQueries({ queryKey: duplicatesKey }),
  })
  const shown = bulk !== null && (bulk.id === started || bulk.state === 'running') ? bulk : null
  const isRunning = shown?.state === 'running' || (started !== undefined && shown === null)
  const close = () => {
    void client.invalidateQueries({ queryKey: duplicatesKey })
    void client.invalidateQueries(elsewhere)
    onClose()
  }
  const counts = { merged: format.number(shown?.merged ?? 0), skipped: format.number(shown?.skipped ?? 0) }
  return (
    <Modal
      open
      title={t('bulk.title')}
      onCancel={close}
      footer={[
        <Button key="close" onClick={close}>
          {t('bulk.close')}
        </Button>,
        <Button key="start" type="primary" loading={start.isPending || isRunning} onClick={() => start.mutate()}>
          {t('bulk.start')}
        </Button>,
      ]}
    >
      <p>{t('bulk.text')}</p>
      <label className={styles['minimum']}>
        <span>{t('bulk.minimum')}</span>
        <Select
          value={minimum}
          onChange={setMinimum}
          aria-label={t('bulk.minimum')}
          options={minimums.map((value) => ({ value, label: format.percent(value) }))}
        />
      </label>
      {shown && (
        <p aria-live="polite">{shown.state === 'running' ? t('bulk.running', counts) : t('bulk.done', counts)}</p>
      )}
      {shown && <Report bulk={shown} />}
      {start.isError && <ProblemMessage error={start.error} />}
    </Modal>
  )
}
