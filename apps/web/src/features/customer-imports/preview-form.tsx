import {
  customerImportFields,
  customerImportRoutes,
  importEncodings,
  type CustomerImportField,
  type CustomerImportOptions,
  type CustomerImportPreview,
  type CustomerImportSummary,
  type OwnImportField,
} from '@candor/api'
import { localeOf, Panel, ProblemMessage, SkeletonRows, useLanguage } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Collapse, Form, Select } from 'antd'
import { useMemo, useState } from 'react'
import { call } from '../../lib/api.ts'
import { keepAnswer } from '../../lib/keep-answer.ts'
import { useBilingual, useFields } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { PreviewTable } from './preview-table.tsx'
import { customerImportQuery, customerPreviewQuery } from './queries.ts'
import styles from './customer-imports.module.css'

const regions = ['CN', 'GB', 'US', 'DE', 'FR', 'ES', 'IT', 'NL', 'JP', 'KR', 'HK', 'TW', 'SG', 'IN', 'AU', 'CA', 'BR']
const systems = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  zoho: 'Zoho',
  'atomic-crm': 'Atomic CRM',
  vcard: 'vCard',
  candor: 'Candor',
} as const
const modes = ['create', 'create-or-update', 'update'] as const
const keys = ['reference', 'email', 'phone'] as const

/** What a column can fill: a field of every customer, or one of the company’s own. */
type Filled = CustomerImportField | OwnImportField
const notFromFiles = new Set(['customer', 'company', 'formula'])

interface PartProps {
  readonly preview: CustomerImportPreview
  readonly options: CustomerImportOptions
  readonly onChange: (options: CustomerImportOptions) => void
}

const Columns = ({ preview, options, onChange }: PartProps) => {
  const t = customerImportsTexts.useTexts()
  const say = useBilingual()
  const own = useFields('customer').filter(({ mayEdit, settings }) => mayEdit && !notFromFiles.has(settings.type))
  const choose = (column: string, field: Filled | undefined) => {
    const rest = Object.entries(options.mapping).filter(([other]) => other !== column)
    const mapping = Object.fromEntries(field === undefined ? rest : [...rest, [column, field]])
    onChange({ ...options, mapping })
  }
  return (
    <div className={styles['choices']}>
      {preview.columns.map((column, at) => (
        <Form.Item key={column} label={column} htmlFor={`column-${at}`}>
          <Select
            id={`column-${at}`}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('kept')}
            value={options.mapping[column] ?? null}
            onChange={(field?: Filled | null) => choose(column, field ?? undefined)}
            options={[
              ...customerImportFields.map((field): { value: Filled; label: string } => ({
                value: field,
                label: t(`field.${field}`),
              })),
              ...own.map(({ key, label }): { value: Filled; label: string } => ({
                value: `custom:${key}`,
                label: say(label),
              })),
            ]}
          />
        </Form.Item>
      ))}
    </div>
  )
}

