import {
  CheckSquareOutlined,
  DeleteOutlined,
  ImportOutlined,
  PlusOutlined,
  SearchOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { narrowestColumn, sortableTypes, widestColumn, type CustomerSummary } from '@candor/api'
import { EmptyState, ProblemMessage, SkeletonRows, useFormat, useIsPhone, useStored } from '@candor/ui'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { LinkButton } from '../../components/link-button.tsx'
import { Page } from '../../components/page.tsx'
import { VirtualTable } from '../../components/virtual-table.tsx'
import { useBilingual, useFields } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { rememberOrder } from '../../lib/neighbours.ts'
import { CustomerPhoneRow, useCustomerColumns } from './customer-columns.tsx'
import { CustomerFilters } from './customer-filters.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { CellEdits } from './cell-edits.tsx'
import { CustomerBoard } from './customer-board.tsx'
import { CustomerCards } from './customer-cards.tsx'
import { customersTexts } from './customers-texts.ts'
import { useGroupedRows } from './grouped-rows.tsx'
import {
  filtersOf,
  hasFilters,
  queryOf,
  isOwnColumn,
  ownKeysOf,
  sorts,
  storedColumns,
  storedDensity,
  storedWidths,
  type ColumnKey,
  type ListSearch,
  type PlainSort,
  type Sort,
} from './list-state.ts'
import { useRefreshCustomers } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import { customerListQuery } from './queries.ts'
import { useOverview } from './use-overview.ts'
import { useSelection } from './use-selection.ts'
import { ViewMenu } from './view-menu.tsx'
import { ViewTabs } from './view-tabs.tsx'
import styles from './customers.module.css'

interface CustomersPageProps {
  readonly search: ListSearch
  readonly onSearch: (search: ListSearch) => void
}

const sortTexts = {
  '-lastOrderAt': 'sort.lastOrderAt',
  '-spent': 'sort.spent',
  '-orderCount': 'sort.orderCount',
  '-createdAt': 'sort.newest',
  createdAt: 'sort.oldest',
} as const satisfies Record<PlainSort, string>

const NoCustomers = ({ filtered }: { readonly filtered: boolean }) => {
  const t = customersTexts.useTexts()
  const [mayImport, mayAdd] = [useMay('import.run'), useMay('customer.write')]
  if (filtered)
    return (
      <EmptyState icon={<SearchOutlined />} title={t('noMatchTitle')}>
        {t('noMatchText')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<TeamOutlined />}
      title={t('emptyTitle')}
      actions={
        <>
          {mayImport && (
            <LinkButton to="/imports" color="primary" variant="solid" icon={<ImportOutlined />}>
              {t('emptyImport')}
            </LinkButton>
          )}
          {mayAdd && <LinkButton to="/customers/new">{t('new')}</LinkButton>}
        </>
      }
    >
      {t('emptyText')}
    </EmptyState>
  )
}

interface TableProps extends CustomersPageProps {
  /** On a phone: whether a tap chooses a row instead of opening it. */
  readonly selecting: boolean
  /** Called with a change of many that was begun. */
  readonly onStart: (bulkId: string) => void
}

/** Where the columns stand and how wide they are, kept in this browser. A field that was archived keeps its place. */
const useColumnLayout = () => {
  const t = customersTexts.useTexts()
  const [wanted, setWanted] = useStored(storedColumns)
  const [widths, setWidths] = useStored(storedWidths)
  const own = useFields('customer')
  return {
    wanted,
    layout: {
      widths,
      narrowest: narrowestColumn,
      widest: widestColumn,
      onResize: (key: string, width: number | undefined) => {
        const { [key as ColumnKey]: _, ...others } = widths
        setWidths(width === undefined ? others : { ...others, [key]: width })
      },
      onMove: (key: string, to: number) => {
        const others = wanted.filter((each) => each !== key)
        const shown = others.filter(
          (each) => !isOwnColumn(each) || own.some(({ key: name }) => each === `custom:${name}`),
        )
        const before = shown[to]
        const at = before === undefined ? others.length : others.indexOf(before)
        setWanted([...others.slice(0, at), key as ColumnKey, ...others.slice(at)])
      },
      label: (column: string) => t('columnHandle', { column }),
    },
  }
}

const CustomerTable = ({ search, onSearch, selecting, onStart }: TableProps) => {
  const t = customersTexts.useTexts()
  const lists = listsTexts.useTexts()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const [density] = useStored(storedDensity)
  const { wanted, layout } = useColumnLayout()
  const isGrouped = search.layout !== 'cards' && search.groupBy !== undefined
  const [active, setActive] = useState(-1)
  const query = useInfiniteQuery({
    ...customerListQuery({ ...filtersOf(search), ...ownKeysOf(wanted) }),
    placeholderData: keepPreviousData,
    enabled: !isGrouped,
  })
  const grouped = useGroupedRows(search, isGrouped, wanted, onSearch)
  const listed = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const rows = isGrouped ? grouped.rows : listed
  const isSimilar = !isGrouped && query.data?.pages[0]?.similar === true
  const compact = density === 'compact'
  const sort = search.sort ?? '-lastOrderAt'
  const columns = useCustomerColumns({ sort, onSort: (next) => onSearch({ ...search, sort: next }) }, compact)

  const open = (customer: CustomerSummary) => {
    rememberOrder(rows.map((row) => row.id))
    void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } })
  }
  const mayChange = useMay('customer.write')
  const mayTakeOut = useMay('customer.export')
  const selection = useSelection(rows, JSON.stringify(filtersOf(search)))
  const selectable = (mayChange || mayTakeOut) && (!isPhone || selecting)
  const move = (by: number) => setActive(Math.min(Math.max(active + by, 0), rows.length - 1))
  useShortcut('j', t('shortcut.next'), 'list', () => move(1))
  useShortcut('k', t('shortcut.previous'), 'list', () => move(-1))
  useShortcut('Enter', t('shortcut.open'), 'list', () => {
    const row = rows[active]
    if (row) open(row)
  })
  useShortcut('x', lists('select.shortcut'), 'list', () => {
    const row = rows[active]
    if (row && selectable) selection.toggle(row.id)
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])

  if (!isGrouped && query.isPending)
    return (
      <div className={styles['surface']}>
        <SkeletonRows rows={12} height={compact ? 36 : 52} />
      </div>
    )
  if (!isGrouped && query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (!isGrouped && rows.length === 0)
    return (
      <div className={styles['surface']}>
        <NoCustomers filtered={hasFilters(search)} />
      </div>
    )
  const bar = selectable && (
    <BulkBar
      selection={selection}
      matching={queryOf(search)}
      hasMore={!isSimilar && (isGrouped || hasNextPage || selection.ids.size < rows.length)}
      onStart={onStart}
    />
  )
  const hint = isSimilar && (
    <p className={styles['similar']} role="status">
      {t('similar', { text: search.search ?? '' })}
    </p>
  )
  if (search.layout === 'cards')
    return (
      <>
        {hint}
        {bar}
        <CustomerCards
          label={t('list')}
          rows={rows}
          selection={selectable ? selection : undefined}
          hasMore={hasNextPage}
          busy={isFetchingNextPage}
          onMore={onEnd}
        />
      </>
    )
  return (
    <CellEdits>
      {hint}
      {bar}
      <VirtualTable
        label={t('list')}
        rows={rows}
        columns={wanted.flatMap((key) => columns.find((column) => column.key === key) ?? [])}
        layout={isPhone ? undefined : layout}
        bands={isGrouped ? grouped.bands : undefined}
        rowKey={(customer) => customer.id}
        rowHeight={isPhone ? 64 : compact ? 36 : 52}
        total={isGrouped || query.hasNextPage ? undefined : rows.length}
        active={active}
        selection={
          selectable
            ? {
                has: selection.has,
                toggle: selection.toggle,
                all: rows.length > 0 && rows.every(({ id }) => selection.has(id)),
                some: selection.everyone || selection.ids.size > 0,
                toggleAll: selection.toggleAll,
                allLabel: lists('select.allShown'),
                rowLabel: ({ name }) => lists('select.row', { name }),
              }
            : undefined
        }
        onActive={setActive}
        onOpen={(row) => (isPhone && selecting ? selection.toggle(row.id) : open(row))}
        onEnd={isGrouped ? undefined : onEnd}
        busy={query.isFetching || grouped.isBusy}
        phoneRow={isPhone ? (customer) => <CustomerPhoneRow customer={customer} /> : undefined}
        footer={
          <div className={styles['listEnd']} role="status">
            {query.isFetchingNextPage && <SkeletonRows rows={2} height={40} />}
            {query.isFetchNextPageError && (
              <ProblemMessage error={query.error} onRetry={() => void query.fetchNextPage()} />
            )}
            {!isGrouped && !query.hasNextPage && rows.length > 20 && t('end')}
          </div>
        }
      />
    </CellEdits>
  )
}

