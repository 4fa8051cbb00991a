import { SearchOutlined } from '@ant-design/icons'
import { myself } from '@candor/api'
import { minorOf, useFormat, decimalOf } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Radio, Select, type InputRef } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { FilterChip } from '../../components/filter-chip.tsx'
import { useShortcut } from '../../lib/shortcuts.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { useCountryName } from '../../lib/countries.ts'
import { customersTexts } from './customers-texts.ts'
import { FilterBuilder } from './filter-builder.tsx'
import { ownersQuery, tagsQuery } from './list-queries.ts'
import { hasFilters, shownOf, type ListSearch } from './list-state.ts'
import { listsTexts } from './lists-texts.ts'
import { useOverview } from './use-overview.ts'
import styles from './customers.module.css'

interface FiltersProps {
  readonly search: ListSearch
  readonly onSearch: (search: ListSearch) => void
}

// Calendars are large and rarely wanted: they come when the chip is opened.
const DateRange = lazy(async () => ({ default: (await import('./date-range.tsx')).DateRange }))

const without = (search: ListSearch, ...names: (keyof ListSearch)[]): ListSearch =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name as keyof ListSearch)))

const SearchBox = ({ search, onSearch }: FiltersProps) => {
  const t = customersTexts.useTexts()
  const input = useRef<InputRef>(null)
  const [text, setText] = useState(search.search ?? '')
  const settled = useDebounced(text.trim())
  const [seen, setSeen] = useState(search.search ?? '')
  // The address can change from outside (back button, cleared filters): the box follows it.
  if ((search.search ?? '') !== seen) {
    setSeen(search.search ?? '')
    setText(search.search ?? '')
  }
  useEffect(() => {
    if (settled === seen || settled !== text.trim()) return
    onSearch(settled === '' ? without(search, 'search') : { ...search, search: settled })
  }, [settled, seen, text, search, onSearch])
  useShortcut('/', t('shortcut.search'), 'list', () => input.current?.focus({ cursor: 'all' }))
  return (
    <Input
      ref={input}
      allowClear
      className={styles['search'] ?? ''}
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t('search')}
      aria-label={t('search')}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

const CountryChip = ({ search, onSearch }: FiltersProps) => {
  const t = customersTexts.useTexts()
  const data = useOverview()
  const countryName = useCountryName()
  const format = useFormat()
  const remove = () => onSearch(without(search, 'country'))
  return (
    <FilterChip
      name={t('filter.country')}
      value={search.country && countryName(search.country)}
      removeLabel={t('remove', { name: t('filter.country') })}
      onRemove={remove}
    >
      {(close) => (
        <Select
          autoFocus
          defaultOpen
          showSearch={{ optionFilterProp: 'title' }}
          style={{ width: 240 }}
          aria-label={t('filter.country')}
          value={search.country ?? null}
          placeholder={t('any')}
          onChange={(country: string) => {
            onSearch({ ...search, country })
            close()
          }}
          options={(data?.countries ?? []).map(({ country, customers }) => ({
            value: country,
            title: countryName(country),
            label: (
              <span className={styles['option']}>
                {countryName(country)}
                <small>{format.number(customers)}</small>
              </span>
            ),
          }))}
        />
      )}
    </FilterChip>
  )
}

const MerchantChip = ({ search, onSearch }: FiltersProps) => {
  const t = customersTexts.useTexts()
  const data = useOverview()
  const merchants = data?.merchants ?? []
  return (
    <FilterChip
      name={t('filter.merchant')}
      value={search.merchantId && (merchants.find(({ id }) => id === search.merchantId)?.name ?? '…')}
      removeLabel={t('remove', { name: t('filter.merchant') })}
      onRemove={() => onSearch(without(search, 'merchantId'))}
    >
      {(close) => (
        <Radio.Group
          vertical
          aria-label={t('filter.merchant')}
          value={search.merchantId}
          onChange={(event) => {
            onSearch({ ...search, merchantId: String(event.target.value) })
            close()
          }}
          options={merchants.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </FilterChip>
  )
}

const SpentChip = ({ search, onSearch }: FiltersProps) => {
  const t = customersTexts.useTexts()
  const data = useOverview()
  const format = useFormat()
  const currency = data?.currency ?? 'GBP'
  const [text, setText] = useState(search.minimumSpent ? decimalOf(search.minimumSpent, 2) : '')
  const minor = minorOf(text, currency)
  return (
    <FilterChip
      name={t('filter.spent')}
      value={search.minimumSpent && format.money(search.minimumSpent, currency)}
      removeLabel={t('remove', { name: t('filter.spent') })}
      onRemove={() => onSearch(without(search, 'minimumSpent'))}
    >
      {(close) => (
        <form
          className={styles['chipForm']}
          onSubmit={(event) => {
            event.preventDefault()
            if (minor === undefined) return
            onSearch({ ...search, minimumSpent: minor })
            close()
          }}
        >
          <Input
            autoFocus
            inputMode="decimal"
            aria-label={t('filter.spent')}
            suffix={currency}
            value={text}
            status={text !== '' && minor === undefined ? 'error' : ''}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="primary" htmlType="submit" disabled={minor === undefined}>
            {t('apply')}
          </Button>
        </form>
      )}
    </FilterChip>
  )
}

const OrderedChip = ({ search, onSearch }: FiltersProps) => {
  const t = customersTexts.useTexts()
  const format = useFormat()
  const { orderedAfter: after, orderedBefore: before } = search
  const from = after && format.date(after)
  const to = before && format.date(before)
  const value =
    from && to
      ? t('filter.between', { from, to })
      : from
        ? t('filter.since', { from })
        : to && t('filter.until', { to })
  return (
    <FilterChip
      name={t('filter.ordered')}
      value={value || undefined}
      removeLabel={t('remove', { name: t('filter.ordered') })}
      onRemove={() => onSearch(without(search, 'orderedAfter', 'orderedBefore'))}
    >
      {() => (
        <Suspense>
          <DateRange
            from={after}
            to={before}
            onChange={(range) => onSearch({ ...without(search, 'orderedAfter', 'orderedBefore'), ...range })}
          />
        </Suspense>
      )}
    </FilterChip>
  )
}

const OwnerChip = ({ search, onSearch }: FiltersProps) => {
  const t = customersTexts.useTexts()
  const lists = listsTexts.useTexts()
  const { data: owners = [] } = useQuery(ownersQuery)
  const { ownerId } = search
  const name = ownerId === myself ? lists('me') : owners.find(({ id }) => id === ownerId)?.name
  return (
    <FilterChip
      name={t('filter.owner')}
      value={ownerId && (name ?? '…')}
      removeLabel={t('remove', { name: t('filter.owner') })}
      onRemove={() => onSearch(without(search, 'ownerId'))}
    >
      {(close) => (
        <Select
          autoFocus
          defaultOpen
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: 240 }}
          aria-label={t('filter.owner')}
          value={ownerId ?? null}
          placeholder={t('any')}
          onChange={(id: string) => {
            onSearch({ ...search, ownerId: id })
            close()
          }}
          options={[
            { value: myself, label: t('filter.mine') },
            ...owners.map(({ id, name: of }) => ({ value: id, label: of })),
          ]}
        />
      )}
    </FilterChip>
  )
}

const TagChipFilter = ({ search, onSearch }: FiltersProps) => {
  const t = customersTexts.useTexts()
  const format = useFormat()
  const { data: tags = [] } = useQuery(tagsQuery)
  return (
    <FilterChip
      name={t('filter.tag')}
      value={search.tagId && (tags.find(({ id }) => id === search.tagId)?.name ?? '…')}
      removeLabel={t('remove', { name: t('filter.tag') })}
      onRemove={() => onSearch(without(search, 'tagId'))}
    >
      {(close) => (
        <Select
          autoFocus
          defaultOpen
          showSearch={{ optionFilterProp: 'title' }}
          style={{ width: 240 }}
          aria-label={t('filter.tag')}
          value={search.tagId ?? null}
          placeholder={t('any')}
          onChange={(tagId: string) => {
            onSearch({ ...search, tagId })
            close()
          }}
          options={tags.map(({ id, name, customers }) => ({
            value: id,
            title: name,
            label: (
              <span className={styles['option']}>
                {name}
                <small>{format.number(customers)}</small>
              </span>
            ),
          }))}
        />
      )}
    </FilterChip>
  )
}

/** Search box and filter chips of the list. */
export const CustomerFilters = (props: FiltersProps) => {
  const t = customersTexts.useTexts()
  const { search, onSearch } = props
  return (
    <div className={styles['filters']} role="search">
      <SearchBox {...props} />
      <OwnerChip {...props} />
      <TagChipFilter {...props} />
      <CountryChip {...props} />
      <MerchantChip {...props} />
      <SpentChip {...props} />
      <OrderedChip {...props} />
      <FilterBuilder
        filter={search.filter}
        onChange={(filter) => onSearch({ ...without(search, 'filter'), ...(filter && { filter }) })}
      />
      {hasFilters(search) && (
        <Button type="link" size="small" onClick={() => onSearch(shownOf(search))}>
          {t('clearFilters')}
        </Button>
      )}
    </div>
  )
}
