import { EditOutlined } from '@ant-design/icons'
import type { CustomerSummary, CustomField } from '@candor/api'
import { OwnFieldEditor } from '../../components/own-field-editor.tsx'
import { ownFieldTexts } from '../../lib/own-field-texts.ts'
import { useBilingual, useValueText } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { useCellEdits } from './cell-edits.tsx'
import { EditInPlace } from './edit-in-place.tsx'
import styles from './lists.module.css'

interface OwnCellProps {
  readonly customer: CustomerSummary
  readonly field: CustomField
}

/** A value of a field of the company’s own in the list; changed in place by who may. */
export const OwnCell = ({ customer, field }: OwnCellProps) => {
  const t = ownFieldTexts.useTexts()
  const say = useBilingual()
  const valueText = useValueText()
  const mayWrite = useMay('customer.write')
  const save = useCellEdits()?.saveOwn
  const { custom = {}, linked = {} } = customer
  const value = custom[field.key] ?? null
  const links = Object.entries(linked).map(([id, name]) => ({ id, name }))
  const shown = valueText(field, value, links)
  const name = say(field.label)
  if (!mayWrite || !field.mayEdit || save === undefined) return <span className={styles['clip']}>{shown || '–'}</span>
  return (
    <EditInPlace
      inList
      quiet={shown === ''}
      label={t('edit', { field: name })}
      empty={shown === '' ? t('nothing') : undefined}
      shown={shown === '' ? <EditOutlined aria-hidden /> : <span className={styles['clip']}>{shown}</span>}
    >
      {(close) => (
        <>
          <span className={styles['hint']} title={say(field.help)}>
            {name}
          </span>
          <OwnFieldEditor
            field={field}
            label={name}
            value={value}
            onSave={(next) => save(customer, field, next)}
            onClose={close}
          />
        </>
      )}
    </EditInPlace>
  )
}
