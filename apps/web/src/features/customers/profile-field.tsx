import { InlineEditor, InlineField } from '../../components/inline-field.tsx'
import { faultOf, type ProfileField } from './profile-fields.ts'
import { profileTexts } from './profile-texts.ts'

const typeOf = (field: ProfileField) => (field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text')

const useOptions = (field: ProfileField) => {
  const t = profileTexts.useTexts()
  if (field !== 'language') return undefined
  return (['zh', 'en', ''] as const).map((code) => ({ value: code, label: t(`language.${code || 'none'}`) }))
}

interface FieldEditorProps {
  readonly field: ProfileField
  readonly value: string
  readonly labelId: string
  readonly onSave: (text: string) => void
  readonly onClose: () => void
}

/** The box for a field of a profile. */
export const FieldEditor = ({ field, ...editor }: FieldEditorProps) => {
  const t = profileTexts.useTexts()
  return (
    <InlineEditor
      {...editor}
      type={typeOf(field)}
      options={useOptions(field)}
      faultOf={(text) => faultOf(field, text, t)}
    />
  )
}

interface ProfileFieldRowProps {
  readonly field: ProfileField
  readonly value: string
  /** The value in words, where it is stored as a code. */
  readonly shown: string
  readonly canEdit: boolean
  readonly onSave: (text: string) => void
}

/** One line of a customer's profile. */
export const ProfileFieldRow = ({ field, ...row }: ProfileFieldRowProps) => {
  const t = profileTexts.useTexts()
  const name = t(`field.${field}`)
  return (
    <InlineField
      {...row}
      name={name}
      texts={{ edit: t('edit', { field: name }), empty: t('empty') }}
      options={useOptions(field)}
      faultOf={(text) => faultOf(field, text, t)}
    />
  )
}
