import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { mostOptions, type FieldOption } from '@candor/api'
import { Button, Checkbox, Input } from 'antd'
import { isKey, keyFrom } from '../../lib/own-keys.ts'
import { newOption } from './field-draft.ts'
import { fieldsTexts } from './fields-texts.ts'
import styles from './fields.module.css'

interface OptionListProps {
  readonly options: readonly FieldOption[]
  /** Keys of options that exist already: they never change. */
  readonly fixed: readonly string[]
  readonly onChange: (options: readonly FieldOption[]) => void
}

/** The options of a choice: names in both languages, and a key for programs. */
export const OptionList = ({ options, fixed, onChange }: OptionListProps) => {
  const t = fieldsTexts.useTexts()
  const change = (at: number, part: Partial<FieldOption>) =>
    onChange(options.map((option, index) => (index === at ? { ...option, ...part } : option)))
  const rename = (at: number, option: FieldOption, en: string) => {
    const follows =
      !fixed.includes(option.key) && (/^option_\d+$/.test(option.key) || option.key === keyFrom(option.label.en))
    change(at, { label: { ...option.label, en }, ...(follows && { key: keyFrom(en) || option.key }) })
  }
  return (
    <fieldset className={styles['options']}>
      <legend>{t('form.options')}</legend>
      {options.map((option, index) => {
        const at = index + 1
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={styles['option']}>
            <Input
              aria-label={t('form.optionEn', { at })}
              placeholder={t('form.labelEn')}
              maxLength={60}
              value={option.label.en}
              onChange={(event) => rename(index, option, event.target.value)}
            />
            <Input
              aria-label={t('form.optionZh', { at })}
              placeholder={t('form.labelZh')}
              maxLength={60}
              value={option.label.zh}
              onChange={(event) => change(index, { label: { ...option.label, zh: event.target.value } })}
            />
            <Input
              aria-label={t('form.optionKey', { at })}
              maxLength={40}
              value={option.key}
              disabled={fixed.includes(option.key)}
              status={isKey(option.key) ? '' : 'error'}
              onChange={(event) => change(index, { key: event.target.value })}
            />
            <Checkbox checked={option.retired} onChange={(event) => change(index, { retired: event.target.checked })}>
              {t('form.retired')}
            </Checkbox>
            <Button
              type="text"
              icon={<MinusCircleOutlined />}
              aria-label={t('form.removeOption', { at })}
              disabled={options.length === 1}
              onClick={() => onChange(options.filter((_, other) => other !== index))}
            />
          </div>
        )
      })}
      <div>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={options.length >= mostOptions}
          onClick={() => onChange([...options, newOption(options.length + 1)])}
        >
          {t('form.addOption')}
        </Button>
      </div>
    </fieldset>
  )
}
