import {
  DeleteOutlined,
  DownloadOutlined,
  EllipsisOutlined,
  ImportOutlined,
  PlusOutlined,
  SearchOutlined,
} from '@ant-design/icons'
import {
  listedTypes,
  objectPaths,
  sortableTypes,
  titleField,
  type CustomField,
  type OwnObject,
  type RecordSort,
  type RecordSummary,
} from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useIsPhone } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Input, Select, type InputRef } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { LinkButton } from '../../components/link-button.tsx'
import { ObjectIcon } from '../../components/object-icon.tsx'
import { Page } from '../../components/page.tsx'
import { VirtualTable, type Column } from '../../components/virtual-table.tsx'
import { useBilingual, useFields, useValueText } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { ImportDialog } from './import-dialog.tsx'
import type { RecordSearch } from './list-state.ts'
import { objectsTexts } from './objects-texts.ts'
import { recordListQuery } from './queries.ts'
import styles from './objects.module.css'

interface RecordsPageProps {
  readonly object: OwnObject
  readonly search: RecordSearch
  readonly onSearch: (search: RecordSearch) => void
  /** The button that opens the filter. */
  readonly filter: ReactNode
}

/** How many fields a list shows until somebody chooses. */
const shownAtFirst = 4

/** Fields that a list can show. */
const useListed = (object: string): readonly CustomField[] =>
  useFields(object).filter(({ key, settings }) => key !== titleField && listedTypes.includes(settings.type))

const shownKeys = (fields: readonly CustomField[], { columns }: RecordSearch): readonly string[] =>
  columns?.filter((key) => fields.some((field) => field.key === key)) ??
  fields.slice(0, shownAtFirst).map(({ key }) => key)

const isSortable = ({ settings }: CustomField): boolean => sortableTypes.includes(settings.type)

const numbers = new Set(['number', 'money'])

const useColumns = ({ object, search, onSearch }: RecordsPageProps, fields: readonly CustomField[]) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const valueText = useValueText()
  const sort = search.sort ?? '-createdAt'
  const sorted = (rising: RecordSort, falling: RecordSort) => ({
    state: sort === rising ? ('ascending' as const) : sort === falling ? ('descending' as const) : ('none' as const),
    onSort: () => onSearch({ ...search, sort: sort === falling ? rising : falling }),
  })
  const columns: Column<RecordSummary>[] = [
    {
      key: 'title',
      header: t('title'),
      width: 220,
      grow: 2,
      cell: ({ id, title }) => (
        <Link
          to="/objects/$object/$recordId"
          params={{ object: object.key, recordId: id }}
          className={styles['name']}
          tabIndex={-1}
          onClick={(event) => event.stopPropagation()}
        >
          {title}
        </Link>
      ),
    },
    ...fields.map((field): Column<RecordSummary> => ({
      key: field.key,
      header: say(field.label),
      width: 120,
      grow: 1,
      ...(numbers.has(field.settings.type) && { align: 'end' as const }),
      ...(isSortable(field) && !search.bin && { sort: sorted(`custom:${field.key}`, `-custom:${field.key}`) }),
      cell: ({ custom, linked }) => (
        <span className={styles['clip']}>
          {valueText(
            field,
            custom[field.key],
            Object.entries(linked).map(([id, name]) => ({ id, name })),
          ) || '–'}
        </span>
      ),
    })),
    {
      key: 'createdAt',
      header: t(search.bin ? 'binned' : 'created'),
      width: 116,
      grow: 0.9,
      ...(!search.bin && { sort: sorted('createdAt', '-createdAt') }),
      cell: ({ createdAt, binnedAt }) => <Instant at={binnedAt ?? createdAt} style="date" />,
    },
  ]
  return columns
}

const SearchBox = ({ object, search, onSearch }: RecordsPageProps) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const input = useRef<InputRef>(null)
  const [text, setText] = useState(search.search ?? '')
  const settled = useDebounced(text.trim())
  useShortcut('/', t('shortcut.search'), 'list', () => input.current?.focus({ cursor: 'all' }))
  useEffect(() => {
    if (settled === (search.search ?? '') || settled !== text.trim()) return
    const { search: _, ...others } = search
    onSearch(settled === '' ? others : { ...others, search: settled })
  }, [settled, text, search, onSearch])
  const label = t('search', { plural: say(object.plural) })
  return (
    <Input
      ref={input}
      className={styles['search'] ?? ''}
      prefix={<SearchOutlined aria-hidden />}
      placeholder={label}
      aria-label={label}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('')
      }}
    />
  )
}

const Nothing = ({ object, search }: RecordsPageProps) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const mayAdd = useMay('object.write') && object.mayEdit
  const isNarrowed = search.search !== undefined || search.filter !== undefined
  const what = search.bin ? 'bin' : isNarrowed ? 'match' : 'empty'
  const texts = {
    bin: { title: t('binEmpty'), text: t('binEmptyText') },
    match: { title: t('noMatch'), text: t('noMatchText') },
    empty: { title: t('empty'), text: t('emptyText') },
  }[what]
  return (
    <div className={styles['surface']}>
      <EmptyState
        icon={what === 'match' ? <SearchOutlined /> : <ObjectIcon name={object.icon} />}
        title={texts.title}
        actions={
          what === 'empty' &&
          mayAdd && (
            <LinkButton to="/objects/$object/new" params={{ object: object.key }}>
              {t('new', { name: say(object.name) })}
            </LinkButton>
          )
        }
      >
        {texts.text}
      </EmptyState>
    </div>
  )
}

