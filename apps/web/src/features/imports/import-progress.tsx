import { importRoutes, type ImportSummary } from '@candor/api'
import { Panel, ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Progress } from 'antd'
import { call } from '../../lib/api.ts'
import { keepAnswer } from '../../lib/keep-answer.ts'
import { importsTexts } from './imports-texts.ts'
import { importQuery } from './queries.ts'
import styles from './imports.module.css'

interface PhaseProps {
  readonly name: string
  readonly text: string
  readonly aside?: string | undefined
  /** Between 0 and 1; undefined while the whole is not known. */
  readonly share: number | undefined
  readonly done: boolean
}

const Phase = ({ name, text, aside, share, done }: PhaseProps) => (
  <div className={styles['phase']}>
    <div className={styles['phaseHead']}>
      <strong>{name}</strong>
      <span className={styles['quiet']}>{aside}</span>
    </div>
    {share === undefined ? (
      <div className={styles['endless']} role="progressbar" aria-label={name} />
    ) : (
      <Progress percent={Math.floor(share * 1000) / 10} status={done ? 'success' : 'active'} aria-label={name} />
    )}
    <p className={styles['quiet']} aria-live="polite">
      {text}
    </p>
  </div>
)

/** Both phases of an import as bars: rows into orders, orders into points. */
export const ImportPhases = ({ summary }: { readonly summary: ImportSummary }) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const { rowsRead, rowsTotal, rowsPerSecond, pointsDone, pointsTotal, phase } = summary
  const rowsDone = phase === 'points' || phase === 'done'
  const done = format.number(rowsRead)
  return (
    <>
      <Phase
        name={t('progress.phaseOrders')}
        text={
          rowsTotal === null
            ? t('progress.rows', { done })
            : t('progress.rowsOf', { done, total: format.number(rowsTotal) })
        }
        aside={
          rowsPerSecond === null
            ? undefined
            : t('progress.perSecond', { rate: format.number(Math.round(rowsPerSecond)) })
        }
        share={rowsDone ? 1 : rowsTotal === null ? undefined : rowsRead / Math.max(rowsTotal, 1)}
        done={rowsDone}
      />
      <Phase
        name={t('progress.phasePoints')}
        text={
          pointsTotal === 0
            ? t('progress.pointsWaiting')
            : t('progress.pointsOf', { done: format.number(pointsDone), total: format.number(pointsTotal) })
        }
        share={pointsTotal === 0 ? 0 : pointsDone / pointsTotal}
        done={rowsDone && pointsTotal > 0 && pointsDone >= pointsTotal}
      />
    </>
  )
}

/** An import under way, with the way to stop it. */
export const ImportProgress = ({ summary }: { readonly summary: ImportSummary }) => {
  const t = importsTexts.useTexts()
  const { modal } = App.useApp()
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => call(importRoutes.cancel, { params: { id: summary.id }, body: {} }),
    onSuccess: (next) => keepAnswer(client, importQuery(summary.id).queryKey, next),
  })
  const ask = () =>
    void modal.confirm({
      title: t('progress.cancelConfirm'),
      content: t('progress.cancelText'),
      okText: t('progress.cancelYes'),
      onOk: () => cancel.mutateAsync(),
    })
  return (
    <Panel
      title={t('progress.title')}
      extra={
        <Button size="small" danger disabled={summary.state === 'cancelling'} loading={cancel.isPending} onClick={ask}>
          {t('progress.cancel')}
        </Button>
      }
    >
      <ImportPhases summary={summary} />
      {cancel.isError && <ProblemMessage error={cancel.error} />}
      <p className={styles['quiet']}>{t('progress.goOn')}</p>
    </Panel>
  )
}
