import { BankOutlined, DeleteOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import type { CompanySummary } from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useFormat, useIsPhone } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Select, type InputRef } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { LinkButton } from '../../components/link-button.tsx'
import { Page } from '../../components/page.tsx'
import { VirtualTable, type Column } from '../../components/virtual-table.tsx'
import { useCountryName } from '../../lib/countries.ts'
import { useMay } from '../../lib/rights.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { companiesTexts } from './companies-texts.ts'
import { companySorts, type CompanySearch, type CompanySort } from './list-state.ts'
import { companyListQuery } from './queries.ts'
import styles from './companies.module.css'

interface CompaniesPageProps {
  readonly search: CompanySearch
  readonly onSearch: (search: CompanySearch) => void
}

const sortTexts = {
  name: 'sort.name',
  '-name': 'sort.nameBack',
  '-contactCount': 'sort.contacts',
  '-createdAt': 'sort.newest',
} as const satisfies Record<CompanySort, string>

const useColumns = ({ search, onSearch }: CompaniesPageProps): Column<CompanySummary>[] => {
  const t = companiesTexts.useTexts()
  const format = useFormat()
  const countryName = useCountryName()
  const sort = search.sort ?? 'name'
  const by = (next: CompanySort) => () => onSearch({ ...search, sort: next })
  const falling = (name: '-contactCount' | '-createdAt') =>
    ({ state: sort === name ? 'descending' : 'none', onSort: by(name) }) as const
  return [
    {
      key: 'name',
      header: t('column.name'),
      width: 220,
      grow: 2,
      sort: {
        state: sort === 'name' ? 'ascending' : sort === '-name' ? 'descending' : 'none',
        onSort: by(sort === 'name' ? '-name' : 'name'),
      },
      cell: ({ id, name }) => (
        <Link
          to="/companies/$companyId"
          params={{ companyId: id }}
          className={styles['name']}
          tabIndex={-1}
          onClick={(event) => event.stopPropagation()}
        >
          {name}
        </Link>
      ),
    },
    {
      key: 'industry',
      header: t('column.industry'),
      width: 130,
      grow: 1,
      cell: ({ industry }) => <span className={styles['clip']}>{industry ?? '–'}</span>,
    },
    {
      key: 'place',
      header: t('column.place'),
      width: 150,
      grow: 1.2,
      cell: ({ city, country }) => (
        <span className={styles['clip']}>
          {[city, country && countryName(country)].filter(Boolean).join(', ') || '–'}
        </span>
      ),
    },
    {
      key: 'contacts',
      header: t('column.contacts'),
      width: 84,
      grow: 0.6,
      align: 'end',
      sort: falling('-contactCount'),
      cell: ({ contactCount }) => format.number(contactCount),
    },
    {
      key: 'createdAt',
      header: t('column.createdAt'),
      width: 116,
      grow: 0.9,
      sort: falling('-createdAt'),
      cell: ({ createdAt }) => <Instant at={createdAt} style="date" />,
    },
  ]
}

const SearchBox = ({ search, onSearch }: CompaniesPageProps) => {
  const t = companiesTexts.useTexts()
  const input = useRef<InputRef>(null)
  const [text, setText] = useState(search.search ?? '')
  const settled = useDebounced(text.trim())
  useShortcut('/', t('shortcut.search'), 'list', () => input.current?.focus({ cursor: 'all' }))
  useEffect(() => {
    if (settled === (search.search ?? '') || settled !== text.trim()) return
    const { search: _, ...others } = search
    onSearch(settled === '' ? others : { ...others, search: settled })
  }, [settled, text, search, onSearch])
  return (
    <Input
      ref={input}
      className={styles['search'] ?? ''}
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t('search')}
      aria-label={t('search')}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('')
      }}
    />
  )
}

const PhoneRow = ({ company }: { readonly company: CompanySummary }) => {
  const t = companiesTexts.useTexts()
  const format = useFormat()
  const people = t('people', { count: company.contactCount, shown: format.number(company.contactCount) })
  return (
    <div className={styles['phoneRow']}>
      <Link to="/companies/$companyId" params={{ companyId: company.id }} className={styles['name']}>
        {company.name}
      </Link>
      <span className={styles['quiet']}>{[company.city, people].filter(Boolean).join(' · ')}</span>
    </div>
  )
}

