import type { CustomerDetail } from '@candor/api'
import { Panel, useFormat } from '@candor/ui'
import { Chart } from '../../components/chart.tsx'
import { allMonths } from '../../lib/months.ts'
import { useMerchantName } from '../../lib/merchants.ts'
import { customerTexts } from './customer-texts.ts'
import styles from './customer.module.css'

/** Spending by month as bars, quiet months included. */
export const SpendingPanel = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = customerTexts.useTexts()
  const format = useFormat()
  const months = allMonths(customer.months)
  const { currency } = customer
  return (
    <Panel title={t('spending')}>
      {months.length === 0 ? (
        <p className={styles['quiet']}>{t('noSpending')}</p>
      ) : (
        <Chart
          label={t('spending')}
          height={168}
          categories={months.map(({ month }) => format.month(month))}
          series={[{ name: t('spendingSeries'), values: months.map(({ spent }) => Number(spent)) }]}
          format={(value) => format.money(BigInt(Math.round(value)), currency)}
          formatAxis={(value) => format.moneyShort(BigInt(Math.round(value)), currency)}
        />
      )}
    </Panel>
  )
}

/** Which shops of the coalition the customer goes to, and how much goes where. */
export const MerchantsPanel = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = customerTexts.useTexts()
  const format = useFormat()
  const merchantName = useMerchantName()
  const most = customer.merchants.reduce((max, { spent }) => Math.max(max, Number(spent)), 1)
  if (customer.merchants.length === 0) return null
  return (
    <Panel title={t('merchants')}>
      <ul className={styles['merchants']}>
        {customer.merchants.map((merchant, index) => (
          <li key={merchant.merchantId}>
            <div className={styles['merchantHead']}>
              <span>{merchantName(merchant.merchantId, merchant.name)}</span>
              <strong>{format.money(merchant.spent, customer.currency)}</strong>
            </div>
            <div className={styles['bar']}>
              <span
                style={{
                  width: `${Math.max((Number(merchant.spent) / most) * 100, 1)}%`,
                  background: `var(--c-series-${(index % 4) + 1})`,
                }}
              />
            </div>
            <span className={styles['small']}>
              {t('merchantOrders', { count: merchant.orderCount, shown: format.number(merchant.orderCount) })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
