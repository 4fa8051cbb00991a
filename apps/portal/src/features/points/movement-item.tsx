import { pointsEntryBody, portalPaths, type PointsMovement } from '@candor/api'
import { Instant, useFormat, VerifyButton } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { useMerchantNames } from '../../lib/session.ts'
import { capOf, minimumOf, periodOf, rateOf, shortMoney } from './rule-words.ts'
import { pointsTexts } from './texts.ts'

type T = ReturnType<typeof pointsTexts.useTexts>

/** The sum as one would write it on paper. */
const useSum = (movement: PointsMovement, t: T): string => {
  const format = useFormat()
  const { rule } = movement
  if (!rule) return t('sum.noRule')
  const amount = format.money(movement.amount, movement.currency)
  const rate = rateOf(rule, t, format)
  const count = Number(movement.points)
  if (movement.reason === 'below-minimum') {
    return t('sum.belowMinimum', { amount, minimum: shortMoney(rule.minimumSpend, rule.currency, format) })
  }
  return t(movement.reason === 'capped' ? 'sum.capped' : 'sum.rule', { amount, rate, count })
}

const RuleFacts = ({ movement, t }: { readonly movement: PointsMovement; readonly t: T }) => {
  const format = useFormat()
  const { rule } = movement
  if (!rule) return null
  return (
    <p className="hint">
      {t('line.version', { version: rule.version })}, {periodOf(rule, t, format)} · {minimumOf(rule, t, format)} ·{' '}
      {capOf(rule, t)}
    </p>
  )
}

/** One line of points with its whole sum. */
export const MovementItem = ({ movement }: { readonly movement: PointsMovement }) => {
  const t = pointsTexts.useTexts()
  const format = useFormat()
  const merchantName = useMerchantNames()
  const sum = useSum(movement, t)
  return (
    <li className="movement">
      <p className="movement-points" data-none={movement.points === '0' || undefined}>
        <strong>{format.number(movement.points)}</strong>
        <span className="visually-hidden"> {t('line.result')}</span>
      </p>
      <div className="movement-text">
        <p className="movement-title">
          {merchantName(movement.merchantId, movement.merchantName)} ·{' '}
          <Link to="/orders/$orderId" params={{ orderId: movement.orderId }}>
            {t('line.order', { number: movement.orderNumber })}
          </Link>{' '}
          · <Instant at={movement.occurredAt} style="date" />
        </p>
        <p className="sum">{sum}</p>
        <RuleFacts movement={movement} t={t} />
        <details>
          <summary>{t('onLedger')}</summary>
          <dl className="facts">
            <dt>{t('block')}</dt>
            <dd>{format.number(movement.blockNumber)}</dd>
            <dt>{t('transaction')}</dt>
            <dd>
              <code>{movement.transactionHash}</code>
            </dd>
          </dl>
        </details>
      </div>
      <div className="event-actions">
        <VerifyButton
          record={{ id: movement.entryId, kind: 'points.earned', body: pointsEntryBody(movement) }}
          receiptUrl={portalPaths.receipt(movement.entryId)}
        />
      </div>
    </li>
  )
}
