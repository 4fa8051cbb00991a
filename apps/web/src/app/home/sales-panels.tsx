import type { customerRoutes, RouteOutput } from '@candor/api'
import { Panel, useFormat } from '@candor/ui'
import { Chart } from '../../components/chart.tsx'
import { useMerchantName } from '../../lib/merchants.ts'
import { allMonths } from '../../lib/months.ts'
import { homeTexts } from './home-texts.ts'
import styles from './home.module.css'

type Overview = RouteOutput<typeof customerRoutes.overview>

const soldIn = ({ sales }: Overview, month: string, merchantId: string): number =>
  Number(sales.find((sale) => sale.month === month && sale.merchantId === merchantId)?.spent ?? 0)

/** Sales over time and where they were made. */
export const SalesPanels = ({ overview }: { readonly overview: Overview }) => {
  const t = homeTexts.useTexts()
  const format = useFormat()
  const merchantName = useMerchantName()
  const { currency, merchants } = overview
  const months = allMonths(overview.months)
  const most = merchants.reduce((max, { spent }) => Math.max(max, Number(spent)), 1)
  return (
    <div className={styles['sales']}>
      <Panel title={t('sales')}>
        <Chart
          label={t('sales')}
          height={260}
          categories={months.map(({ month }) => format.month(month))}
          stacked
          legend
          series={merchants.map((merchant) => ({
            name: merchantName(merchant.id, merchant.name),
            values: months.map(({ month }) => soldIn(overview, month, merchant.id)),
          }))}
          format={(value) => format.money(BigInt(Math.round(value)), currency)}
          formatAxis={(value) => format.moneyShort(BigInt(Math.round(value)), currency)}
        />
      </Panel>
      <Panel title={t('salesShare')}>
        <ul className={styles['merchants']}>
          {merchants.map((merchant, index) => (
            <li key={merchant.id}>
              <div className={styles['merchantHead']}>
                <span>{merchantName(merchant.id, merchant.name)}</span>
                <strong>{format.money(merchant.spent, currency)}</strong>
              </div>
              <div className={styles['bar']}>
                <span
                  style={{
                    width: `${(Number(merchant.spent) / most) * 100}%`,
                    background: `var(--c-series-${(index % 4) + 1})`,
                  }}
                />
              </div>
              <span className={styles['quiet']}>
                {t('orders', { count: merchant.orderCount, shown: format.number(merchant.orderCount) })}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}
