import { accessLogRoutes, portalPaths } from '@candor/api'
import { EmptyState, LookItem } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf, pagesOptions } from '../../lib/pages.ts'
import { lookTexts } from './texts.ts'

const looksOptions = pagesOptions(['looks'], async (cursor, signal) =>
  call(accessLogRoutes.own, { query: { limit: 25, cursor } }, { signal }),
)

/** Who looked at the customer's data, line by line, each to be checked. */
export const LooksPage = () => {
  const t = lookTexts.useTexts()
  const pages = useInfiniteQuery(looksOptions)
  const items = itemsOf(pages.data)
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Loadable of={pages} rows={6}>
        {items.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
        ) : (
          <ol className="looks" aria-label={t('title')}>
            {items.map((look) => (
              <LookItem key={look.id} look={look} receiptUrl={portalPaths.receipt(look.id)} />
            ))}
          </ol>
        )}
      </Loadable>
    </>
  )
}
