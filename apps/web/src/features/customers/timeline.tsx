import {
  CheckSquareOutlined,
  GiftOutlined,
  ImportOutlined,
  MessageOutlined,
  ProfileOutlined,
  RollbackOutlined,
  SafetyCertificateOutlined,
  ShoppingOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { journalPaths, type TimelineItem } from '@candor/api'
import {
  EmptyState,
  entryGroups,
  entryTexts,
  EntryActor,
  EntryNames,
  EntryDetail,
  EntryTitle,
  groupOf,
  Instant,
  ProblemMessage,
  SkeletonRows,
  StateBadge,
  useFormat,
  VerifyButton,
  type EntryGroup,
} from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { useMerchants } from '../../lib/merchants.ts'
import { customerTexts } from './customer-texts.ts'
import { timelineQuery } from './queries.ts'
import styles from './timeline.module.css'

const icons: Record<EntryGroup, ReactNode> = {
  customer: <UserOutlined />,
  order: <ShoppingOutlined />,
  points: <GiftOutlined />,
  consent: <SafetyCertificateOutlined />,
  note: <MessageOutlined />,
  task: <CheckSquareOutlined />,
  import: <ImportOutlined />,
  other: <ProfileOutlined />,
}
const iconOf = (kind: string): ReactNode => (kind === 'order.returned' ? <RollbackOutlined /> : icons[groupOf(kind)])

const whenOf = (item: TimelineItem): string => item.occurredAt ?? item.recordedAt

const Entry = ({ item }: { readonly item: TimelineItem }) => (
  <li className={styles['entry']} data-group={groupOf(item.kind)}>
    <span className={styles['icon']} aria-hidden>
      {iconOf(item.kind)}
    </span>
    <div className={styles['text']}>
      <p className={styles['title']}>
        <EntryTitle entry={item} />
      </p>
      <EntryDetail entry={item} />
      <p className={styles['meta']}>
        <Instant at={whenOf(item)} style={item.occurredAt ? 'dateTime' : 'relative'} />
        <EntryActor entry={item} />
        <StateBadge state={item.state} />
      </p>
    </div>
    <VerifyButton
      record={{ id: item.id, kind: item.kind, recordedAt: item.recordedAt, body: item.body }}
      receiptUrl={journalPaths.receipt(item.id)}
    />
  </li>
)

/** Entries of one month under its name. */
const byMonth = (items: readonly TimelineItem[]): (readonly [string, readonly TimelineItem[]])[] => {
  const months = new Map<string, TimelineItem[]>()
  for (const item of items) {
    const month = whenOf(item).slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), item])
  }
  return [...months]
}

/** Everything that happened to a customer, newest first, each entry with its proof. */
export const Timeline = ({ customerId }: { readonly customerId: string }) => {
  const t = customerTexts.useTexts()
  const entry = entryTexts.useTexts()
  const format = useFormat()
  const [group, setGroup] = useState<EntryGroup | 'all'>('all')
  const query = useInfiniteQuery({
    ...timelineQuery(customerId),
    // New entries get their place and their seal within seconds: look again until they have.
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some((item) => item.state === 'recorded' || item.state === 'sequenced')
        ? 2500
        : false,
  })
  const merchants = useMerchants()
  const nameOf = (id: string) => merchants.find((merchant) => merchant.id === id)?.name
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const all = query.data?.pages.flatMap((page) => page.items) ?? []
  const items = group === 'all' ? all : all.filter((item) => groupOf(item.kind) === group)
  const groups = entryGroups.filter((name) => name === group || all.some((item) => groupOf(item.kind) === name))
  // A filter can leave little of the pages loaded so far: go on until there is something to see.
  const wantsMore = group !== 'all' && items.length < 10 && hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (wantsMore) void fetchNextPage()
  }, [wantsMore, fetchNextPage])

  if (query.isPending) return <SkeletonRows rows={6} height={64} />
  if (query.isError && all.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (all.length === 0) return <EmptyState icon={<ProfileOutlined />} title={t('timelineEmpty')} />
  return (
    <EntryNames value={nameOf}>
      <div className={styles['filter']}>
        <ChoiceChips
          label={t('timelineFilter')}
          value={group}
          onChange={setGroup}
          options={(['all', ...groups] as const).map((name) => ({ value: name, label: entry(`group.${name}`) }))}
        />
      </div>
      {items.length === 0 && !hasNextPage && <p className={styles['none']}>{t('timelineNoMatch')}</p>}
      {byMonth(items).map(([month, entries]) => (
        <section key={month}>
          <h3 className={styles['month']}>{format.month(month)}</h3>
          <ol>
            {entries.map((item) => (
              <Entry key={item.id} item={item} />
            ))}
          </ol>
        </section>
      ))}
      <LoadMore query={query} label={t('loadMore')} />
    </EntryNames>
  )
}
