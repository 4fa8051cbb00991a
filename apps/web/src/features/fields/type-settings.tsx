import { readPattern, type CustomField, type FieldObject } from '@candor/api'
import { decimalOf, minorOf } from '@candor/ui'
import { Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { FieldInput } from '../../components/field-input.tsx'
import { useBilingual } from '../../lib/own-fields.ts'
import { useDefinedObjects } from '../../lib/own-objects.ts'
import { formulaWords, sampleOf, type FieldDraft } from './field-draft.ts'
import { fieldsTexts } from './fields-texts.ts'
import { FormulaBox } from './formula-box.tsx'
import { OptionList } from './option-list.tsx'
import styles from './fields.module.css'

interface TypeSettingsProps {
  readonly object: FieldObject
  readonly draft: FieldDraft
  /** The field that is changed. */
  readonly field: CustomField | undefined
  readonly fields: readonly CustomField[]
  readonly error: unknown
  readonly onChange: (part: Partial<FieldDraft>) => void
}

type TextPart =
  | 'minimumLength'
  | 'maximumLength'
  | 'decimals'
  | 'unit'
  | 'minimum'
  | 'maximum'
  | 'currency'
  | 'earliest'
  | 'latest'

interface AmountProps {
  readonly id: string
  readonly currency: string
  readonly value: string
  readonly onChange: (minor: string) => void
}

const majorOf = (minor: string, currency: string): string => {
  if (!/^-?\d+$/.test(minor) || !/^[A-Z]{3}$/.test(currency)) return ''
  return decimalOf(minor, (minorOf('1', currency) ?? '100').length - 1)
}

/** An amount as people write it, kept in minor units. */
const Amount = ({ id, currency, value, onChange }: AmountProps) => {
  const [text, setText] = useState(() => majorOf(value, currency))
  return (
    <Input
      id={id}
      inputMode="decimal"
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        onChange(/^[A-Z]{3}$/.test(currency) ? (minorOf(event.target.value, currency) ?? '') : '')
      }}
    />
  )
}

/** What belongs to the type of a field. */
export const TypeSettings = ({ object, draft, field, fields, error, onChange }: TypeSettingsProps) => {
  const t = fieldsTexts.useTexts()
  const say = useBilingual()
  const objects = useDefinedObjects()
  const { type } = draft
  const box = (part: TextPart, kind: 'text' | 'number' | 'date' = 'text') => (
    <Form.Item key={part} label={t(`form.${part}`)} htmlFor={`field-${part}`}>
      <Input
        id={`field-${part}`}
        type={kind}
        value={draft[part]}
        onChange={(event) => onChange({ [part]: event.target.value })}
      />
    </Form.Item>
  )
  const amount = (part: 'minimum' | 'maximum') => (
    <Form.Item key={part} label={t(`form.${part}`)} htmlFor={`field-${part}`}>
      <Amount
        id={`field-${part}`}
        currency={draft.currency}
        value={draft[part]}
        onChange={(minor) => onChange({ [part]: minor })}
      />
    </Form.Item>
  )
  const pattern = draft.pattern === '' ? undefined : readPattern(draft.pattern)
  const patternFault = pattern && 'fault' in pattern ? t('form.patternBad', { at: pattern.at + 1 }) : undefined
  const hasDefault = !['formula', 'secret', 'customer', 'company', 'record'].includes(type)
  return (
    <>
      {(type === 'choice' || type === 'choices') && (
        <OptionList
          options={draft.options}
          fixed={field && 'options' in field.settings ? field.settings.options.map(({ key }) => key) : []}
          onChange={(options) => onChange({ options })}
        />
      )}
      {type === 'record' && (
        <Form.Item label={t('form.target')} htmlFor="field-target" required>
          <Select
            id="field-target"
            disabled={field !== undefined}
            value={draft.target || null}
            onChange={(target: string) => onChange({ target })}
            options={objects.map(({ key, plural }) => ({ value: key, label: say(plural) }))}
          />
        </Form.Item>
      )}
      {type === 'formula' && (
        <FormulaBox
          expression={draft.expression}
          words={formulaWords(object, fields, draft.key)}
          error={error}
          onChange={(expression) => onChange({ expression })}
        />
      )}
      <div className={styles['grid']}>
        {(type === 'text' || type === 'secret') && (
          <>
            {box('minimumLength', 'number')}
            {box('maximumLength', 'number')}
            <Form.Item
              label={t('form.pattern')}
              htmlFor="field-pattern"
              extra={t('form.patternHelp')}
              help={patternFault}
              validateStatus={patternFault ? 'error' : ''}
            >
              <Input
                id="field-pattern"
                maxLength={200}
                value={draft.pattern}
                onChange={(event) => onChange({ pattern: event.target.value })}
              />
            </Form.Item>
          </>
        )}
        {type === 'number' && [box('decimals', 'number'), box('unit'), box('minimum'), box('maximum')]}
        {type === 'money' && [box('currency'), amount('minimum'), amount('maximum')]}
        {type === 'date' && [box('earliest', 'date'), box('latest', 'date')]}
        {type === 'formula' && box('decimals', 'number')}
        {hasDefault && (
          <Form.Item label={t('form.default')}>
            <FieldInput
              key={`${type} ${draft.currency}`}
              field={sampleOf(object, draft)}
              label={t('form.default')}
              value={draft.default === 'today' ? null : draft.default}
              onChange={(value) => onChange({ default: value })}
            />
          </Form.Item>
        )}
      </div>
      {type === 'text' && (
        <Form.Item>
          <Checkbox checked={draft.multiline} onChange={(event) => onChange({ multiline: event.target.checked })}>
            {t('form.multiline')}
          </Checkbox>
        </Form.Item>
      )}
    </>
  )
}
