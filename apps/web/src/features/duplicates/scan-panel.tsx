import { duplicateRoutes, type DuplicateScan } from '@candor/api'
import { Panel, ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { call } from '../../lib/api.ts'
import { duplicatesTexts } from './duplicates-texts.ts'
import { duplicatesKey } from './queries.ts'
import styles from './duplicates.module.css'

/** Starts a comparison of all customers. */
export const useScan = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(duplicateRoutes.scan, {}),
    onSettled: () => client.invalidateQueries({ queryKey: duplicatesKey }),
  })
}

/** A comparison under way, with the way to stop it. */
export const ScanPanel = ({ scan }: { readonly scan: DuplicateScan }) => {
  const t = duplicatesTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => call(duplicateRoutes.cancelScan, { params: { id: scan.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: duplicatesKey }),
  })
  const share = scan.total === 0 ? 0 : scan.done / scan.total
  return (
    <Panel
      title={t(`phase.${scan.phase}`)}
      extra={
        <Button size="small" danger loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('stop')}
        </Button>
      }
    >
      <Progress percent={Math.floor(share * 100)} status="active" aria-label={t(`phase.${scan.phase}`)} />
      <p className={styles['quiet']} aria-live="polite">
        {t('progress', { done: format.number(scan.done), total: format.number(scan.total) })}
      </p>
      {cancel.isError && <ProblemMessage error={cancel.error} />}
    </Panel>
  )
}
