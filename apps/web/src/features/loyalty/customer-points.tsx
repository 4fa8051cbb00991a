import { CheckOutlined, GiftOutlined, RightOutlined, WarningOutlined } from '@ant-design/icons'
import { journalPaths, pointsEntryBody, type PointsBalance, type PointsMovement } from '@candor/api'
import { EmptyState, Figure, Figures, Instant, ProblemMessage, SkeletonRows, useFormat, VerifyButton } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { useMerchantName } from '../../lib/merchants.ts'
import { arithmeticSentence, recomputed, ruleSentence } from './arithmetic.ts'
import { loyaltyTexts } from './loyalty-texts.ts'
import { balanceQuery, movementsQuery } from './queries.ts'
import styles from './points.module.css'

const Balance = ({ balance }: { readonly balance: PointsBalance }) => {
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const { expiringAt, lots, holders } = balance
  return (
    <div className={styles['balance']}>
      <Figures>
        <Figure
          label={t('balance.balance')}
          value={format.number(balance.balance)}
          hint={
            balance.pendingOrders > 0 &&
            t('balance.pending', { count: balance.pendingOrders, shown: format.number(balance.pendingOrders) })
          }
        />
        <Figure
          label={t('balance.expiringSoon')}
          value={format.number(balance.expiringSoon)}
          hint={expiringAt ? format.date(expiringAt) : t('balance.nothingExpires')}
        />
      </Figures>
      {lots.length > 0 && (
        <div>
          <p className={styles['label']}>{t('balance.lots')}</p>
          <ul className={styles['lots']}>
            {lots.map((lot) => (
              <li key={lot.expiresAt}>
                <strong>{format.number(lot.points)}</strong>
                <Instant at={lot.expiresAt} style="date" />
              </li>
            ))}
          </ul>
        </div>
      )}
      {holders.map(({ index }) => (
        <p key={index} className={styles['quiet']}>
          {t('balance.number', { index: format.number(index) })}
        </p>
      ))}
    </div>
  )
}

const Recomputed = ({ movement }: { readonly movement: PointsMovement }) => {
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const points = recomputed(movement)
  return points === BigInt(movement.points) ? (
    <p className={styles['agrees']}>
      <CheckOutlined aria-hidden /> {t('recomputed')}
    </p>
  ) : (
    <p className={styles['differs']} role="alert">
      <WarningOutlined aria-hidden /> {t('recomputedDiffers', { points: format.number(points) })}
    </p>
  )
}

const Movement = ({ movement }: { readonly movement: PointsMovement }) => {
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const merchantName = useMerchantName()
  const id = useId()
  const [open, setOpen] = useState(false)
  const points = format.number(movement.points)
  const { rule, orderNumber: number } = movement
  return (
    <li className={styles['movement']} data-open={open}>
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
            <span className={styles['what']}>{t('onOrder', { number })}</span>
            <span className={styles['meta']}>
              <Instant at={movement.occurredAt} style="date" />
              <span>{merchantName(movement.merchantId, movement.merchantName)}</span>
              {rule && <span>{t('version', { version: rule.version })}</span>}
            </span>
          </span>
          <strong className={styles['points']} data-none={movement.points === '0'}>
            {t('movement', { points })}
          </strong>
        </button>
        <VerifyButton
          compact
          record={{ id: movement.entryId, kind: 'points.earned', body: pointsEntryBody(movement) }}
          receiptUrl={journalPaths.receipt(movement.entryId)}
        />
      </div>
      <div id={id} hidden={!open} className={styles['detail']}>
        {open && (
          <>
            <p className={styles['formula']}>{arithmeticSentence(movement, format, t)}</p>
            <Recomputed movement={movement} />
            {rule && <p className={styles['quiet']}>{ruleSentence(rule, format, t)}</p>}
            <p className={styles['quiet']}>
              {t('lapses', { date: format.date(movement.lapsesAt) })} ·{' '}
              {t('block', { block: format.number(movement.blockNumber) })}
            </p>
          </>
        )}
      </div>
    </li>
  )
}

/** Points of a customer: balance, lots, and every line with its computation. */
export const CustomerPoints = ({ customerId }: { readonly customerId: string }) => {
  const t = loyaltyTexts.useTexts()
  const balance = useQuery({
    ...balanceQuery(customerId),
    refetchInterval: ({ state }) => (state.data && state.data.pendingOrders > 0 ? 4000 : false),
  })
  const movements = useInfiniteQuery(movementsQuery(customerId))
  const lines = movements.data?.pages.flatMap((page) => page.items) ?? []
  if (balance.isPending || movements.isPending) return <SkeletonRows rows={5} height={56} />
  if (balance.isError) return <ProblemMessage error={balance.error} onRetry={() => void balance.refetch()} />
  if (movements.isError && lines.length === 0)
    return <ProblemMessage error={movements.error} onRetry={() => void movements.refetch()} />
  if (lines.length === 0 && balance.data.pendingOrders === 0)
    return <EmptyState icon={<GiftOutlined />} title={t('balance.empty')} />
  return (
    <>
      <Balance balance={balance.data} />
      <ul aria-label={t('movements')}>
        {lines.map((movement) => (
          <Movement key={movement.id} movement={movement} />
        ))}
      </ul>
      <LoadMore query={movements} label={t('older')} />
    </>
  )
}

/** How many orders still wait for their points, in a few words; nothing when none does. */
export const PendingPoints = ({ customerId }: { readonly customerId: string }) => {
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const { data } = useQuery(balanceQuery(customerId))
  const count = data?.pendingOrders ?? 0
  return count === 0 ? null : <>{t('balance.pending', { count, shown: format.number(count) })}</>
}
