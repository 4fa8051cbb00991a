import { RightOutlined, ShoppingOutlined } from '@ant-design/icons'
import { journalPaths, type OrderSummary } from '@candor/api'
import { EmptyState, Instant, ProblemMessage, SkeletonRows, useFormat, VerifyButton } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useId, useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { useMerchantName } from '../../lib/merchants.ts'
import { OrderLines } from './order-lines.tsx'
import { ordersTexts } from './orders-texts.ts'
import { customerOrdersQuery } from './queries.ts'
import styles from './orders.module.css'

/** What the line shows of the order, to be compared with what was sealed. */
const recordOf = ({ entryId, kind, id, number, merchantId, total, currency }: OrderSummary) => ({
  id: entryId,
  kind: kind === 'return' ? 'order.returned' : 'order.placed',
  fields: { orderId: id, number, merchantId, total, currency },
})

const PointsNote = ({ order }: { readonly order: OrderSummary }) => {
  const t = ordersTexts.useTexts()
  const format = useFormat()
  if (order.kind === 'return') return null
  return (
    <span>{order.points === null ? t('pointsPending') : t('points', { points: format.number(order.points) })}</span>
  )
}

const Order = ({ order }: { readonly order: OrderSummary }) => {
  const t = ordersTexts.useTexts()
  const format = useFormat()
  const merchantName = useMerchantName()
  const id = useId()
  const [open, setOpen] = useState(false)
  const { number } = order
  return (
    <li className={styles['order']} data-open={open}>
      <div className={styles['head']}>
        <button
          type="button"
          className={styles['toggle']}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <RightOutlined aria-hidden className={styles['arrow']} />
          <span className={styles['main']}>
            <span className={styles['number']}>
              {number}
              <span className={styles['meta']}>{t('lines', { count: order.lineCount })}</span>
              {order.kind === 'return' && <Tag color="warning">{t('returnTag')}</Tag>}
            </span>
            <span className={styles['meta']}>
              <Instant at={order.placedAt} style="date" />
              <span>{merchantName(order.merchantId, order.merchantName)}</span>
            </span>
          </span>
          <span className={styles['sums']}>
            <strong data-return={order.kind === 'return'}>{format.money(order.total, order.currency)}</strong>
            <span className={styles['meta']}>
              <PointsNote order={order} />
            </span>
          </span>
        </button>
        <VerifyButton compact record={recordOf(order)} receiptUrl={journalPaths.receipt(order.entryId)} />
      </div>
      <div id={id} hidden={!open}>
        {open && <OrderLines orderId={order.id} />}
      </div>
    </li>
  )
}

/** Orders and returns of a customer; each opens to its lines. */
export const CustomerOrders = ({ customerId }: { readonly customerId: string }) => {
  const t = ordersTexts.useTexts()
  const query = useInfiniteQuery(customerOrdersQuery(customerId))
  const orders = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonRows rows={6} height={56} />
  if (query.isError && orders.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (orders.length === 0)
    return (
      <EmptyState icon={<ShoppingOutlined />} title={t('emptyTitle')}>
        {t('emptyText')}
      </EmptyState>
    )
  return (
    <>
      <ul aria-label={t('list')}>
        {orders.map((order) => (
          <Order key={order.id} order={order} />
        ))}
      </ul>
      <LoadMore query={query} label={t('older')} />
    </>
  )
}
