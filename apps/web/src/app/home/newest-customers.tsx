import { EmptyState, Instant, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Avatar } from '../../components/avatar.tsx'
import { newestCustomersQuery } from '../../features/customers/queries.ts'
import { homeTexts } from './home-texts.ts'
import styles from './home.module.css'

/** Who bought last. */
export const NewestCustomers = () => {
  const t = homeTexts.useTexts()
  const format = useFormat()
  const query = useQuery(newestCustomersQuery)
  const items = query.data?.items ?? []
  return (
    <Panel title={t('recent')} extra={<Link to="/customers">{t('recentAll')}</Link>} flush>
      {query.isPending && <SkeletonRows rows={6} height={52} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && <EmptyState title={t('recentEmpty')} />}
      <ul>
        {items.map((customer) => (
          <li key={customer.id}>
            <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={styles['row']}>
              <Avatar name={customer.name} size={30} />
              <span className={styles['rowMain']}>
                <strong>{customer.name}</strong>
                <span className={styles['quiet']}>
                  {t('orders', { count: customer.orderCount, shown: format.number(customer.orderCount) })}
                </span>
              </span>
              <span className={styles['rowEnd']}>
                {format.money(customer.spent, customer.currency)}
                <span className={styles['quiet']}>
                  {customer.lastOrderAt && <Instant at={customer.lastOrderAt} style="date" />}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
