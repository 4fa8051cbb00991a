import type { ImportSummary } from '@candor/api'
import { Figure, Figures, Panel, useFormat } from '@candor/ui'
import { Alert } from 'antd'
import { ImportPhases } from './import-progress.tsx'
import { importsTexts } from './imports-texts.ts'
import { isMoving } from './queries.ts'

const Outcome = ({ summary }: { readonly summary: ImportSummary }) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const { state, startedAt, finishedAt, error } = summary
  if (state === 'failed')
    return (
      <Alert
        type="error"
        showIcon
        title={t('result.failed')}
        description={
          <>
            {error && <p>{error.message}</p>}
            <p>{t('result.failedText')}</p>
          </>
        }
      />
    )
  if (state === 'cancelled')
    return <Alert type="warning" showIcon title={t('result.cancelled')} description={t('result.cancelledText')} />
  const seconds = startedAt && finishedAt ? (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 : undefined
  return (
    <Alert
      type="success"
      showIcon
      title={
        seconds === undefined
          ? t('result.completed')
          : `${t('result.completed')} ${t('result.completedIn', { seconds: format.number(Math.max(1, Math.round(seconds))) })}`
      }
      description={isMoving(summary) && t('result.pointsGoOn')}
    />
  )
}

/** What came of an import in numbers. */
export const ImportResult = ({ summary }: { readonly summary: ImportSummary }) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const figures: [string, string][] = [
    [t('figures.rows'), format.number(summary.rowsRead)],
    [t('figures.accepted'), format.number(summary.rowsAccepted)],
    [t('figures.unchanged'), format.number(summary.rowsUnchanged)],
    [t('figures.rejected'), format.number(summary.rowsRejected)],
    [t('figures.orders'), format.number(summary.ordersCreated)],
    [t('figures.customers'), format.number(summary.customersCreated)],
    [t('figures.total'), summary.currency ? format.money(summary.acceptedTotal, summary.currency) : '–'],
    [t('figures.points'), format.number(summary.pointsDone)],
  ]
  return (
    <>
      <Outcome summary={summary} />
      <Panel>
        <Figures>
          {figures.map(([label, value]) => (
            <Figure key={label} label={label} value={value} />
          ))}
        </Figures>
      </Panel>
      {isMoving(summary) && (
        <Panel title={t('progress.title')}>
          <ImportPhases summary={summary} />
        </Panel>
      )}
    </>
  )
}
