import { lifecycleStages, type CustomField } from '@candor/api'
import { decimalOf, minorOf } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { FieldInput } from '../../components/field-input.tsx'
import { ownFieldTexts } from '../../lib/own-field-texts.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { useCountryName } from '../../lib/countries.ts'
import type { DraftCondition } from './filter-draft.ts'
import { ownersQuery } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import { TagSelect } from './tag-select.tsx'
import { useOverview } from './use-overview.ts'

interface FilterValueProps {
  readonly condition: DraftCondition
  readonly onChange: (condition: DraftCondition) => void
}

// Calendars are large and rarely wanted.
const DayInput = lazy(async () => ({ default: (await import('./day-input.tsx')).DayInput }))

const wide = { minWidth: 200, flex: 1 } as const

const classes = ['A', 'B', 'C', 'D', 'E', 'F'] as const

const Choice = ({ condition, onChange }: FilterValueProps) => {
  const t = listsTexts.useTexts()
  const overview = useOverview()
  const countryName = useCountryName()
  const { data: owners = [] } = useQuery(ownersQuery)
  const { field, values = [] } = condition
  if (field === 'tag')
    return (
      <TagSelect
        label={t('build.value')}
        value={values}
        onChange={(tags) => onChange({ ...condition, values: tags })}
      />
    )
  const options =
    field === 'owner'
      ? [{ value: 'me', label: t('me') }, ...owners.map(({ id, name }) => ({ value: id, label: name }))]
      : field === 'merchant'
        ? (overview?.merchants ?? []).map(({ id, name }) => ({ value: id, label: name }))
        : field === 'stage'
          ? lifecycleStages.map((stage) => ({ value: stage, label: t(`stages.${stage}`) }))
          : field === 'class'
            ? classes.map((name) => ({ value: name, label: name }))
            : (overview?.countries ?? []).map(({ country }) => ({ value: country, label: countryName(country) }))
  return (
    <Select
      mode="multiple"
      aria-label={t('build.value')}
      style={wide}
      showSearch={{ optionFilterProp: 'label' }}
      value={[...values]}
      onChange={(chosen: string[]) => onChange({ ...condition, values: chosen })}
      options={options}
    />
  )
}

interface AmountProps {
  readonly label: string
  readonly value: string | undefined
  readonly isMoney: boolean
  readonly onChange: (value: string) => void
}

const Amount = ({ label, value, isMoney, onChange }: AmountProps) => {
  const currency = useOverview()?.currency ?? 'GBP'
  const [text, setText] = useState(value === undefined ? '' : isMoney ? decimalOf(value, 2) : value)
  const read = (typed: string): string | undefined => (isMoney ? minorOf(typed, currency) : typed.trim())
  return (
    <Input
      aria-label={label}
      inputMode="decimal"
      style={{ width: 140 }}
      value={text}
      suffix={isMoney ? currency : undefined}
      onChange={(event) => {
        setText(event.target.value)
        onChange(read(event.target.value) ?? '')
      }}
    />
  )
}

const Numbers = ({ condition, onChange }: FilterValueProps) => {
  const t = listsTexts.useTexts()
  const { field, is, from, to } = condition
  const isMoney = field === 'spent'
  const label = t(`build.fields.${field}`)
  return (
    <>
      {is !== 'atMost' && (
        <Amount
          label={label}
          value={from}
          isMoney={isMoney}
          onChange={(value) => onChange({ ...condition, from: value })}
        />
      )}
      {is === 'between' && <span aria-hidden>–</span>}
      {is !== 'atLeast' && (
        <Amount
          label={label}
          value={to}
          isMoney={isMoney}
          onChange={(value) => onChange({ ...condition, to: value })}
        />
      )}
    </>
  )
}

const units = ['day', 'week', 'month', 'year'] as const

const Span = ({ condition, onChange }: FilterValueProps) => {
  const t = listsTexts.useTexts()
  const { last = { count: 30, unit: 'day' } } = condition
  return (
    <>
      <InputNumber
        aria-label={t('build.value')}
        min={1}
        max={1000}
        precision={0}
        style={{ width: 90 }}
        value={last.count}
        onChange={(count) => onChange({ ...condition, last: { ...last, count: count ?? 1 } })}
      />
      <Select
        aria-label={t('build.value')}
        style={{ width: 110 }}
        value={last.unit}
        onChange={(unit) => onChange({ ...condition, last: { ...last, unit } })}
        options={units.map((unit) => ({ value: unit, label: t(`build.unit.${unit}`) }))}
      />
    </>
  )
}