/** All customers: search, filters, sort, any number of rows. */
export const CustomersPage = ({ search, onSearch }: CustomersPageProps) => {
  const t = customersTexts.useTexts()
  const format = useFormat()
  const isPhone = useIsPhone()
  const lists = listsTexts.useTexts()
  const mayBin = useMay('customer.bin')
  const mayAdd = useMay('customer.write')
  const mayTakeOut = useMay('customer.export')
  const [running, setRunning] = useState<string>()
  const [selecting, setSelecting] = useState(false)
  const refresh = useRefreshCustomers()
  const overview = useOverview()
  const count = overview?.customers ?? 0
  const say = useBilingual()
  const ownSorts = useFields('customer')
    .filter(({ settings }) => sortableTypes.includes(settings.type))
    .flatMap(({ key, label }): { value: Sort; label: string }[] => [
      { value: `-custom:${key}`, label: lists('sort.down', { field: say(label) }) },
      { value: `custom:${key}`, label: lists('sort.up', { field: say(label) }) },
    ])
  return (
    <Page
      fill
      title={t('title')}
      subtitle={overview && t('count', { count, shown: format.number(count) })}
      actions={
        <>
          <Select
            aria-label={t('sort.label')}
            listHeight={400}
            value={search.sort ?? '-lastOrderAt'}
            popupMatchSelectWidth={false}
            onChange={(sort: Sort) => onSearch({ ...search, sort })}
            options={[
              ...sorts.map((sort): { value: Sort; label: string } => ({ value: sort, label: t(sortTexts[sort]) })),
              ...ownSorts,
            ]}
          />
          {!isPhone && <ViewMenu search={search} onSearch={onSearch} />}
          {isPhone && (mayAdd || mayTakeOut) && (
            <Button
              icon={<CheckSquareOutlined />}
              type={selecting ? 'primary' : 'default'}
              aria-pressed={selecting}
              aria-label={lists(selecting ? 'select.end' : 'select.begin')}
              onClick={() => setSelecting(!selecting)}
            />
          )}
          {mayBin && (
            <LinkButton to="/customers/bin" icon={<DeleteOutlined />} aria-label={lists('bin.open')}>
              {null}
            </LinkButton>
          )}
          {mayAdd && (
            <LinkButton
              to="/customers/new"
              color="primary"
              variant="solid"
              icon={<PlusOutlined />}
              aria-label={t('new')}
            >
              {isPhone ? null : t('new')}
            </LinkButton>
          )}
        </>
      }
    >
      <ViewTabs search={search} onSearch={onSearch} />
      <CustomerFilters search={search} onSearch={onSearch} />
      {running && (
        <BulkProgress
          key={running}
          id={running}
          onEnd={() => void refresh()}
          onUndo={setRunning}
          onClose={() => setRunning(undefined)}
        />
      )}
      {search.layout === 'kanban' && !isPhone ? (
        <CustomerBoard search={search} />
      ) : (
        <CustomerTable
          key={JSON.stringify([filtersOf(search), search.groupBy])}
          search={search}
          onSearch={onSearch}
          selecting={selecting}
          onStart={setRunning}
        />
      )}
    </Page>
  )
}
