import { ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { ordersTexts } from './orders-texts.ts'
import { orderQuery } from './queries.ts'
import styles from './orders.module.css'

/** The lines of an order: what, how many, at what price. */
export const OrderLines = ({ orderId }: { readonly orderId: string }) => {
  const t = ordersTexts.useTexts()
  const format = useFormat()
  const query = useQuery(orderQuery(orderId))
  if (query.isPending) return <SkeletonRows rows={3} height={32} />
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const { lines, currency, total } = query.data
  return (
    <table className={styles['lines']}>
      <thead>
        <tr>
          <th scope="col">{t('column.product')}</th>
          <th scope="col">{t('column.quantity')}</th>
          <th scope="col">{t('column.price')}</th>
          <th scope="col">{t('column.total')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            <td>
              <span>{line.description || line.productCode}</span>
              {line.description && <span className={styles['code']}>{line.productCode}</span>}
            </td>
            <td>{format.number(line.quantity)}</td>
            <td>{format.money(line.unitPrice, currency)}</td>
            <td>{format.money(line.total, currency)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('column.total')}
          </th>
          <td>{format.money(total, currency)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