const Days = ({ condition, onChange }: FilterValueProps) => {
  const t = listsTexts.useTexts()
  const { is, from, until } = condition
  return (
    <Suspense>
      {is !== 'until' && (
        <DayInput
          label={t('build.is.from')}
          value={from}
          onChange={(at) => onChange(at === undefined ? { ...condition } : { ...condition, from: at })}
        />
      )}
      {is === 'between' && <span aria-hidden>–</span>}
      {is !== 'from' && (
        <DayInput
          label={t('build.is.until')}
          value={until}
          onChange={(at) => onChange(at === undefined ? { ...condition } : { ...condition, until: at })}
        />
      )}
    </Suspense>
  )
}

/** A field as a box of a filter: without limits, and with every option. */
const asked = (field: CustomField): CustomField => {
  const { settings } = field
  if (settings.type === 'number') return { ...field, settings: { type: 'number', decimals: 6 } }
  if (settings.type === 'money') return { ...field, settings: { type: 'money', currency: settings.currency } }
  return settings.type === 'date' ? { ...field, settings: { type: 'date' } } : field
}

const ownOptions = ({ settings }: CustomField, say: ReturnType<typeof useBilingual>, yes: string, no: string) => {
  if ('options' in settings) return settings.options.map(({ key, label }) => ({ value: key, label: say(label) }))
  if (settings.type !== 'boolean') return undefined
  return [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ]
}

/** What a condition on a field of the company’s own compares with. */
export const OwnFilterValue = ({ field, condition, onChange }: FilterValueProps & { readonly field: CustomField }) => {
  const t = listsTexts.useTexts()
  const own = ownFieldTexts.useTexts()
  const say = useBilingual()
  const { is, values = [], from, to } = condition
  if (is === 'empty' || is === 'filled') return null
  if (is === 'within' || is === 'notWithin') return <Span condition={condition} onChange={onChange} />
  if (is === 'anyOf' || is === 'noneOf') {
    const options = ownOptions(field, say, own('yes'), own('no'))
    if (!options)
      return (
        <FieldInput
          field={asked(field)}
          label={t('build.value')}
          value={values[0] ?? null}
          onChange={(value) => onChange({ ...condition, values: value === null ? [] : [String(value)] })}
        />
      )
    return (
      <Select
        mode="multiple"
        aria-label={t('build.value')}
        style={wide}
        value={[...values]}
        onChange={(chosen: string[]) => onChange({ ...condition, values: chosen })}
        options={options}
      />
    )
  }
  const isNumber = field.settings.type === 'number'
  const box = (part: 'from' | 'to', value: string | undefined) => (
    <FieldInput
      field={asked(field)}
      label={say(field.label)}
      value={value === undefined || value === '' ? null : isNumber ? Number(value) : value}
      onChange={(entered) => onChange({ ...condition, [part]: entered === null ? '' : String(entered) })}
    />
  )
  return (
    <>
      {is !== 'atMost' && box('from', from)}
      {is === 'between' && <span aria-hidden>–</span>}
      {is !== 'atLeast' && box('to', to)}
    </>
  )
}

/** What a condition compares with, as its field and its way of asking want it. */
export const FilterValue = (props: FilterValueProps) => {
  const t = listsTexts.useTexts()
  const { condition, onChange } = props
  const { field, is } = condition
  if (is === 'empty' || is === 'filled') return null
  if (field === 'text')
    return (
      <Input
        aria-label={t('build.value')}
        style={wide}
        maxLength={100}
        value={condition.text ?? ''}
        onChange={(event) => onChange({ ...condition, text: event.target.value })}
      />
    )
  if (field === 'spent' || field === 'orders' || field === 'returns')
    return <Numbers key={`${field}${is}`} {...props} />
  if (is === 'within' || is === 'notWithin') return <Span {...props} />
  if (field === 'lastOrder' || field === 'firstOrder' || field === 'created') return <Days {...props} />
  return <Choice {...props} />
}
