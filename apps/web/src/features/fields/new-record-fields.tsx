import {
  checkFieldValue,
  defaultOf,
  type CustomField,
  type CustomInput,
  type FieldObject,
  type FieldValue,
} from '@candor/api'
import { Form } from 'antd'
import { FieldInput } from '../../components/field-input.tsx'
import { laidOutFields, useLayout } from '../../lib/layouts.ts'
import { useBilingual, useFaultText, useFields } from '../../lib/own-fields.ts'
import { fieldsTexts } from './fields-texts.ts'
import styles from './fields.module.css'

const today = (): string => new Date().toISOString().slice(0, 10)

/** Fields that somebody can fill in for a new record. */
const fillable = (fields: readonly CustomField[]): CustomField[] => fields.filter(({ mayEdit }) => mayEdit)

/** What a field has so far: what was entered, else what it begins with. */
const valueIn = (field: CustomField, entered: CustomInput): FieldValue | null =>
  Object.hasOwn(entered, field.key) ? (entered[field.key] ?? null) : defaultOf(field.settings, today())

/** Whether something does not fit yet, or is missing. */
export const useMissingFields = (object: FieldObject): ((entered: CustomInput) => boolean) => {
  const fields = fillable(useFields(object))
  return (entered) =>
    fields.some((field) => {
      const checked = checkFieldValue(field.settings, valueIn(field, entered))
      return 'fault' in checked || (field.required && checked.value === null)
    })
}

interface NewRecordFieldsProps {
  readonly object: FieldObject
  readonly entered: CustomInput
  /** Whether the form was sent once: from then on what is missing is named. */
  readonly tried: boolean
  readonly onChange: (entered: CustomInput) => void
}

/** The company’s own fields in the form of a new record. Nothing where there are none. */
export const NewRecordFields = ({ object, entered, tried, onChange }: NewRecordFieldsProps) => {
  const t = fieldsTexts.useTexts()
  const say = useBilingual()
  const faultText = useFaultText()
  // What is required is asked for in any layout.
  const fields = fillable(laidOutFields(useFields(object), useLayout(object), ({ required }) => required))
  if (fields.length === 0) return null
  return (
    <fieldset className={styles['newFields']}>
      <legend className={styles['heading']}>{t('newRecord')}</legend>
      <div className={styles['grid']}>
        {fields.map((field) => {
          const value = valueIn(field, entered)
          const checked = checkFieldValue(field.settings, value)
          const isMissing = 'value' in checked && checked.value === null && field.required && tried
          const fault =
            'fault' in checked ? checked : isMissing ? ({ fault: 'required', limit: '' } as const) : undefined
          const name = say(field.label)
          return (
            <Form.Item
              key={field.id}
              label={name}
              required={field.required}
              extra={say(field.help) || undefined}
              validateStatus={fault ? 'error' : ''}
              help={fault && faultText(field, fault)}
            >
              <FieldInput
                field={field}
                label={name}
                value={value}
                invalid={fault !== undefined}
                onChange={(next) => onChange({ ...entered, [field.key]: next })}
              />
            </Form.Item>
          )
        })}
      </div>
    </fieldset>
  )
}
