import {
  BankOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  FunnelPlotOutlined,
  CustomerServiceOutlined,
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
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useMerchants } from '../lib/merchants.ts'
import { ChoiceChips } from './choice-chips.tsx'
import { timelineTexts } from './entry-timeline-texts.ts'
import { LoadMore } from './load-more.tsx'
import { linesOf, type TimelineLine } from './rapid-edits.ts'
import styles from './entry-timeline.module.css'

const icons: Record<EntryGroup, ReactNode> = {
  customer: <UserOutlined />,
  order: <ShoppingOutlined />,
  points: <GiftOutlined />,
  consent: <SafetyCertificateOutlined />,
  note: <MessageOutlined />,
  company: <BankOutlined />,
  task: <CheckSquareOutlined />,
  deal: <FunnelPlotOutlined />,
  sales: <FileTextOutlined />,
  ticket: <CustomerServiceOutlined />,
  import: <ImportOutlined />,
  other: <ProfileOutlined />,
}
const iconOf = (kind: string): ReactNode => (kind === 'order.returned' ? <RollbackOutlined /> : icons[groupOf(kind)])

const whenOf = (item: TimelineItem): string => item.occurredAt ?? item.recordedAt

interface EntryProps {
  readonly item: TimelineItem
  readonly actions?: ((item: TimelineItem) => ReactNode) | undefined
}

const Entry = ({ item, actions }: EntryProps) => (
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
    <span className={styles['actions']}>
      {actions?.(item)}
      <VerifyButton
        record={{ id: item.id, kind: item.kind, recordedAt: item.recordedAt, body: item.body }}
        receiptUrl={journalPaths.receipt(item.id)}
      />
    </span>
  </li>
)

/** The last of several changes in quick succession; the others behind a button. */
const Line = ({ line, actions }: { readonly line: TimelineLine } & Pick<EntryProps, 'actions'>) => {
  const t = timelineTexts.useTexts()
  const [open, setOpen] = useState(false)
  const { item, earlier } = line
  return (
    <>
      <Entry item={item} actions={actions} />
      {earlier.length > 0 && (
        <li className={styles['fold']}>
          <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'fold' : 'unfold', { count: earlier.length })}
          </Button>
        </li>
      )}
      {open && earlier.map((each) => <Entry key={each.id} item={each} actions={actions} />)}
    </>
  )
}

/** Lines of one month under its name. */
const byMonth = (items: readonly TimelineItem[]): (readonly [string, readonly TimelineLine[]])[] => {
  const months = new Map<string, TimelineLine[]>()
  for (const line of linesOf(items)) {
    const month = whenOf(line.item).slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), line])
  }
  return [...months]
}

type Page = { readonly items: readonly TimelineItem[]; readonly nextCursor: string | null }

/** New entries get their place and their seal within seconds: ask again until they have. */
export const untilSealed = ({
  state,
}: {
  readonly state: { readonly data?: InfiniteData<Page> | undefined }
}): number | false =>
  state.data?.pages[0]?.items.some((item) => item.state === 'recorded' || item.state === 'sequenced') ? 2500 : false

/** What the server is asked for a group; for what is left over it is not asked, but looked through here. */
const kindsOf = (group: EntryGroup | 'all'): string | undefined => {
  if (group === 'all' || group === 'other') return undefined
  if (group === 'note') return 'note.,call.,meeting.,file.,timeline.,company.note-added'
  return group === 'customer' ? 'customer.,relation.' : `${group}.`
}

interface EntryTimelineProps {
  /** Entries of some kinds, or of all. */
  readonly useEntries: (kinds: string | undefined) => UseInfiniteQueryResult<InfiniteData<Page>>
  /** What can be done with an entry beside verifying it. */
  readonly actions?: (item: TimelineItem) => ReactNode
  /** Entries that stand above all others. */
  readonly pinned?: readonly TimelineItem[]
  readonly pinnedTitle?: string
}

/** Entries of the journal, newest first, each with its proof. */
export const EntryTimeline = ({ useEntries, actions, pinned = [], pinnedTitle }: EntryTimelineProps) => {
  const t = timelineTexts.useTexts()
  const entry = entryTexts.useTexts()
  const format = useFormat()
  const [group, setGroup] = useState<EntryGroup | 'all'>('all')
  const merchants = useMerchants()
  const nameOf = (id: string) => merchants.find((merchant) => merchant.id === id)?.name
  const everything = useEntries(undefined)
  const query = useEntries(kindsOf(group))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const all = everything.data?.pages.flatMap((page) => page.items) ?? []
  const found = query.data?.pages.flatMap((page) => page.items) ?? []
  const items = group === 'all' ? found : found.filter((item) => groupOf(item.kind) === group)
  const groups = entryGroups.filter((name) => name === group || all.some((item) => groupOf(item.kind) === name))
  // A filter can leave little of the pages loaded so far: go on until there is something to see.
  const wantsMore = group !== 'all' && items.length < 10 && hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (wantsMore) void fetchNextPage()
  }, [wantsMore, fetchNextPage])

  if (everything.isPending) return <SkeletonRows rows={6} height={64} />
  if (everything.isError && all.length === 0)
    return <ProblemMessage error={everything.error} onRetry={() => void everything.refetch()} />
  if (all.length === 0) return <EmptyState icon={<ProfileOutlined />} title={t('empty')} />
  return (
    <EntryNames value={nameOf}>
      <div className={styles['filter']}>
        <ChoiceChips
          label={t('filter')}
          value={group}
          onChange={setGroup}
          options={(['all', ...groups] as const).map((name) => ({ value: name, label: entry(`group.${name}`) }))}
        />
      </div>
      {pinned.length > 0 && (
        <section className={styles['pinned']}>
          <h3 className={styles['month']}>{pinnedTitle}</h3>
          <ol>
            {pinned.map((item) => (
              <Entry key={item.id} item={item} actions={actions} />
            ))}
          </ol>
        </section>
      )}
      {query.isPending && <SkeletonRows rows={4} height={64} />}
      {query.isSuccess && items.length === 0 && !hasNextPage && <p className={styles['none']}>{t('noMatch')}</p>}
      {byMonth(items).map(([month, lines]) => (
        <section key={month}>
          <h3 className={styles['month']}>{format.month(month)}</h3>
          <ol>
            {lines.map((line) => (
              // By the first change: it stays while more are added to the line.
              <Line key={(line.earlier.at(-1) ?? line.item).id} line={line} actions={actions} />
            ))}
          </ol>
        </section>
      ))}
      <LoadMore query={query} label={t('more')} />
    </EntryNames>
  )
}
