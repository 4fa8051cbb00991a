import type { CustomField, FieldValue } from '@candor/api'
import { useId, useState } from 'react'
import { InlineValue } from '../../components/inline-field.tsx'
import inline from '../../components/inline-field.module.css'
import { OwnFieldEditor } from '../../components/own-field-editor.tsx'
import { ownFieldTexts } from '../../lib/own-field-texts.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { fieldsTexts } from './fields-texts.ts'
import styles from './fields.module.css'

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
  const own = ownFieldTexts.useTexts()
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
          <OwnFieldEditor field={field} label={name} value={value} onSave={onSave} onClose={() => setEditing(false)} />
        ) : canEdit ? (
          <InlineValue
            shown={shown}
            empty={t('panel.empty')}
            label={own('edit', { field: name })}
            onEdit={() => setEditing(true)}
          />
        ) : (
          <span className={inline['plain']}>{shown || '–'}</span>
        )}
      </dd>
    </div>
  )
}
