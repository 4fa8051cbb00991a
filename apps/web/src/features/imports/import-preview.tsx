import { importRoutes, type ImportOptions, type ImportPreview, type ImportSummary } from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { keepAnswer } from '../../lib/keep-answer.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { importsTexts } from './imports-texts.ts'
import { MappingForm } from './mapping-form.tsx'
import { missingFields } from './mapping.ts'
import { PreviewRows } from './preview-rows.tsx'
import { importQuery, previewQuery } from './queries.ts'
import styles from './imports.module.css'

const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const

const useFileLine = (summary: ImportSummary, preview: ImportPreview): string => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const known = delimiters[preview.delimiter as keyof typeof delimiters]
  return t('preview.file', {
    size: format.bytes(summary.fileSize),
    encoding: preview.encoding.toUpperCase(),
    delimiter: known ? t(`preview.${known}`) : `“${preview.delimiter}”`,
  })
}

interface EditorProps {
  readonly summary: ImportSummary
  readonly first: ImportPreview
}

const Editor = ({ summary, first }: EditorProps) => {
  const t = importsTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const canWork = useMay('import.run')
  const { complain } = useTell()
  const fileLine = useFileLine(summary, first)
  const [options, setOptions] = useState<ImportOptions>({ mapping: first.mapping, ...first.suggested })
  const missing = missingFields(options)
  const start = useMutation({
    mutationFn: () => call(importRoutes.start, { params: { id: summary.id }, body: options }),
    onSuccess: (next) => keepAnswer(client, importQuery(summary.id).queryKey, next),
    onError: complain,
  })
  const isWaiting = start.isIdle || start.isError
  const live = useQuery({ ...previewQuery(summary.id, options), enabled: missing.length === 0 && isWaiting })
  const preview = live.data ?? first
  const rejected = preview.rows.filter((row) => row.outcome === 'rejected').length
  return (
    <>
      <Panel
        title={t('preview.title')}
        extra={
          <Button
            type="primary"
            disabled={missing.length > 0 || !canWork}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('preview.start')}
          </Button>
        }
      >
        <p className={styles['quiet']}>{fileLine}</p>
        <MappingForm columns={preview.columns} encoding={preview.encoding} options={options} onChange={setOptions} />
        {missing.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('preview.missing', {
              fields: missing.map((field) => t(`preview.field.${field}`)).join(', '),
            })}
          />
        )}
        {live.isError && <ProblemMessage error={live.error} onRetry={() => void live.refetch()} />}
        {start.isError && <ProblemMessage error={start.error} />}
      </Panel>
      <Panel title={t('preview.rows')} flush>
        {rejected > 0 && (
          <p className={styles['rejectedHint']} role="status">
            {t('preview.rejectedSome', { count: rejected, shown: format.number(rejected) })}
          </p>
        )}
        <PreviewRows preview={preview} options={options} busy={live.isFetching} />
      </Panel>
    </>
  )
}

/** Preview of an uploaded file: the guessed columns can be changed, and what would become of each row follows at once. */
export const ImportPreviewForm = ({ summary }: { readonly summary: ImportSummary }) => {
  const query = useQuery(previewQuery(summary.id, undefined))
  if (query.isPending)
    return (
      <Panel>
        <SkeletonRows rows={8} />
      </Panel>
    )
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  return <Editor summary={summary} first={query.data} />
}
