import { portalRoutes, type OrderSummary } from '@candor/api'
import { EmptyState, Instant, useFormat } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf, pagesOptions } from '../../lib/pages.ts'
import { useMerchantNames } from '../../lib/session.ts'
import { EventIcon } from '../../shared/event-icon.tsx'
import { orderTexts } from './texts.ts'

const ordersOptions = pagesOptions(['orders'], async (cursor, signal) =>
  call(portalRoutes.orders, { query: { limit: 25, cursor } }, { signal }),
)

const OrderRow = ({ order }: { readonly order: OrderSummary }) => {
  const t = orderTexts.useTexts()
  const format = useFormat()
  const merchantName = useMerchantNames()
  const isPurchase = order.kind === 'purchase'
  return (
    <li>
      <Link to="/orders/$orderId" params={{ orderId: order.id }} className="order-row">
        <EventIcon kind={isPurchase ? 'order.placed' : 'order.returned'} />
        <span className="order-row-main">
          <strong>{t(order.kind, { number: order.number })}</strong>
          <span className="hint">
            {merchantName(order.merchantId, order.merchantName)} · <Instant at={order.placedAt} style="date" /> ·{' '}
            {t('lines', { count: order.lineCount })}
          </span>
        </span>
        <span className="order-row-sum">
          <strong>{format.money(order.total, order.currency)}</strong>
          {isPurchase && (
            <span className="hint">
              {order.points === null ? t('pending') : t('points', { count: Number(order.points) })}
            </span>
          )}
        </span>
      </Link>
    </li>
  )
}

/** Purchases and returns, newest first. */
export const OrdersPage = () => {
  const t = orderTexts.useTexts()
  const pages = useInfiniteQuery(ordersOptions)
  const orders = itemsOf(pages.data)
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      <Loadable of={pages} rows={6}>
        {orders.length === 0 ? (
          <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
        ) : (
          <ul className="order-rows card flush">
            {orders.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </ul>
        )}
      </Loadable>
    </>
  )
}
