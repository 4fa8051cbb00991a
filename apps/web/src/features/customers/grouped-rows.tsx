import { DownOutlined, RightOutlined } from '@ant-design/icons'
import type { CustomerSummary } from '@candor/api'
import { ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQueries } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import type { Band } from '../../components/table-items.ts'
import { narrowed, useGroups, type GroupColumn } from './list-groups.ts'
import { groupQuery } from './list-queries.ts'
import { filtersOf, ownKeysOf, type ListSearch } from './list-state.ts'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

/** Groups that are open at first, rows of each at first, and the most that one group shows in place. */
const [firstGroups, firstRows, mostRows] = [3, 20, 200]
const [headHeight, lineHeight] = [40, 36]

interface HeadProps {
  readonly group: GroupColumn
  readonly isOpen: boolean
  readonly onToggle: () => void
}

const GroupHead = ({ group, isOpen, onToggle }: HeadProps) => {
  const format = useFormat()
  return (
    <button type="button" className={styles['groupToggle']} aria-expanded={isOpen} onClick={onToggle}>
      {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
      <strong>{group.title}</strong>
      {group.customers !== undefined && <small>{format.number(group.customers)}</small>}
    </button>
  )
}

interface GroupedRows {
  readonly rows: readonly CustomerSummary[]
  readonly bands: readonly Band[]
}

/**
 * The list in groups: each is read by itself, the first ones at once and the others when they are opened.
 * @param columns those that are shown, for the own fields among them
 * @param onNarrow opens a group as a list of its own, for those that are longer than a group shows
 */
export const useGroupedRows = (
  search: ListSearch,
  enabled: boolean,
  columns: readonly string[],
  onNarrow: (search: ListSearch) => void,
) => {
  const t = listsTexts.useTexts()
  const groups = useGroups(search.groupBy).columns
  // How many rows of each group are wanted; 0 for one that is closed.
  const [wanted, setWanted] = useState<Readonly<Record<string, number>>>({})
  const wantedOf = (at: number): number => wanted[groups[at]?.key ?? ''] ?? (at < firstGroups ? firstRows : 0)
  const filterOf = (group: GroupColumn) => narrowed(search.filter, group.condition)
  const queries = useQueries({
    queries: groups.map((group, at) => ({
      ...groupQuery(
        { ...filtersOf({ ...search, filter: filterOf(group) }), ...ownKeysOf(columns) },
        Math.max(wantedOf(at), 1),
      ),
      enabled: enabled && wantedOf(at) > 0,
    })),
  })
  const isBusy = queries.some(({ isFetching }) => isFetching)
  const state = queries.map(({ dataUpdatedAt, errorUpdatedAt, isPending }) => [
    dataUpdatedAt,
    errorUpdatedAt,
    isPending,
  ])
  const grouped = useMemo((): GroupedRows => {
    if (!enabled) return { rows: [], bands: [] }
    const rows: CustomerSummary[] = []
    const bands: Band[] = []
    groups.forEach((group, at) => {
      const count = wantedOf(at)
      const set = (next: number) => setWanted({ ...wanted, [group.key]: next })
      const line = (key: string, content: Band['content'], height = lineHeight) =>
        bands.push({ key: `${group.key} ${key}`, before: rows.length, height, content })
      line(
        'head',
        <GroupHead group={group} isOpen={count > 0} onToggle={() => set(count > 0 ? 0 : firstRows)} />,
        headHeight,
      )
      if (count === 0) return
      const query = queries[at]
      const found = query?.data?.items ?? []
      rows.push(...found)
      if (query?.isError) line('error', <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />, 88)
      else if (query?.isPending) line('wait', <SkeletonRows rows={1} height={20} />)
      else if (found.length === 0) line('empty', <span className={styles['hint']}>{t('group.empty')}</span>)
      else if (query?.data?.nextCursor)
        line(
          'more',
          found.length < mostRows ? (
            <Button type="link" size="small" onClick={() => set(Math.min(count * 3, mostRows))}>
              {t('group.more')}
            </Button>
          ) : (
            <Button
              type="link"
              size="small"
              onClick={() => {
                const { groupBy: _, ...others } = search
                onNarrow({ ...others, filter: filterOf(group) })
              }}
            >
              {t('group.alone')}
            </Button>
          ),
        )
    })
    return { rows, bands }
    // What the queries have is told apart by when they got it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [enabled, groups.map(({ key, customers }) => `${key} ${customers}`).join(), wanted, JSON.stringify(state), t])
  return { ...grouped, isBusy }
}
