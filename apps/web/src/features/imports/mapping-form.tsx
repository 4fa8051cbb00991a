import type { ImportOptions } from '@candor/api'
import { useLanguage, localeOf } from '@candor/ui'
import { Collapse, Form, Input, Radio, Select } from 'antd'
import { useMemo } from 'react'
import { useMerchants } from '../../lib/merchants.ts'
import { importsTexts } from './imports-texts.ts'
import { importFields, neededFields, withField } from './mapping.ts'
import styles from './imports.module.css'

interface MappingFormProps {
  readonly columns: readonly string[]
  /** As found out from the file. */
  readonly encoding: string
  readonly options: ImportOptions
  readonly onChange: (options: ImportOptions) => void
}

const currencies = ['GBP', 'EUR', 'USD', 'CNY', 'HKD', 'JPY', 'SGD', 'CHF', 'AUD', 'CAD']

const ColumnChoices = ({ columns, options, onChange }: Omit<MappingFormProps, 'encoding'>) => {
  const t = importsTexts.useTexts()
  return (
    <div className={styles['mapping']}>
      {importFields.map((field) => {
        const needed = neededFields.includes(field) || (field === 'merchant' && options.merchant.by === 'column')
        return (
          <Form.Item
            key={field}
            label={t(`preview.field.${field}`)}
            required={needed}
            htmlFor={`map-${field}`}
            validateStatus={needed && !options.mapping[field] ? 'warning' : ''}
          >
            <Select
              id={`map-${field}`}
              allowClear={!needed}
              showSearch
              placeholder={t('preview.notUsed')}
              value={options.mapping[field] ?? null}
              onChange={(column?: string | null) =>
                onChange({ ...options, mapping: withField(options.mapping, field, column ?? undefined) })
              }
              options={columns.map((column) => ({ value: column, label: column }))}
            />
          </Form.Item>
        )
      })}
    </div>
  )
}

const MerchantChoice = ({ options, onChange }: Omit<MappingFormProps, 'columns' | 'encoding'>) => {
  const t = importsTexts.useTexts()
  const merchants = useMerchants()
  const { merchant } = options
  const choose = (by: 'column' | 'productFamily' | 'fixed') =>
    onChange({
      ...options,
      merchant: by === 'fixed' ? { by, merchantId: merchants[0]?.id ?? '' } : { by },
    })
  return (
    <Form.Item label={t('preview.merchant')}>
      <Radio.Group
        vertical
        aria-label={t('preview.merchant')}
        value={merchant.by}
        onChange={(event) => choose(event.target.value as 'column' | 'productFamily' | 'fixed')}
        options={[
          { value: 'productFamily', label: `${t('preview.byFamily')} – ${t('preview.byFamilyHelp')}` },
          { value: 'column', label: t('preview.byColumn') },
          { value: 'fixed', label: t('preview.byFixed'), disabled: merchants.length === 0 },
        ]}
      />
      {merchant.by === 'fixed' && (
        <Select
          aria-label={t('preview.field.merchant')}
          style={{ marginTop: 8, minWidth: 240 }}
          value={merchant.merchantId}
          onChange={(merchantId: string) => onChange({ ...options, merchant: { by: 'fixed', merchantId } })}
          options={merchants.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Form.Item>
  )
}

const dateOrders = ['ymd', 'dmy', 'mdy'] as const
const encodings = [
  'utf-8',
  'gb18030',
  'big5',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'shift_jis',
  'euc-kr',
] as const satisfies readonly NonNullable<ImportOptions['encoding']>[]

const prefixes = ['cancellation', 'adjustment'] as const

/** How the file is written; found out from the file, to be set right where the guess is wrong. */
const FileForm = ({ encoding, options, onChange }: Omit<MappingFormProps, 'columns'>) => {
  const t = importsTexts.useTexts()
  const given = options.numberPrefixes ?? { cancellation: '', adjustment: '' }
  return (
    <div className={styles['mapping']}>
      <Form.Item label={t('preview.encoding')} htmlFor="map-encoding">
        <Select
          id="map-encoding"
          value={options.encoding ?? encoding.toLowerCase()}
          onChange={(value) => onChange({ ...options, encoding: encodings.find((known) => known === value) })}
          options={encodings.map((value) => ({ value: value as string, label: value.toUpperCase() }))}
        />
      </Form.Item>
      <Form.Item label={t('preview.dateOrder')} htmlFor="map-dates">
        <Select
          id="map-dates"
          value={options.dateOrder ?? 'ymd'}
          onChange={(dateOrder) => onChange({ ...options, dateOrder })}
          options={dateOrders.map((value) => ({ value, label: t(`preview.dates.${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t('preview.decimalSign')} htmlFor="map-decimal">
        <Select
          id="map-decimal"
          value={options.decimalSign ?? '.'}
          onChange={(decimalSign) => onChange({ ...options, decimalSign })}
          options={(['.', ','] as const).map((value) => ({ value, label: `12${value}50` }))}
        />
      </Form.Item>
      {prefixes.map((prefix) => (
        <Form.Item
          key={prefix}
          label={t(`preview.prefix.${prefix}`)}
          extra={t('preview.prefix.help')}
          htmlFor={`map-${prefix}`}
        >
          <Input
            id={`map-${prefix}`}
            maxLength={8}
            value={given[prefix]}
            onChange={(event) =>
              onChange({ ...options, numberPrefixes: { ...given, [prefix]: event.target.value.trim() } })
            }
          />
        </Form.Item>
      ))}
    </div>
  )
}

/** Which column is what, whose orders they are, and in which money and time they are written. */
export const MappingForm = (props: MappingFormProps) => {
  const t = importsTexts.useTexts()
  const [language] = useLanguage()
  const { options, onChange } = props
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), [])
  const names = useMemo(() => new Intl.DisplayNames(localeOf(language), { type: 'currency' }), [language])
  return (
    <Form layout="vertical" component="div" className={styles['mappingForm'] ?? ''}>
      <p className={styles['sectionTitle']}>{t('preview.mapping')}</p>
      <ColumnChoices {...props} />
      <MerchantChoice options={options} onChange={onChange} />
      <div className={styles['mapping']}>
        <Form.Item label={t('preview.currency')} htmlFor="map-currency">
          <Select
            id="map-currency"
            showSearch={{ optionFilterProp: 'label' }}
            value={options.currency}
            onChange={(currency: string) => onChange({ ...options, currency })}
            options={[...new Set([options.currency, ...currencies])].map((code) => ({
              value: code,
              label: `${code} – ${names.of(code)}`,
            }))}
          />
        </Form.Item>
        <Form.Item label={t('preview.timeZone')} htmlFor="map-zone">
          <Select
            id="map-zone"
            showSearch
            value={options.timeZone}
            onChange={(timeZone: string) => onChange({ ...options, timeZone })}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          />
        </Form.Item>
      </div>
      <Collapse ghost items={[{ key: 'file', label: t('preview.fileForm'), children: <FileForm {...props} /> }]} />
    </Form>
  )
}
