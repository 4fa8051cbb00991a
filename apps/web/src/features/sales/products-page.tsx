import { PlusOutlined, TagsOutlined } from '@ant-design/icons'
import type { Product } from '@candor/api'
import { EmptyState, ProblemMessage, SkeletonRows, useFormat, useIsPhone, useLanguage } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { Page } from '../../components/page.tsx'
import { VirtualTable, type Column } from '../../components/virtual-table.tsx'
import { useMay } from '../../lib/rights.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { ProductDialog } from './product-dialog.tsx'
import { productListQuery } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import styles from './sales.module.css'

const useNames = () => {
  const [language] = useLanguage()
  return ({ name, nameZh }: Product): string => (language === 'zh' ? nameZh : name)
}

const Prices = ({ product }: { readonly product: Product }) => {
  const format = useFormat()
  return <>{product.prices.map(({ currency, unitPrice }) => format.money(unitPrice, currency)).join(' · ')}</>
}

const useColumns = (): Column<Product>[] => {
  const t = salesTexts.useTexts()
  const nameOf = useNames()
  return [
    { key: 'code', header: t('products.code'), width: 110, grow: 0.6, cell: ({ code }) => code },
    {
      key: 'name',
      header: t('products.product'),
      width: 180,
      grow: 2,
      cell: (product) => <span className={styles['clip']}>{nameOf(product)}</span>,
    },
    { key: 'unit', header: t('products.unit'), width: 80, grow: 0.4, cell: ({ unit }) => unit },
    {
      key: 'tax',
      header: t('products.taxRate'),
      width: 90,
      grow: 0.4,
      align: 'end',
      cell: ({ taxRate }) => `${taxRate}%`,
    },
    {
      key: 'prices',
      header: t('products.prices'),
      width: 160,
      grow: 1,
      align: 'end',
      cell: (product) => <Prices product={product} />,
    },
  ]
}

const PhoneRow = ({ product }: { readonly product: Product }) => {
  const nameOf = useNames()
  return (
    <div className={styles['phoneRow']}>
      <span>
        <strong className={styles['clip']}>{nameOf(product)}</strong>
        <Prices product={product} />
      </span>
      <span>
        <span>{product.code}</span>
        <span>{`${product.taxRate}%`}</span>
      </span>
    </div>
  )
}

interface RowsProps {
  readonly q: string
  readonly archived: 'no' | 'yes'
  readonly onOpen: (product: Product) => void
}

const Rows = ({ q, archived, onOpen }: RowsProps) => {
  const t = salesTexts.useTexts()
  const isPhone = useIsPhone()
  const [active, setActive] = useState(-1)
  const columns = useColumns()
  const query = useInfiniteQuery(productListQuery({ archived, ...(q && { q }) }, 100))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (query.isPending) return <SkeletonRows rows={10} height={44} />
  if (query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0)
    return q === '' && archived === 'no' ? (
      <EmptyState icon={<TagsOutlined />} title={t('products.empty')}>
        {t('products.emptyText')}
      </EmptyState>
    ) : (
      <EmptyState title={t('products.match')} />
    )
  return (
    <VirtualTable
      label={t('products.list')}
      rows={rows}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={isPhone ? 64 : 44}
      total={hasNextPage ? undefined : rows.length}
      active={active}
      onActive={setActive}
      onOpen={onOpen}
      onEnd={() => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
      }}
      busy={query.isFetching}
      phoneRow={isPhone ? (product) => <PhoneRow product={product} /> : undefined}
    />
  )
}

/** What the organisation sells. */
export const ProductsPage = () => {
  const t = salesTexts.useTexts()
  const mayManage = useMay('sales.manage')
  const [text, setText] = useState('')
  const [archived, setArchived] = useState<'no' | 'yes'>('no')
  const [open, setOpen] = useState<Product | 'new'>()
  const q = useDebounced(text.trim())
  return (
    <Page
      fill
      title={t('products.title')}
      subtitle={t('products.lead')}
      actions={
        mayManage && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('products.new')}
          </Button>
        )
      }
    >
      <div className={styles['row']}>
        <Input
          type="search"
          className={styles['search'] ?? ''}
          aria-label={t('products.search')}
          placeholder={t('products.search')}
          maxLength={80}
          allowClear
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ChoiceChips
          label={t('products.show')}
          value={archived}
          onChange={setArchived}
          options={[
            { value: 'no', label: t('products.current') },
            { value: 'yes', label: t('products.archived') },
          ]}
        />
      </div>
      <div className={styles['surface']}>
        <Rows key={archived} q={q} archived={archived} onOpen={(product) => mayManage && setOpen(product)} />
      </div>
      {open && <ProductDialog product={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}
