import type { Deal, DealSort } from '@candor/api'
import { Instant, ProblemMessage, SkeletonRows, useIsPhone } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { VirtualTable, type Column } from '../../components/virtual-table.tsx'
import { useBilingual } from '../../lib/own-fields.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { DealAmount, DealCloseDay, DealParty, daysSince, StalledMark } from './deal-parts.tsx'
import { dealsTexts } from './deals-texts.ts'
import { dealListQuery, stageOf, useDealSettings, type DealFilter } from './queries.ts'
import styles from './deals.module.css'

interface DealListProps {
  readonly filter: DealFilter
  readonly onSort: (sort: DealSort) => void
  readonly empty: ReactNode
}

const useColumns = ({ filter, onSort }: DealListProps): Column<Deal>[] => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const settings = useDealSettings()
  const isOpen = filter.state === 'open' || filter.state === undefined
  const sort = filter.sort ?? 'closeDay'
  const by = (name: 'closeDay' | 'amount' | 'changedAt') =>
    isOpen
      ? {
          sort: {
            state:
              sort === name
                ? ('ascending' as const)
                : sort === `-${name}`
                  ? ('descending' as const)
                  : ('none' as const),
            onSort: () => onSort(sort === `-${name}` ? name : `-${name}`),
          },
        }
      : {}
  const reasonOf = ({ reason }: Deal): string => {
    const found = settings?.reasons.find(({ key }) => key === reason)
    return found ? say(found.name) : '–'
  }
  return [
    {
      key: 'title',
      header: t('column.title'),
      width: 200,
      grow: 2,
      cell: (deal) => (
        <span className={styles['titleCell']}>
          <Link
            to="/deals/$dealId"
            params={{ dealId: deal.id }}
            className={styles['cardTitle']}
            tabIndex={-1}
            onClick={(event) => event.stopPropagation()}
          >
            {deal.title}
          </Link>
          <StalledMark deal={deal} />
        </span>
      ),
    },
    { key: 'party', header: t('column.party'), width: 150, grow: 1.2, cell: (deal) => <DealParty deal={deal} /> },
    {
      key: 'stage',
      header: t('column.stage'),
      width: 120,
      grow: 0.8,
      cell: (deal) => {
        const stage = stageOf(settings, deal)
        return (
          <span className={styles['stage']} data-tone={stage?.tone}>
            {stage ? say(stage.name) : deal.stage}
          </span>
        )
      },
    },
    {
      key: 'amount',
      header: t('column.amount'),
      width: 120,
      grow: 0.8,
      align: 'end',
      ...by('amount'),
      cell: (deal) => <DealAmount deal={deal} />,
    },
    isOpen
      ? {
          key: 'closeDay',
          header: t('column.closeDay'),
          width: 116,
          grow: 0.8,
          ...by('closeDay'),
          cell: (deal) => <DealCloseDay deal={deal} />,
        }
      : {
          key: 'closedAt',
          header: t('column.closedAt'),
          width: 116,
          grow: 0.8,
          cell: ({ closedAt }) => closedAt && <Instant at={closedAt} style="date" />,
        },
    {
      key: 'owner',
      header: t('column.owner'),
      width: 120,
      grow: 0.8,
      cell: ({ owner }) => <span className={styles['clip']}>{owner.name ?? t('nobody')}</span>,
    },
    isOpen
      ? {
          key: 'idle',
          header: t('column.idle'),
          width: 96,
          grow: 0.5,
          align: 'end',
          ...by('changedAt'),
          cell: ({ stageSince }) => t('days', { count: daysSince(stageSince) }),
        }
      : { key: 'reason', header: t('column.reason'), width: 130, grow: 0.9, cell: reasonOf },
  ]
}

const PhoneRow = ({ deal }: { readonly deal: Deal }) => (
  <div className={styles['phoneRow']}>
    <span className={styles['cardFacts']}>
      <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles['cardTitle']}>
        {deal.title}
      </Link>
      <DealAmount deal={deal} />
    </span>
    <span className={styles['cardFacts']}>
      <DealParty deal={deal} />
      <DealCloseDay deal={deal} />
    </span>
  </div>
)

/** Deals as a table. */
export const DealList = (props: DealListProps) => {
  const t = dealsTexts.useTexts()
  const navigate = useNavigate()
  const isPhone = useIsPhone()
  const [active, setActive] = useState(-1)
  const columns = useColumns(props)
  const query = useInfiniteQuery(dealListQuery(props.filter, 100))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const open = ({ id }: Deal) => void navigate({ to: '/deals/$dealId', params: { dealId: id } })
  const move = (by: number) => setActive(Math.min(Math.max(active + by, 0), rows.length - 1))
  useShortcut('j', t('shortcut.next'), 'deals', () => move(1))
  useShortcut('k', t('shortcut.previous'), 'deals', () => move(-1))
  useShortcut('Enter', t('shortcut.open'), 'deals', () => {
    const row = rows[active]
    if (row) open(row)
  })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (query.isPending) return <SkeletonRows rows={10} height={44} />
  if (query.isError && rows.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return props.empty
  return (
    <VirtualTable
      label={t('list')}
      rows={rows}
      columns={columns}
      rowKey={({ id }) => id}
      rowHeight={isPhone ? 64 : 44}
      total={hasNextPage ? undefined : rows.length}
      active={active}
      onActive={setActive}
      onOpen={open}
      onEnd={onEnd}
      busy={query.isFetching}
      phoneRow={isPhone ? (deal) => <PhoneRow deal={deal} /> : undefined}
    />
  )
}