const RecordTable = (props: RecordsPageProps & { readonly fields: readonly CustomField[] }) => {
  const { object, search, fields } = props
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const valueText = useValueText()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const [active, setActive] = useState(-1)
  const columns = useColumns(props, fields)
  const query = useInfiniteQuery(
    recordListQuery(
      object.key,
      search,
      fields.map(({ key }) => key),
    ),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const open = ({ id }: RecordSummary) =>
    void navigate({ to: '/objects/$object/$recordId', params: { object: object.key, recordId: id } })
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
  if (rows.length === 0 && !hasNextPage) return <Nothing {...props} />
  const facts = ({ custom, linked }: RecordSummary) =>
    fields
      .map((field) =>
        valueText(
          field,
          custom[field.key],
          Object.entries(linked).map(([id, name]) => ({ id, name })),
        ),
      )
      .filter(Boolean)
      .slice(0, 3)
      .join(' · ')
  return (
    <VirtualTable
      label={t('list', { plural: say(object.plural) })}
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
      phoneRow={
        isPhone
          ? (record) => (
              <div className={styles['phoneRow']}>
                <Link
                  to="/objects/$object/$recordId"
                  params={{ object: object.key, recordId: record.id }}
                  className={styles['name']}
                >
                  {record.title}
                </Link>
                <span className={styles['quiet']}>{facts(record)}</span>
              </div>
            )
          : undefined
      }
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

const exportAddress = (object: string, { search, sort, filter }: RecordSearch): string => {
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(sort && { sort }),
    ...(filter && { filter: JSON.stringify(filter) }),
  })
  return `${objectPaths.export(object)}?${query.toString()}`
}

const More = ({ object, search, onSearch }: RecordsPageProps) => {
  const t = objectsTexts.useTexts()
  const [importing, setImporting] = useState(false)
  const mayImport = useMay('object.write') && object.mayEdit
  const mayExport = useMay('customer.export')
  const items = [
    { key: 'import', label: t('import'), icon: <ImportOutlined />, allowed: mayImport },
    { key: 'export', label: t('export'), icon: <DownloadOutlined />, allowed: mayExport && !search.bin },
    { key: 'bin', label: t(search.bin ? 'outOfBin' : 'bin'), icon: <DeleteOutlined />, allowed: true },
  ]
  const run = (key: string) => {
    if (key === 'import') setImporting(true)
    if (key === 'export') globalThis.location.assign(exportAddress(object.key, search))
    if (key === 'bin') {
      const { bin, ...others } = search
      onSearch(bin ? others : { ...others, bin: true })
    }
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: items.filter(({ allowed }) => allowed).map(({ key, label, icon }) => ({ key, label, icon })),
          onClick: ({ key }) => run(key),
        }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t('more')} />
      </Dropdown>
      {importing && <ImportDialog object={object} onClose={() => setImporting(false)} />}
    </>
  )
}

/** Records of an object of the company’s own: searched, narrowed, sorted, with the columns that somebody wants. */
export const RecordsPage = (props: RecordsPageProps) => {
  const { object, search, onSearch, filter } = props
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const isPhone = useIsPhone()
  const mayAdd = useMay('object.write') && object.mayEdit
  const listed = useListed(object.key)
  const keys = shownKeys(listed, search)
  const fields = keys.flatMap((key) => listed.find((field) => field.key === key) ?? [])
  const orders = [
    { value: '-createdAt', label: t('sort.newest') },
    { value: 'createdAt', label: t('sort.oldest') },
    { value: '-changedAt', label: t('sort.changed') },
    ...listed.filter(isSortable).flatMap(({ key, label }) => [
      { value: `custom:${key}`, label: t('rising', { field: say(label) }) },
      { value: `-custom:${key}`, label: t('falling', { field: say(label) }) },
    ]),
  ]
  const name = t('new', { name: say(object.name) })
  return (
    <Page
      fill
      title={search.bin ? `${say(object.plural)} · ${t('bin')}` : say(object.plural)}
      lead={<ObjectIcon name={object.icon} />}
      actions={
        <>
          <More {...props} />
          {mayAdd && (
            <LinkButton
              to="/objects/$object/new"
              params={{ object: object.key }}
              color="primary"
              variant="solid"
              icon={<PlusOutlined />}
              aria-label={name}
            >
              {isPhone ? null : name}
            </LinkButton>
          )}
        </>
      }
    >
      <div className={styles['filters']} role="search">
        <SearchBox {...props} />
        {listed.length > 0 && filter}
        {!search.bin && (
          <Select
            aria-label={t('sort.label')}
            value={search.sort ?? '-createdAt'}
            popupMatchSelectWidth={false}
            onChange={(sort) => onSearch({ ...search, sort })}
            options={orders}
          />
        )}
        {!isPhone && listed.length > 0 && (
          <Select
            mode="multiple"
            aria-label={t('columns')}
            placeholder={t('columns')}
            maxTagCount={0}
            maxTagPlaceholder={t('columns')}
            style={{ width: 120 }}
            popupMatchSelectWidth={false}
            value={[...keys]}
            onChange={(columns: string[]) => onSearch({ ...search, columns })}
            options={listed.map(({ key, label }) => ({ value: key, label: say(label) }))}
          />
        )}
      </div>
      <RecordTable key={JSON.stringify(search)} {...props} fields={fields} />
    </Page>
  )
}
