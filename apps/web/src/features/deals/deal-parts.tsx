import type { Deal, DealSum } from '@candor/api'
import { useFormat } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { Tag, Tooltip } from 'antd'
import { dealsTexts } from './deals-texts.ts'
import { useDealSettings } from './queries.ts'
import styles from './deals.module.css'

const dayMs = 86_400_000

/** Whole days since an instant. */
export const daysSince = (instant: string, now: number = Date.now()): number =>
  Math.max(Math.floor((now - Date.parse(instant)) / dayMs), 0)

const isLate = ({ state, closeDay }: Deal): boolean =>
  state === 'open' && closeDay !== null && closeDay < new Date().toISOString().slice(0, 10)

/** With whom a deal is: links to the customer and the company. */
export const DealParty = ({ deal: { customer, company } }: { readonly deal: Deal }) => {
  const t = dealsTexts.useTexts()
  if (!customer && !company) return <span className={styles['quiet']}>–</span>
  return (
    <span className={styles['party']}>
      {customer && (
        <Link
          to="/customers/$customerId"
          params={{ customerId: customer.id }}
          onClick={(event) => event.stopPropagation()}
        >
          {customer.name ?? t('unknown')}
        </Link>
      )}
      {company && (
        <Link
          to="/companies/$companyId"
          params={{ companyId: company.id }}
          onClick={(event) => event.stopPropagation()}
        >
          {company.name ?? t('unknown')}
        </Link>
      )}
    </span>
  )
}

/** What a deal is worth. */
export const DealAmount = ({ deal: { amount, currency } }: { readonly deal: Deal }) => {
  const t = dealsTexts.useTexts()
  const format = useFormat()
  return amount === null ? (
    <span className={styles['quiet']}>{t('noAmount')}</span>
  ) : (
    <strong>{format.money(amount, currency)}</strong>
  )
}

/** A day without a zone, as days are shown; an evening elsewhere must not make it another day. */
export const Day = ({ day }: { readonly day: string }) => {
  const format = useFormat()
  return <time dateTime={day}>{format.date(`${day}T12:00:00`)}</time>
}

/** When a deal is expected to be decided; marked where that has passed. */
export const DealCloseDay = ({ deal }: { readonly deal: Deal }) => {
  const t = dealsTexts.useTexts()
  if (deal.closeDay === null) return <span className={styles['quiet']}>–</span>
  if (!isLate(deal)) return <Day day={deal.closeDay} />
  return (
    <Tooltip title={t('late')}>
      <span className={styles['late']}>
        <Day day={deal.closeDay} />
      </span>
    </Tooltip>
  )
}

/** A mark on deals that nobody touched for long. */
export const StalledMark = ({ deal }: { readonly deal: Deal }) => {
  const t = dealsTexts.useTexts()
  const days = useDealSettings()?.stalledAfter ?? 0
  if (!deal.stalled) return null
  return (
    <Tooltip title={t('stalledHelp', { days })}>
      <Tag color="warning" className={styles['mark'] ?? ''}>
        {t('stalled')}
      </Tag>
    </Tooltip>
  )
}

/** Sums in each currency, one line each. */
export const Sums = ({
  sums,
  of = 'amount',
}: {
  readonly sums: readonly DealSum[]
  readonly of?: 'amount' | 'weighted'
}) => {
  const format = useFormat()
  return (
    <>
      {sums.map((sum) => (
        <span key={sum.currency}>{format.money(sum[of], sum.currency)}</span>
      ))}
    </>
  )
}
