import { portalRoutes, type PointsBalance } from '@candor/api'
import { useFormat } from '@candor/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { call } from '../lib/api.ts'
import { balanceTexts } from './balance-texts.ts'
import { Problem } from '../lib/problem.tsx'

/** The points of the signed-in customer; asked again while some are still being counted. */
export const balanceOptions = queryOptions({
  queryKey: ['points', 'balance'],
  queryFn: async ({ signal }) => call(portalRoutes.points, {}, { signal }),
  refetchInterval: ({ state }) => (state.data && state.data.pendingOrders > 0 ? 3000 : false),
})

interface NumberProps {
  readonly label: string
  readonly value: string | undefined
  readonly hint: ReactNode
  readonly strong?: boolean
}

const BigNumber = ({ label, value, hint, strong = false }: NumberProps) => (
  <div className="big-number" data-strong={strong || undefined}>
    <dt>{label}</dt>
    <dd className="big-number-value">{value ?? <span className="placeholder" aria-hidden />}</dd>
    <dd className="big-number-hint">{value === undefined ? ' ' : hint}</dd>
  </div>
)

const pendingHint = (balance: PointsBalance, t: ReturnType<typeof balanceTexts.useTexts>): string =>
  balance.pendingOrders === 0 ? t('pendingNone') : t('pendingHint', { count: balance.pendingOrders })

/** Balance, pending, expiring soon: the three numbers that matter. */
export const BalanceFigures = () => {
  const t = balanceTexts.useTexts()
  const format = useFormat()
  const { data, error, refetch } = useQuery(balanceOptions)
  if (error) return <Problem error={error} onRetry={() => void refetch()} />
  return (
    <dl className="big-numbers" aria-label={t('label')} aria-busy={!data}>
      <BigNumber strong label={t('balance')} value={data && format.number(data.balance)} hint={t('balanceHint')} />
      <BigNumber
        label={t('pending')}
        value={data && format.number(data.pendingOrders)}
        hint={data && pendingHint(data, t)}
      />
      <BigNumber
        label={t('expiring')}
        value={data && format.number(data.expiringSoon)}
        hint={data?.expiringAt ? t('expiringHint', { date: format.date(data.expiringAt) }) : t('expiringNone')}
      />
    </dl>
  )
}
