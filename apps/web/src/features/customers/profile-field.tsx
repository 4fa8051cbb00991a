import { EditOutlined } from '@ant-design/icons'
import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { faultOf, type ProfileField } from './profile-fields.ts'
import { profileTexts } from './profile-texts.ts'
import styles from './profile.module.css'

interface ProfileFieldRowProps {
  readonly field: ProfileField
  readonly value: string
  /** The value in words, where it is stored as a code. */
  readonly shown: string
  readonly canEdit: boolean
  readonly onSave: (text: string) => void
}

interface EditorProps extends Omit<ProfileFieldRowProps, 'shown' | 'canEdit'> {
  readonly labelId: string
  readonly onClose: () => void
}

/** A box in the place of a value: Enter saves, Esc leaves it as it was. */
export const FieldEditor = ({ field, value, labelId, onSave, onClose }: EditorProps) => {
  const t = profileTexts.useTexts()
  const [text, setText] = useState(value)
  const fault = faultOf(field, text, t)
  const finish = (next: string) => {
    if (faultOf(field, next, t)) return
    onClose()
    if (next.trim() !== value) onSave(next)
  }
  if (field === 'language')
    return (
      <Select
        autoFocus
        defaultOpen
        size="small"
        aria-labelledby={labelId}
        value={text}
        style={{ minWidth: 120 }}
        onBlur={onClose}
        onChange={finish}
        options={(['zh', 'en', ''] as const).map((code) => ({ value: code, label: t(`language.${code || 'none'}`) }))}
      />
    )
  return (
    <span className={styles['editor']}>
      <Input
        autoFocus
        size="small"
        type={field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text'}
        aria-labelledby={labelId}
        aria-invalid={fault !== undefined}
        status={fault ? 'error' : ''}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => (fault ? undefined : finish(text))}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') finish(text)
          if (event.key === 'Escape') onClose()
        }}
      />
      {fault && (
        <span role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </span>
  )
}

/** One line of a profile; a click turns the value into a box, Enter saves, Esc leaves it as it was. */
export const ProfileFieldRow = ({ field, value, shown, canEdit, onSave }: ProfileFieldRowProps) => {
  const t = profileTexts.useTexts()
  const id = useId()
  const [editing, setEditing] = useState(false)
  const name = t(`field.${field}`)
  return (
    <div className={styles['field']}>
      <dt id={id}>{name}</dt>
      <dd>
        {editing ? (
          <FieldEditor field={field} value={value} labelId={id} onSave={onSave} onClose={() => setEditing(false)} />
        ) : canEdit ? (
          <button
            type="button"
            className={styles['value']}
            data-empty={value === ''}
            aria-label={`${t('edit', { field: name })}: ${value === '' ? t('empty') : shown}`}
            onClick={() => setEditing(true)}
          >
            {value === '' ? t('empty') : shown}
            <EditOutlined aria-hidden className={styles['pen']} />
          </button>
        ) : (
          <span className={styles['plain']}>{shown || '–'}</span>
        )}
      </dd>
    </div>
  )
}
