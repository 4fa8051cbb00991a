import { FileTextOutlined, PlusOutlined } from '@ant-design/icons'
import { salesLists, type SalesList, type SalesSummary } from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useFormat, useIsPhone } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { Page } from '../../components/page.tsx'
import { VirtualTable, type Column } from '../../components/virtual-table.tsx'
import { useLive } from '../../lib/live.ts'
import { useMay } from '../../lib/rights.ts'
import { pageOf } from './link.ts'
import { NewDocumentDialog } from './new-document-dialog.tsx'
import { salesListQuery, useSalesRefresh } from './queries.ts'
import { salesTexts } from './sales-texts.ts'
import { Standing } from './standing.tsx'
import styles from './sales.module.css'

const listsOf = {
  quote: ['all', 'draft', 'sent', 'accepted', 'declined'],
  invoice: ['all', 'draft', 'open', 'overdue', 'paid'],
} as const satisfies Record<string, readonly SalesList[]>

/** The list that an address names. */
export const parseList = (search: Record<string, unknown>): { list?: SalesList } => {
  const list = salesLists.find((name) => name === search['list'])
  return list === undefined || list === 'all' ? {} : { list }
}

const Day = ({ day }: { readonly day: string | null }) =>
  day === null ? <span className={styles['quiet']}>–</span> : <Instant at={`${day}T12:00:00Z`} style="date" />

const useColumns = (kind: 'quote' | 'invoice'): Column<SalesSummary>[] => {
  const t = salesTexts.useTexts()
  const format = useFormat()
  const total: Column<SalesSummary> = {
    key: 'total',
    header: t('column.total'),
    width: 120,
    grow: 0.8,
    align: 'end',
    cell: (row) => format.money(row.kind === 'credit-note' ? `-${row.total}` : row.total, row.currency),
  }
  const open: Column<SalesSummary> = {
    key: 'open',
    header: t('column.open'),
    width: 120,
    grow: 0.8,
    align: 'end',
    cell: (row) =>
      row.open === '0' ? <span className={styles['quiet']}>–</span> : format.money(row.open, row.currency),
  }
  return [
    {
      key: 'number',
      header: t('column.number'),
      width: 140,
      grow: 0.8,
      cell: (row) => (
        <Link {...pageOf(row.kind, row.id)} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
          {row.number ?? t('noNumber')}
        </Link>
      ),
    },
    {
      key: 'buyer',
      header: t('column.buyer'),
      width: 160,
      grow: 1.2,
      cell: ({ buyer }) => <span className={styles['clip']}>{buyer}</span>,
    },
    {
      key: 'title',
      header: t('column.title'),
      width: 160,
      grow: 1.4,
      cell: ({ title }) => <span className={styles['clip']}>{title}</span>,
    },
    total,
    ...(kind === 'invoice' ? [open] : []),
    { key: 'day', header: t('column.day'), width: 110, grow: 0.6, cell: ({ day }) => <Day day={day} /> },
    { key: 'until', header: t('column.until'), width: 110, grow: 0.6, cell: ({ until }) => <Day day={until} /> },
    {
      key: 'standing',
      header: t('column.standing'),
      width: 110,
      grow: 0.6,
      cell: ({ standing }) => <Standing standing={standing} />,
    },
  ]
}

/** A document as a row of a narrow list. */
export const DocumentRow = ({ row }: { readonly row: SalesSummary }) => {
  const t = salesTexts.useTexts()
  const format = useFormat()
  return (
    <div className={styles['phoneRow']}>
      <span>
        <Link {...pageOf(row.kind, row.id)}>{row.number ?? t('noNumber')}</Link>
        <strong>{format.money(row.total, row.currency)}</strong>
      </span>
      <span>
        <span className={styles['clip']}>{row.title || row.buyer}</span>
        <Standing standing={row.standing} />
      </span>
    </div>
  )
}

interface DocumentsPageProps {
  readonly kind: 'quote' | 'invoice'
  readonly list: SalesList
  readonly onList: (list: SalesList) => void
}

const Rows = ({ kind, list }: Pick<DocumentsPageProps, 'kind' | 'list'>) => {
  const t = salesTexts.useTexts()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const [active, setActive] = useState(-1)
  const columns = useColumns(kind)
  const query = useInfiniteQuery(salesListQuery({ kind, list }, 100))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  if (query.isPending) return <SkeletonRows rows={10} height={44} />
  if (query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) {
    const name = kind === 'quote' ? 'quotes' : 'invoices'
    return list === 'all' ? (
      <EmptyState icon={<FileTextOutlined />} title={t(`${name}.empty`)}>
        {t(`${name}.emptyText`)}
      </EmptyState>
    ) : (
      <EmptyState title={t('noMatch')} />
    )
  }
  return (
    <VirtualTable
      label={t(kind === 'quote' ? 'quotes.title' : 'invoices.title')}
      rows={rows}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={isPhone ? 64 : 44}
      total={hasNextPage ? undefined : rows.length}
      active={active}
      onActive={setActive}
      onOpen={(row) => void navigate(pageOf(row.kind, row.id))}
      onEnd={() => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
      }}
      busy={query.isFetching}
      phoneRow={isPhone ? (row) => <DocumentRow row={row} /> : undefined}
    />
  )
}

/** All quotes, or all invoices with their credit notes. */
export const DocumentsPage = ({ kind, list, onList }: DocumentsPageProps) => {
  const t = salesTexts.useTexts()
  const name = kind === 'quote' ? 'quotes' : 'invoices'
  const [mayWrite, seesParties] = [useMay('sales.write'), useMay('customer.read')]
  const [isAdding, setAdding] = useState(false)
  const refresh = useSalesRefresh()
  useLive('sales', () => void refresh())
  return (
    <Page
      fill
      title={t(`${name}.title`)}
      subtitle={t(`${name}.lead`)}
      actions={
        mayWrite &&
        seesParties && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t(`${name}.new`)}
          </Button>
        )
      }
    >
      <ChoiceChips
        label={t('show')}
        value={list}
        onChange={onList}
        options={listsOf[kind].map((value) => ({ value, label: t(`listName.${value}`) }))}
      />
      <div className={styles['surface']}>
        <Rows key={list} kind={kind} list={list} />
      </div>
      {isAdding && <NewDocumentDialog kind={kind} onClose={() => setAdding(false)} />}
    </Page>
  )
}
