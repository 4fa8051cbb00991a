import type { CustomerDetail } from '@candor/api'
import { Figure, Figures, Instant, Panel, useFormat } from '@candor/ui'
import type { ReactNode } from 'react'
import { customerTexts } from './customer-texts.ts'

interface CustomerFiguresProps {
  readonly customer: CustomerDetail
  /** Below the points, such as how many orders are still being computed. */
  readonly pointsHint?: ReactNode
}

/** The numbers of a customer in one row. */
export const CustomerFigures = ({ customer, pointsHint }: CustomerFiguresProps) => {
  const t = customerTexts.useTexts()
  const format = useFormat()
  const { spent, currency, orderCount, returnCount, points, firstOrderAt, lastOrderAt } = customer
  const average = orderCount > 0 ? BigInt(spent) / BigInt(orderCount) : undefined
  const day = (at: string | null) => (at ? <Instant at={at} style="date" /> : t('figures.none'))
  return (
    <Panel>
      <Figures>
        <Figure
          label={t('figures.spent')}
          value={format.money(spent, currency)}
          hint={average !== undefined && `${t('figures.average')} ${format.money(average, currency)}`}
        />
        <Figure
          label={t('figures.orders')}
          value={format.number(orderCount)}
          hint={returnCount > 0 ? t('figures.returns', { shown: format.number(returnCount) }) : t('figures.noReturns')}
        />
        <Figure label={t('figures.points')} value={format.number(points)} hint={pointsHint} />
        <Figure label={t('figures.last')} value={day(lastOrderAt)} />
        <Figure label={t('figures.first')} value={day(firstOrderAt)} />
      </Figures>
    </Panel>
  )
}
