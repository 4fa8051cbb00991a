import { Figure, Figures, Panel, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { customersOverviewQuery } from '../../../features/customers/queries.ts'
import { homeTexts } from '../home-texts.ts'

/** This month and the one before, as `YYYY-MM` in UTC: so the server counts. */
const monthsNow = (): readonly [string, string] => {
  const now = new Date()
  const before = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
  return [now.toISOString().slice(0, 7), before.toISOString().slice(0, 7)]
}

/** What was sold this month, beside the last one. */
export const MonthWidget = () => {
  const t = homeTexts.useTexts()
  const format = useFormat()
  const { data } = useQuery(customersOverviewQuery)
  const [month, before] = monthsNow()
  const soldIn = (name: string) => data?.months.find((each) => each.month === name)
  const [sold, earlier] = [soldIn(month), soldIn(before)]
  const money = (spent: string | undefined) => data && format.money(spent ?? '0', data.currency)
  return (
    <Panel title={t('widget.month')}>
      <Figures>
        <Figure
          label={format.month(month)}
          loading={!data}
          value={money(sold?.spent)}
          hint={t('orders', { count: sold?.orderCount ?? 0, shown: format.number(sold?.orderCount ?? 0) })}
        />
        <Figure
          label={format.month(before)}
          loading={!data}
          value={money(earlier?.spent)}
          hint={t('orders', { count: earlier?.orderCount ?? 0, shown: format.number(earlier?.orderCount ?? 0) })}
        />
      </Figures>
    </Panel>
  )
}
