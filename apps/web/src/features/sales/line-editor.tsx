import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Product, SalesDocument } from '@candor/api'
import type { DocumentSums } from '@candor/money'
import { useFormat, useLanguage } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { typedAmount } from '../../lib/amounts.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { emptyLine, type Draft, type DraftLine } from './draft.ts'
import { productListQuery } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import styles from './sales.module.css'

interface LineEditorProps {
  readonly document: SalesDocument
  readonly draft: Draft
  readonly sums: DocumentSums | undefined
  readonly onChange: (part: Partial<Draft>) => void
}

const ProductSelect = ({ onProduct }: { readonly onProduct: (product: Product) => void }) => {
  const t = salesTexts.useTexts()
  const [language] = useLanguage()
  const [text, setText] = useState('')
  const q = useDebounced(text.trim())
  const { data, isFetching } = useInfiniteQuery(productListQuery({ archived: 'no', ...(q && { q }) }, 30))
  const products = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setText }}
      className={styles['adding'] ?? ''}
      aria-label={t('line.product')}
      placeholder={t('line.product')}
      value={null}
      loading={isFetching}
      onChange={(id: string | null) => {
        const product = products.find((one) => one.id === id)
        if (product) onProduct(product)
      }}
      options={products.map(({ id, code, name, nameZh }) => ({
        value: id,
        label: `${code} · ${language === 'zh' ? nameZh : name}`,
      }))}
    />
  )
}

const fields = ['description', 'quantity', 'unit', 'price', 'discount', 'taxRate'] as const
const names = {
  description: 'line.description',
  quantity: 'line.quantity',
  unit: 'line.unit',
  price: 'line.price',
  discount: 'line.discount',
  taxRate: 'line.tax',
} as const

/** The lines of a draft as fields; Tab goes through them, Enter in any of them adds another line. */
export const LineEditor = ({ document, draft, sums, onChange }: LineEditorProps) => {
  const t = salesTexts.useTexts()
  const format = useFormat()
  const { message } = App.useApp()
  const { currency } = document
  const { lines } = draft
  const [added, setAdded] = useState<string>()
  const change = (key: string, part: Partial<DraftLine>) =>
    onChange({ lines: lines.map((line) => (line.key === key ? { ...line, ...part } : line)) })
  const add = (line: DraftLine) => {
    setAdded(line.key)
    onChange({ lines: [...lines, line] })
  }
  const addProduct = ({ id, code, name, nameZh, unit, taxRate, prices }: Product) => {
    const price = prices.find((one) => one.currency === currency)
    const shown = draft.language === 'zh' ? nameZh : name
    if (price === undefined) void message.warning(t('line.noPrice', { name: shown, currency }))
    add({
      ...emptyLine(taxRate),
      product: id,
      code,
      description: shown,
      unit,
      price: price === undefined ? '' : typedAmount(price.unitPrice, currency),
    })
  }
  const addLine = () => add(emptyLine(lines.at(-1)?.taxRate ?? '0'))
  return (
    <>
      <div className={styles['lines']} role="group" aria-label={t('page.lines')}>
        {lines.length > 0 && (
          <div className={styles['lineHead']} aria-hidden>
            {fields.map((field) => (
              <span key={field}>{t(names[field])}</span>
            ))}
            <span>{t('line.amount')}</span>
            <span />
          </div>
        )}
        {lines.map((line, at) => {
          const sum = sums?.lines[at]
          return (
            <div key={line.key} className={styles['line']} role="group" aria-label={t('line.number', { line: at + 1 })}>
              {fields.map((field) => (
                <label key={field} data-field={field}>
                  <span>{t(names[field])}</span>
                  <Input
                    autoFocus={field === 'description' && line.key === added}
                    maxLength={field === 'description' ? 500 : 20}
                    inputMode={field === 'description' || field === 'unit' ? 'text' : 'decimal'}
                    value={line[field]}
                    onChange={(event) => change(line.key, { [field]: event.target.value })}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
                        return
                      event.preventDefault()
                      addLine()
                    }}
                  />
                </label>
              ))}
              <output>{sum ? format.money(sum.gross - sum.discount, currency) : '–'}</output>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('line.remove', { line: at + 1 })}
                onClick={() => onChange({ lines: lines.filter(({ key }) => key !== line.key) })}
              />
            </div>
          )
        })}
        {lines.length === 0 && <p className={styles['quiet']}>{t('line.none')}</p>}
      </div>
      <div className={styles['row']}>
        <ProductSelect onProduct={addProduct} />
        <Button icon={<PlusOutlined />} onClick={addLine}>
          {t('line.add')}
        </Button>
      </div>
    </>
  )
}