const Nothing = ({ searched, binned }: { readonly searched: boolean; readonly binned: boolean }) => {
  const t = companiesTexts.useTexts()
  const mayAdd = useMay('customer.write')
  if (binned && !searched)
    return (
      <div className={styles['surface']}>
        <EmptyState icon={<DeleteOutlined />} title={t('bin.emptyTitle')}>
          {t('bin.emptyText')}
        </EmptyState>
      </div>
    )
  return (
    <div className={styles['surface']}>
      <EmptyState
        icon={searched ? <SearchOutlined /> : <BankOutlined />}
        title={t(searched ? 'noMatchTitle' : 'emptyTitle')}
        actions={!searched && mayAdd && <LinkButton to="/companies/new">{t('new')}</LinkButton>}
      >
        {t(searched ? 'noMatchText' : 'emptyText')}
      </EmptyState>
    </div>
  )
}

const CompanyTable = (props: CompaniesPageProps) => {
  const t = companiesTexts.useTexts()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const [active, setActive] = useState(-1)
  const columns = useColumns(props)
  const query = useInfiniteQuery(companyListQuery(props.search))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const open = ({ id }: CompanySummary) => void navigate({ to: '/companies/$companyId', params: { companyId: id } })
  const move = (by: number) => setActive(Math.min(Math.max(active + by, 0), rows.length - 1))
  useShortcut('j', t('shortcut.next'), 'list', () => move(1))
  useShortcut('k', t('shortcut.previous'), 'list', () => move(-1))
  useShortcut('Enter', t('shortcut.open'), 'list', () => {
    const row = rows[active]
    if (row) open(row)
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (query.isPending)
    return (
      <div className={styles['surface']}>
        <SkeletonRows rows={12} height={44} />
      </div>
    )
  if (query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0 && !hasNextPage)
    return <Nothing searched={Boolean(props.search.search)} binned={props.search.binned === 'yes'} />
  return (
    <VirtualTable
      label={t('list')}
      rows={rows}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={isPhone ? 60 : 44}
      total={hasNextPage ? undefined : rows.length}
      active={active}
      onActive={setActive}
      onOpen={open}
      onEnd={onEnd}
      busy={query.isFetching}
      phoneRow={isPhone ? (company) => <PhoneRow company={company} /> : undefined}
      footer={
        <div className={styles['listEnd']} role="status">
          {isFetchingNextPage && <SkeletonRows rows={2} height={40} />}
          {query.isFetchNextPageError && (
            <ProblemMessage error={query.error} onRetry={() => void query.fetchNextPage()} />
          )}
          {!hasNextPage && rows.length > 20 && t('end')}
        </div>
      }
    />
  )
}

/** All companies: search, sort, any number of rows. */
export const CompaniesPage = (props: CompaniesPageProps) => {
  const t = companiesTexts.useTexts()
  const isPhone = useIsPhone()
  const mayAdd = useMay('customer.write')
  const { search, onSearch } = props
  return (
    <Page
      fill
      title={t('title')}
      subtitle={t('lead')}
      actions={
        mayAdd && (
          <LinkButton to="/companies/new" color="primary" variant="solid" icon={<PlusOutlined />} aria-label={t('new')}>
            {isPhone ? null : t('new')}
          </LinkButton>
        )
      }
    >
      <div className={styles['filters']} role="search">
        <SearchBox {...props} />
        <Select
          aria-label={t('sort.label')}
          value={search.sort ?? 'name'}
          popupMatchSelectWidth={false}
          onChange={(sort: CompanySort) => onSearch({ ...search, sort })}
          options={companySorts.map((sort) => ({ value: sort, label: t(sortTexts[sort]) }))}
        />
        <Button
          icon={<DeleteOutlined />}
          type={search.binned ? 'primary' : 'default'}
          aria-pressed={search.binned === 'yes'}
          onClick={() => {
            const { binned, ...others } = search
            onSearch(binned ? others : { ...others, binned: 'yes' })
          }}
        >
          {t('bin.title')}
        </Button>
      </div>
      <CompanyTable key={JSON.stringify(search)} {...props} />
    </Page>
  )
}
