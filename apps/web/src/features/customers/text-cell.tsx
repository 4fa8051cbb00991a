import { EditOutlined } from '@ant-design/icons'
import type { CustomerSummary } from '@candor/api'
import { useId } from 'react'
import { useMay } from '../../lib/rights.ts'
import { useCellEdits } from './cell-edits.tsx'
import { EditInPlace } from './edit-in-place.tsx'
import { listsTexts } from './lists-texts.ts'
import { FieldEditor } from './profile-field.tsx'
import { profileTexts } from './profile-texts.ts'
import type { CellField } from './use-cell-edit.ts'
import styles from './lists.module.css'

interface TextCellProps {
  readonly customer: CustomerSummary
  readonly field: CellField
  /** The value as people read it. */
  readonly shown: string
  /** The value stands beside it already: only a pen is shown, once the row has the mouse or the keyboard. */
  readonly pen?: boolean
}

/** A value of the profile in the list; changed in place by who may. */
export const TextCell = ({ customer, field, shown, pen = false }: TextCellProps) => {
  const t = listsTexts.useTexts()
  const profile = profileTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const save = useCellEdits()?.save
  const id = useId()
  const name = profile(`field.${field}`)
  const value = customer[field] ?? ''
  if (!mayWrite || save === undefined) return pen ? null : <span className={styles['clip']}>{shown || '–'}</span>
  return (
    <EditInPlace
      inList
      quiet={pen || shown === ''}
      label={profile('edit', { field: name })}
      empty={shown === '' ? t('care.nothing') : pen ? shown : undefined}
      shown={pen || shown === '' ? <EditOutlined aria-hidden /> : <span className={styles['clip']}>{shown}</span>}
    >
      {(close) => (
        <>
          <span id={id} className={styles['hint']}>
            {name}
          </span>
          <FieldEditor
            field={field}
            value={value}
            labelId={id}
            onSave={(text) => save(customer, field, text)}
            onClose={close}
          />
        </>
      )}
    </EditInPlace>
  )
}
