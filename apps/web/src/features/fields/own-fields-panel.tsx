import { HistoryOutlined } from '@ant-design/icons'
import type { CustomField, CustomOfRecord, FieldObject, FieldValue } from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import inline from '../../components/inline-field.module.css'
import { ValueConflictDialog } from '../../components/value-conflict-dialog.tsx'
import { laidOutFields, useLayout } from '../../lib/layouts.ts'
import { ownFieldTexts } from '../../lib/own-field-texts.ts'
import { useBilingual, useFields, useValueText } from '../../lib/own-fields.ts'
import type { ValueEdit } from '../../lib/own-values.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { fieldsTexts } from './fields-texts.ts'
import { OwnFieldRow } from './own-field-row.tsx'
import { OwnFieldsHistory } from './own-fields-history.tsx'
import { valuesQuery } from './queries.ts'
import { SecretRow } from './secret-row.tsx'
import { useValuesEdit } from './use-values-edit.ts'
import styles from './fields.module.css'

/** Fields under their headings, in their order; those without one first. */
const sectionsOf = (fields: readonly CustomField[], say: ReturnType<typeof useBilingual>) => {
  const sections = Map.groupBy(fields, ({ section }) => say(section))
  return [...sections].toSorted(([a], [b]) => Number(a !== '') - Number(b !== ''))
}

interface OwnFieldsPanelProps {
  readonly object: FieldObject
  readonly id: string
  /** Whether values can be changed here; whoever may change customers unless given. */
  readonly mayEdit?: boolean
}

/** What the company’s own fields hold for a record, to be filled in in place. Nothing where there are no fields. */
export const OwnFieldsPanel = ({ object, id, mayEdit }: OwnFieldsPanelProps) => {
  const t = fieldsTexts.useTexts()
  const own = ownFieldTexts.useTexts()
  const say = useBilingual()
  const valueText = useValueText()
  const { tell, complain } = useTell()
  const mayWriteCustomers = useMay('customer.write')
  const mayWrite = mayEdit ?? mayWriteCustomers
  const fields = laidOutFields(useFields(object), useLayout(object))
  const [history, setHistory] = useState(false)
  const query = useQuery({ ...valuesQuery(object, id), enabled: fields.length > 0 })
  const { save, conflict, resolve } = useValuesEdit(object, id, query.data)
  if (fields.length === 0) return null
  const conflictField = fields.find(({ key }) => key === conflict?.key)

  const saveValue = (field: CustomField, edit: ValueEdit, before?: FieldValue | null) =>
    save.mutate(edit, {
      onError: complain,
      onSuccess: (result) => {
        if (result !== 'saved') return
        // What a secret was is not known here.
        const mayUndo = before !== undefined && field.settings.type !== 'secret'
        tell(before === undefined ? own('undone') : own('saved', { field: say(field.label) }), {
          key: `saved-own-${field.key}`,
          undo: mayUndo ? () => saveValue(field, { key: field.key, value: before }) : undefined,
        })
      },
    })
  const row = (field: CustomField, { values, secrets, linked }: CustomOfRecord) => {
    const value = values[field.key] ?? null
    const canEdit = mayWrite && field.mayEdit
    const onSave = (next: FieldValue | null) => saveValue(field, { key: field.key, value: next }, value)
    if (field.settings.type === 'secret') {
      const filled = secrets.includes(field.key)
      return <SecretRow key={field.id} {...{ object, id, field, filled, canEdit, onSave }} />
    }
    const shown = valueText(field, value, linked)
    return <OwnFieldRow key={field.id} {...{ field, value, shown, canEdit, onSave }} />
  }
  return (
    <Panel
      title={t('panel.title')}
      extra={
        <Button type="link" size="small" icon={<HistoryOutlined />} onClick={() => setHistory(true)}>
          {t('panel.history')}
        </Button>
      }
    >
      {query.isPending && <SkeletonRows rows={fields.length} height={28} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data &&
        sectionsOf(fields, say).map(([heading, of]) => (
          <div key={heading} className={styles['section']}>
            {heading !== '' && <h3 className={styles['heading']}>{heading}</h3>}
            <dl className={inline['fields']}>{of.map((field) => row(field, query.data))}</dl>
          </div>
        ))}
      {history && query.data && (
        <OwnFieldsHistory
          object={object}
          id={id}
          fields={fields}
          current={query.data}
          canEdit={mayWrite}
          onRestore={(field, value) =>
            saveValue(field, { key: field.key, value }, query.data.values[field.key] ?? null)
          }
          onClose={() => setHistory(false)}
        />
      )}
      {conflict && conflictField && (
        <ValueConflictDialog
          field={conflictField}
          conflict={conflict}
          linked={query.data?.linked ?? []}
          resolve={resolve}
        />
      )}
    </Panel>
  )
}
