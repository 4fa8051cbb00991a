import type { SalesDocument } from '@candor/api'
import { languageNames, languages, Panel } from '@candor/ui'
import { Checkbox, Input, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { sumsOfDraft, type Draft } from './draft.ts'
import { LineEditor } from './line-editor.tsx'
import { salesTexts } from './sales-texts.ts'
import { Totals } from './totals.tsx'
import styles from './sales.module.css'

interface DraftEditorProps {
  readonly document: SalesDocument
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly children: ReactNode
}

const Field = ({ id, label, children }: FieldProps) => (
  <div className={styles['field']}>
    <label htmlFor={id}>{label}</label>
    {children}
  </div>
)

/** Writes a document: what for, to whom, its lines, and what it comes to while it is typed. */
export const DraftEditor = ({ document, draft, onChange }: DraftEditorProps) => {
  const t = salesTexts.useTexts()
  const id = useId()
  const sums = sumsOfDraft(draft, document.currency, document.rounding)
  const text = (name: 'title' | 'buyerName' | 'taxNumber' | 'until' | 'discount', label: string, more: object = {}) => (
    <Field id={`${id}-${name}`} label={label}>
      <Input
        id={`${id}-${name}`}
        value={draft[name]}
        maxLength={200}
        onChange={(event) => onChange({ [name]: event.target.value })}
        {...more}
      />
    </Field>
  )
  const area = (name: 'buyerAddress' | 'note', label: string, most: number) => (
    <Field id={`${id}-${name}`} label={label}>
      <Input.TextArea
        id={`${id}-${name}`}
        value={draft[name]}
        maxLength={most}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <>
      <Panel title={t('page.details')}>
        <div className={styles['fields']}>
          {text('title', t('field.title'))}
          {text('until', t(document.kind === 'quote' ? 'field.untilQuote' : 'field.untilInvoice'), { type: 'date' })}
          {text('buyerName', t('field.buyerName'))}
          {text('taxNumber', t('field.taxNumber'), { maxLength: 64 })}
          {area('buyerAddress', t('field.buyerAddress'), 300)}
          {area('note', t('field.note'), 2000)}
          <Field id={`${id}-language`} label={t('field.language')}>
            <Select
              id={`${id}-language`}
              value={draft.language}
              onChange={(language) => onChange({ language })}
              options={languages.map((value) => ({ value, label: languageNames[value] }))}
            />
          </Field>
          {text('discount', t('field.discount'), { inputMode: 'decimal', maxLength: 7 })}
        </div>
        <Checkbox checked={draft.taxIncluded} onChange={(event) => onChange({ taxIncluded: event.target.checked })}>
          {t('field.taxIncluded')}
        </Checkbox>
      </Panel>
      <Panel title={t('page.lines')}>
        <LineEditor document={document} draft={draft} sums={sums} onChange={onChange} />
        {sums === undefined ? (
          <p role="status" className={styles['notice']}>
            {t('line.wrong')}
          </p>
        ) : (
          draft.lines.length > 0 && <Totals sums={sums} currency={document.currency} />
        )}
      </Panel>
    </>
  )
}
