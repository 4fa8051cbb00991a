import { checkFieldValue, type CustomField, type FieldValue } from '@candor/api'
import { Button } from 'antd'
import { useState, type KeyboardEvent } from 'react'
import { ownFieldTexts } from '../lib/own-field-texts.ts'
import { useFaultText } from '../lib/own-fields.ts'
import { FieldInput } from './field-input.tsx'
import inline from './inline-field.module.css'
import styles from './own-field-editor.module.css'

interface OwnFieldEditorProps {
  readonly field: CustomField
  readonly label: string
  readonly value: FieldValue | null
  /** Told what fits the field, and only where it differs. */
  readonly onSave: (value: FieldValue | null) => void
  readonly onClose: () => void
}

/** Chosen with one click; all others are typed and then saved. */
const atOnce: ReadonlySet<string> = new Set(['choice', 'boolean', 'customer', 'company', 'record'])

/** The box for a value of a field of one’s own, in its place: Enter saves, Esc leaves it as it was. */
export const OwnFieldEditor = ({ field, label, value, onSave, onClose }: OwnFieldEditorProps) => {
  const t = ownFieldTexts.useTexts()
  const faultText = useFaultText()
  const [entered, setEntered] = useState(value)
  const { type } = field.settings
  const checked = checkFieldValue(field.settings, entered, value)
  const emptied = 'value' in checked && checked.value === null
  const fault =
    'fault' in checked ? checked : field.required && emptied ? { fault: 'required' as const, limit: '' } : undefined
  const finish = (next: FieldValue | null) => {
    onClose()
    if (JSON.stringify(next) !== JSON.stringify(value)) onSave(next)
  }
  const save = () => {
    if (!fault && 'value' in checked) finish(checked.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    const isLine = !(field.settings.type === 'text' && field.settings.multiline) || event.ctrlKey || event.metaKey
    if (event.key === 'Enter' && type !== 'choices' && !atOnce.has(type) && isLine) save()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['editor']} onKeyDown={onKeyDown}>
      <FieldInput
        field={field}
        label={label}
        value={entered}
        autoFocus
        invalid={fault !== undefined}
        onChange={(next) => {
          setEntered(next)
          if (atOnce.has(type) && !(field.required && next === null)) finish(next)
        }}
      />
      {!atOnce.has(type) && (
        <Button size="small" type="primary" disabled={fault !== undefined} onClick={save}>
          {t('save')}
        </Button>
      )}
      {fault && (
        <span role="alert" className={inline['fault']}>
          {faultText(field, fault)}
        </span>
      )}
    </div>
  )
}
