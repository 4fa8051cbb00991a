import { portalRoutes } from '@candor/api'
import { EmptyState } from '@candor/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { Section } from '../../lib/section.tsx'
import { useMe } from '../../lib/session.ts'
import { BalanceFigures } from '../../shared/balance-figures.tsx'
import { EventList } from '../../shared/event-list.tsx'
import { FirstSteps } from './first-steps.tsx'
import { homeTexts } from './texts.ts'
import { WhoHoldsMyData } from './who-holds-my-data.tsx'

const newestOptions = queryOptions({
  queryKey: ['timeline', 'newest'],
  queryFn: async ({ signal }) => call(portalRoutes.timeline, { query: { limit: 5 } }, { signal }),
})

/** The first page: points, newest events, and who holds the data. */
export const HomePage = () => {
  const t = homeTexts.useTexts()
  const { profile } = useMe()
  const newest = useQuery(newestOptions)
  return (
    <>
      <PageTitle title={t('hello', { name: profile.name })} lead={t('lead')} />
      <FirstSteps />
      <Section title={t('points.title')} extra={<Link to="/points">{t('points.link')}</Link>}>
        <BalanceFigures />
      </Section>
      <Section title={t('newest.title')} extra={<Link to="/history">{t('newest.link')}</Link>}>
        <Loadable of={newest}>
          {newest.data?.items.length === 0 ? (
            <EmptyState title={t('newest.emptyTitle')}>{t('newest.emptyText')}</EmptyState>
          ) : (
            <EventList items={newest.data?.items ?? []} />
          )}
        </Loadable>
      </Section>
      <WhoHoldsMyData />
    </>
  )
}
