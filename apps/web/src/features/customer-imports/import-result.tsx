import { customerImportRoutes, type CustomerImportSummary } from '@candor/api'
import { Figure, Figures, Panel, ProblemMessage, useFormat } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { call } from '../../lib/api.ts'
import { keepAnswer } from '../../lib/keep-answer.ts'
import { useMay } from '../../lib/rights.ts'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { customerImportQuery } from './queries.ts'

const outcomes = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const

const Outcome = ({ summary }: { readonly summary: CustomerImportSummary }) => {
  const t = customerImportsTexts.useTexts()
  const { state, error, undone, isTrial } = summary
  if (state === 'failed') return <Alert type="error" showIcon title={t('result.failed')} description={error?.message} />
  if (state === 'undone')
    return (
      <Alert
        type="info"
        showIcon
        title={t('result.undone')}
        description={undone && t('result.undoneText', { ...undone })}
      />
    )
  if (state === 'cancelled') return <Alert type="warning" showIcon title={t('result.cancelled')} />
  return <Alert type="success" showIcon title={isTrial ? t('result.trialDone') : t('result.completed')} />
}

const Undo = ({ summary }: { readonly summary: CustomerImportSummary }) => {
  const t = customerImportsTexts.useTexts()
  const client = useQueryClient()
  const { modal } = App.useApp()
  const undo = useMutation({
    mutationFn: () => call(customerImportRoutes.undo, { params: { id: summary.id }, body: {} }),
    onSuccess: (next) => keepAnswer(client, customerImportQuery(summary.id).queryKey, next),
  })
  const ask = () =>
    void modal.confirm({
      title: t('result.undoConfirm'),
      content: t('result.undoText'),
      okText: t('result.undoYes'),
      onOk: () => undo.mutateAsync(),
    })
  return (
    <>
      <Button size="small" loading={undo.isPending} onClick={ask}>
        {t('result.undo')}
      </Button>
      {undo.isError && <ProblemMessage error={undo.error} />}
    </>
  )
}

/** What came of an import in numbers, with the way back. */
export const CustomerImportResult = ({ summary }: { readonly summary: CustomerImportSummary }) => {
  const t = customerImportsTexts.useTexts()
  const format = useFormat()
  const canWork = useMay('import.run')
  const { state, isTrial } = summary
  const canUndo = canWork && !isTrial && (state === 'completed' || state === 'cancelled')
  return (
    <>
      <Outcome summary={summary} />
      <Panel title={summary.fileName} extra={canUndo && <Undo summary={summary} />}>
        <Figures>
          {outcomes.map((outcome) => (
            <Figure key={outcome} label={t(`outcome.${outcome}`)} value={format.number(summary[outcome])} />
          ))}
          <Figure label={t('result.warnings')} value={format.number(summary.withWarnings)} />
        </Figures>
      </Panel>
    </>
  )
}
