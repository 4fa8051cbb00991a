import { customerImportRoutes, type CustomerImportSummary } from '@candor/api'
import { Panel, ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { call } from '../../lib/api.ts'
import { keepAnswer } from '../../lib/keep-answer.ts'
import { useMay } from '../../lib/rights.ts'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { customerImportQuery } from './queries.ts'
import styles from './customer-imports.module.css'

/** An import under way: what it does, how far it is, and the ways to let it rest, go on or end. */
export const CustomerImportProgress = ({ summary }: { readonly summary: CustomerImportSummary }) => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const canWork = useMay('import.run')
  const change = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'cancel') =>
      call(customerImportRoutes[what], { params: { id: summary.id }, body: {} }),
    onSuccess: (next) => keepAnswer(client, customerImportQuery(summary.id).queryKey, next),
  })
  const { state, phase, isTrial, rowsDone, rowsTotal, rowsPerSecond } = summary
  const doing =
    state === 'undoing' ? 'undoing' : phase === 'writing' && isTrial ? 'trying' : phase === 'done' ? 'done' : phase
  const percent = rowsTotal === null ? 0 : Math.floor((rowsDone / Math.max(rowsTotal, 1)) * 100)
  return (
    <Panel
      title={t(`progress.${doing}`)}
      extra={
        canWork &&
        state !== 'undoing' && (
          <span className={styles['actions']}>
            {state === 'running' && (
              <Button size="small" loading={change.isPending} onClick={() => change.mutate('pause')}>
                {t('progress.pause')}
              </Button>
            )}
            {state === 'paused' && (
              <Button size="small" type="primary" loading={change.isPending} onClick={() => change.mutate('resume')}>
                {t('progress.resume')}
              </Button>
            )}
            <Button
              size="small"
              danger
              disabled={state === 'cancelling'}
              loading={change.isPending}
              onClick={() => change.mutate('cancel')}
            >
              {t('progress.cancel')}
            </Button>
          </span>
        )
      }
    >
      <Progress
        percent={percent}
        status={state === 'paused' ? 'normal' : 'active'}
        aria-label={t(`progress.${doing}`)}
      />
      <p className={styles['quiet']} aria-live="polite">
        {rowsTotal !== null && t('progress.rows', { done: format.number(rowsDone), total: format.number(rowsTotal) })}{' '}
        {rowsPerSecond !== null && t('progress.rate', { rate: format.number(rowsPerSecond) })}
      </p>
      {change.isError && <ProblemMessage error={change.error} />}
      <p className={styles['quiet']}>{t('progress.goOn')}</p>
    </Panel>
  )
}
