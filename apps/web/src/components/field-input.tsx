import type { CustomField, FieldValue } from '@candor/api'
import { decimalOf, minorOf } from '@candor/ui'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { ownFieldTexts } from '../lib/own-field-texts.ts'
import { useBilingual } from '../lib/own-fields.ts'
import { CompanySelect } from './company-select.tsx'
import { CustomerSelect } from './customer-select.tsx'
import { RecordSelect } from './record-select.tsx'
import inline from './inline-field.module.css'

export interface FieldInputProps {
  readonly field: CustomField
  readonly label: string
  readonly value: FieldValue | null
  /** Told what was entered, as the API takes it; what is no number stays text, so that it does not fit. */
  readonly onChange: (value: FieldValue | null) => void
  readonly autoFocus?: boolean
  readonly invalid?: boolean
}

const decimalsOf = (currency: string): number => (minorOf('1', currency) ?? '100').length - 1

const textOf = ({ settings }: CustomField, value: FieldValue | null): string => {
  if (value === null) return ''
  return settings.type === 'money' && /^-?\d+$/.test(String(value))
    ? decimalOf(String(value), decimalsOf(settings.currency))
    : String(value)
}

/** What somebody typed, as the API takes it. */
const readTyped = ({ settings }: CustomField, text: string): FieldValue | null => {
  const typed = text.trim()
  if (typed === '') return null
  if (settings.type === 'money') return minorOf(typed, settings.currency) ?? `? ${typed}`
  if (settings.type !== 'number') return typed
  const plain = typed.replaceAll(/[,，\s]/g, '')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : typed
}

const Typed = ({ field, label, value, onChange, autoFocus = false, invalid = false }: FieldInputProps) => {
  const { settings } = field
  const [text, setText] = useState(() => textOf(field, value))
  const change = (next: string) => {
    setText(next)
    onChange(readTyped(field, next))
  }
  const shared = {
    'aria-label': label,
    'aria-invalid': invalid,
    autoFocus,
    status: invalid ? ('error' as const) : ('' as const),
    value: text,
  }
  if (settings.type === 'text' && settings.multiline)
    return (
      <Input.TextArea
        {...shared}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => change(event.target.value)}
      />
    )
  const suffix = settings.type === 'money' ? settings.currency : settings.type === 'number' ? settings.unit : undefined
  return (
    <Input
      {...shared}
      type={settings.type === 'date' ? 'date' : 'text'}
      inputMode={settings.type === 'money' || settings.type === 'number' ? 'decimal' : undefined}
      // A unit is never wrong itself.
      suffix={suffix && <span className={inline['unit']}>{suffix}</span>}
      onChange={(event) => change(event.target.value)}
    />
  )
}

const Chosen = ({ field, label, value, onChange, autoFocus = false }: FieldInputProps) => {
  const t = ownFieldTexts.useTexts()
  const say = useBilingual()
  const { settings } = field
  const shared = {
    'aria-label': label,
    autoFocus,
    defaultOpen: autoFocus,
    placeholder: t('choose'),
    style: { width: '100%', minWidth: 120 },
    popupMatchSelectWidth: false,
  } as const
  if (settings.type === 'boolean')
    return (
      <Select
        {...shared}
        allowClear={!field.required}
        value={value === null ? null : String(value)}
        onChange={(next: string | null | undefined) => onChange(next ? next === 'true' : null)}
        options={(['true', 'false'] as const).map((key) => ({
          value: key,
          label: key === 'true' ? t('yes') : t('no'),
        }))}
      />
    )
  const had = new Set([value].flat())
  const options = ('options' in settings ? settings.options : [])
    .filter(({ key, retired }) => !retired || had.has(key))
    .map(({ key, label: name }) => ({ value: key, label: say(name) }))
  const showSearch = options.length > 8 ? { optionFilterProp: 'label' } : false
  if (settings.type === 'choices')
    return (
      <Select
        {...shared}
        mode="multiple"
        value={Array.isArray(value) ? value : []}
        onChange={(next: string[]) => onChange(next.length === 0 ? null : next)}
        options={options}
      />
    )
  return (
    <Select
      {...shared}
      showSearch={showSearch}
      allowClear={!field.required}
      value={typeof value === 'string' ? value : null}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
      options={options}
    />
  )
}

/** The box for a field of one’s own, by its type. */
export const FieldInput = (props: FieldInputProps) => {
  const t = ownFieldTexts.useTexts()
  const { field, label, value, onChange } = props
  const id = typeof value === 'string' ? value : undefined
  const { type } = field.settings
  if (type === 'choice' || type === 'choices' || type === 'boolean') return <Chosen {...props} />
  if (type === 'customer') {
    return <CustomerSelect label={label} placeholder={t('findCustomer')} value={id} onChange={onChange} />
  }
  if (type === 'company') {
    return <CompanySelect label={label} placeholder={t('findCompany')} value={id} onChange={onChange} />
  }
  if (field.settings.type === 'record') {
    const { object } = field.settings
    return <RecordSelect object={object} label={label} placeholder={t('findRecord')} value={id} onChange={onChange} />
  }
  return <Typed {...props} />
}
