import { portalRoutes, type TimelineTopic } from '@candor/api'
import { EmptyState } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'
import { Choice } from '../../lib/choice.tsx'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf, pagesOptions } from '../../lib/pages.ts'
import { EventList } from '../../shared/event-list.tsx'
import { historyTexts } from './texts.ts'
import { useVerifyAll } from './use-verify-all.ts'
import { VerifyAll } from './verify-all.tsx'

const topics = [
  'purchases',
  'points',
  'details',
  'contact',
  'help',
  'sales',
  'consent',
] as const satisfies readonly TimelineTopic[]

const timelineOptions = (topic: TimelineTopic | undefined) =>
  pagesOptions(['timeline', 'pages', topic ?? 'all'], async (cursor, signal) =>
    call(portalRoutes.timeline, { query: { limit: 25, cursor, topic } }, { signal }),
  )

/** Everything that happened, by day, with the means to check each line or all of them. */
export const HistoryPage = () => {
  const t = historyTexts.useTexts()
  const { topic } = useSearch({ from: '/signed-in/history' })
  const navigate = useNavigate({ from: '/history' })
  const pages = useInfiniteQuery(timelineOptions(topic))
  const items = itemsOf(pages.data)
  const check = useVerifyAll(items)
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <div className="tools">
        <Choice
          label={t('topic.label')}
          value={topic ?? 'all'}
          options={(['all', ...topics] as const).map((value) => ({ value, label: t(`topic.${value}`) }))}
          onChange={(value) => void navigate({ search: value === 'all' ? {} : { topic: value }, replace: true })}
        />
        <VerifyAll check={check} count={items.length} />
      </div>
      <Loadable of={pages} rows={6}>
        {items.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{topic ? t('emptyTopic') : t('emptyText')}</EmptyState>
        ) : (
          <EventList byDay items={items} flagged={check.failed} />
        )}
      </Loadable>
    </>
  )
}
