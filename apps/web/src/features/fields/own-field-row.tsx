import { checkFieldValue, type CustomField, type FieldValue } from '@candor/api'
import { Button } from 'antd'
import { useId, useState, type KeyboardEvent } from 'react'
import { FieldInput } from '../../components/field-input.tsx'
import { InlineValue } from '../../components/inline-field.tsx'
import inline from '../../components/inline-field.module.css'
import { useBilingual, useFaultText } from '../../lib/own-fields.ts'
import { fieldsTexts } from './fields-texts.ts'
import styles from './fields.module.css'

interface EditorProps {
  readonly field: CustomField
  readonly label: string
  readonly value: FieldValue | null
  readonly onSave: (value: FieldValue | null) => void
  readonly onClose: () => void
}

/** Chosen with one click; all others are typed and then saved. */
const atOnce: ReadonlySet<string> = new Set(['choice', 'boolean', 'customer', 'company'])

const Editor = ({ field, label, value, onSave, onClose }: EditorProps) => {
  const t = fieldsTexts.useTexts()
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
          {t('panel.save')}
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

interface OwnFieldRowProps {
  readonly field: CustomField
  readonly value: FieldValue | null
  /** The value in words. */
  readonly shown: string
  readonly canEdit: boolean
  readonly onSave: (value: FieldValue | null) => void
}

/** One line of the own fields; a click turns the value into a box. */
export const OwnFieldRow = ({ field, value, shown, canEdit, onSave }: OwnFieldRowProps) => {
  const t = fieldsTexts.useTexts()
  const say = useBilingual()
  const id = useId()
  const [editing, setEditing] = useState(false)
  const name = say(field.label)
  return (
    <div className={styles['row']}>
      <dt id={id} title={say(field.help)}>
        {name}
      </dt>
      <dd>
        {editing ? (
          <Editor field={field} label={name} value={value} onSave={onSave} onClose={() => setEditing(false)} />
        ) : canEdit ? (
          <InlineValue
            shown={shown}
            empty={t('panel.empty')}
            label={t('panel.edit', { field: name })}
            onEdit={() => setEditing(true)}
          />
        ) : (
          <span className={inline['plain']}>{shown || '–'}</span>
        )}
      </dd>
    </div>
  )
}
