import type { SalesSummary } from '@candor/api'
import { EmptyState, Instant, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf } from '../../lib/pages.ts'
import { EventIcon } from '../../shared/event-icon.tsx'
import { documentsOptions } from './queries.ts'
import { documentTexts } from './texts.ts'

const Row = ({ item }: { readonly item: SalesSummary }) => {
  const t = documentTexts.useTexts()
  const format = useFormat()
  const { id, kind, number, title, standing, day, total, currency } = item
  return (
    <li>
      <Link to="/documents/$documentId" params={{ documentId: id }} className="order-row">
        <EventIcon kind={`${kind}.issued`} />
        <span className="order-row-main">
          <strong>{t(`kind.${kind}`, { number: number ?? '' })}</strong>
          <span className="hint">
            {title}
            {title && day && ' · '}
            {day && <Instant at={`${day}T12:00:00Z`} style="date" />}
          </span>
        </span>
        <span className="order-row-sum">
          <strong>{format.money(kind === 'credit-note' ? `-${total}` : total, currency)}</strong>
          <span className="chip" data-status={standing}>
            {t(`standing.${standing}`)}
          </span>
        </span>
      </Link>
    </li>
  )
}

/** What the customer was offered and invoiced, newest first. */
export const DocumentsPage = () => {
  const t = documentTexts.useTexts()
  const pages = useInfiniteQuery(documentsOptions)
  const items = itemsOf(pages.data)
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Loadable of={pages} rows={4}>
        {items.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
        ) : (
          <ul className="order-rows card flush">
            {items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </ul>
        )}
      </Loadable>
    </>
  )
}
