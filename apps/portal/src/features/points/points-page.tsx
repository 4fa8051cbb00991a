import { portalRoutes } from '@candor/api'
import { EmptyState, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf, pagesOptions } from '../../lib/pages.ts'
import { Section } from '../../lib/section.tsx'
import { BalanceFigures, balanceOptions } from '../../shared/balance-figures.tsx'
import { MovementItem } from './movement-item.tsx'
import { RecomputeSection } from './recompute-section.tsx'
import { RulesSection } from './rules-section.tsx'
import { pointsTexts } from './texts.ts'

const movementsOptions = pagesOptions(['points', 'movements'], async (cursor, signal) =>
  call(portalRoutes.movements, { query: { limit: 25, cursor } }, { signal }),
)

const Lots = () => {
  const t = pointsTexts.useTexts()
  const format = useFormat()
  const { data } = useQuery(balanceOptions)
  if (!data || data.lots.length === 0) return null
  return (
    <details className="lots">
      <summary>{t('lots')}</summary>
      <ul>
        {data.lots.map((lot) => (
          <li key={lot.expiresAt}>{t('lot', { count: Number(lot.points), date: format.date(lot.expiresAt) })}</li>
        ))}
      </ul>
    </details>
  )
}

/** Points: three numbers, every line with its sum, the rules behind them, and the means to count again. */
export const PointsPage = () => {
  const t = pointsTexts.useTexts()
  const pages = useInfiniteQuery(movementsOptions)
  const movements = itemsOf(pages.data)
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Section>
        <BalanceFigures />
        <Lots />
      </Section>
      <RecomputeSection />
      <Section title={t('movements')}>
        <Loadable of={pages} rows={6}>
          {movements.length === 0 ? (
            <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
          ) : (
            <ol className="movements">
              {movements.map((movement) => (
                <MovementItem key={movement.id} movement={movement} />
              ))}
            </ol>
          )}
        </Loadable>
      </Section>
      <RulesSection />
    </>
  )
}