const Choices = ({ options, onChange }: PartProps) => {
  const t = customerImportsTexts.useTexts()
  const [language] = useLanguage()
  const names = useMemo(() => new Intl.DisplayNames(localeOf(language), { type: 'region' }), [language])
  return (
    <div className={styles['choices']}>
      <Form.Item label={t('preview.mode')} htmlFor="import-mode">
        <Select
          id="import-mode"
          value={options.mode}
          onChange={(mode) => onChange({ ...options, mode })}
          options={modes.map((mode) => ({ value: mode, label: t(`preview.modes.${mode}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('preview.key')} htmlFor="import-key">
        <Select
          id="import-key"
          value={options.key}
          onChange={(key) => onChange({ ...options, key })}
          options={keys.map((key) => ({ value: key, label: t(`field.${key}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('preview.region')} htmlFor="import-region">
        <Select
          id="import-region"
          showSearch={{ optionFilterProp: 'label' }}
          value={options.region}
          onChange={(region) => onChange({ ...options, region })}
          options={[...new Set([options.region, ...regions])].map((code) => ({ value: code, label: names.of(code) }))}
        />
      </Form.Item>
    </div>
  )
}

const FileForm = ({ preview, options, onChange }: PartProps) => {
  const t = customerImportsTexts.useTexts()
  return (
    <div className={styles['choices']}>
      <Form.Item label={t('preview.encoding')} htmlFor="import-encoding">
        <Select
          id="import-encoding"
          disabled={preview.format === 'xlsx'}
          value={options.encoding ?? importEncodings.find((known) => known === preview.encoding) ?? 'utf-8'}
          onChange={(encoding) => onChange({ ...options, encoding })}
          options={importEncodings.map((value) => ({ value, label: value.toUpperCase() }))}
        />
      </Form.Item>
      {preview.sheets.length > 1 && (
        <Form.Item label={t('preview.sheet')} htmlFor="import-sheet">
          <Select
            id="import-sheet"
            value={options.sheet ?? preview.sheets[0] ?? ''}
            onChange={(sheet) => onChange({ ...options, sheet })}
            options={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
          />
        </Form.Item>
      )}
      {(preview.format === 'delimited' || preview.format === 'xlsx') && (
        <Checkbox
          checked={options.hasHeader ?? preview.hasHeader}
          onChange={(event) => onChange({ ...options, mapping: {}, hasHeader: event.target.checked })}
        >
          {t('preview.hasHeader')}
        </Checkbox>
      )}
    </div>
  )
}

interface EditorProps {
  readonly summary: CustomerImportSummary
  readonly first: CustomerImportPreview
}

const Editor = ({ summary, first }: EditorProps) => {
  const t = customerImportsTexts.useTexts()
  const client = useQueryClient()
  const canWork = useMay('import.run')
  const { complain } = useTell()
  const [options, setOptions] = useState<CustomerImportOptions>(first.options)
  const start = useMutation({
    mutationFn: (isTrial: boolean) =>
      call(customerImportRoutes.start, { params: { id: summary.id }, body: { options, isTrial } }),
    onSuccess: (next) => keepAnswer(client, customerImportQuery(summary.id).queryKey, next),
    onError: complain,
  })
  const isWaiting = start.isIdle || start.isError
  const live = useQuery({ ...customerPreviewQuery(summary.id, options), enabled: isWaiting })
  const preview = live.data ?? first
  const parts = { preview, options, onChange: setOptions }
  const dates = preview.dates.map(({ column, order }) => `${column} (${t(`preview.order.${order}`)})`).join(', ')
  return (
    <>
      <Panel
        title={t('preview.title')}
        extra={
          <span className={styles['actions']}>
            <Button disabled={!canWork} loading={start.isPending} onClick={() => start.mutate(true)}>
              {t('preview.trial')}
            </Button>
            <Button type="primary" disabled={!canWork} loading={start.isPending} onClick={() => start.mutate(false)}>
              {t('preview.start')}
            </Button>
          </span>
        }
      >
        <p className={styles['quiet']}>
          {t('preview.found', {
            format: preview.format === 'delimited' ? 'CSV' : preview.format.toUpperCase(),
            encoding: preview.encoding.toUpperCase(),
            columns: preview.columns.length,
          })}{' '}
          {preview.system && t('preview.system', { name: systems[preview.system] })}{' '}
          {preview.isRemembered && t('preview.remembered')} {dates && t('preview.dates', { columns: dates })}
        </p>
        <Form layout="vertical" component="div">
          <Choices {...parts} />
          <p className={styles['section']}>{t('preview.columns')}</p>
          <p className={styles['quiet']}>{t('preview.columnsHelp')}</p>
          <Columns {...parts} />
          <Collapse ghost items={[{ key: 'file', label: t('preview.fileForm'), children: <FileForm {...parts} /> }]} />
        </Form>
        {live.isError && <ProblemMessage error={live.error} onRetry={() => void live.refetch()} />}
        {start.isError && <ProblemMessage error={start.error} />}
      </Panel>
      <Panel title={t('preview.rows')} flush>
        <PreviewTable preview={preview} importId={summary.id} busy={live.isFetching} />
      </Panel>
    </>
  )
}

/** Preview of an uploaded file: what each column is can be changed, and what would be kept of each row follows at once. */
export const CustomerPreviewForm = ({ summary }: { readonly summary: CustomerImportSummary }) => {
  const t = customerImportsTexts.useTexts()
  const query = useQuery(customerPreviewQuery(summary.id, summary.options ?? undefined))
  if (query.isPending)
    return (
      <Panel>
        <SkeletonRows rows={8} />
      </Panel>
    )
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      {summary.isTrial && <Alert type="info" showIcon title={t('result.trialDone')} />}
      <Editor summary={summary} first={query.data} />
    </>
  )
}
