import type { TillVoucher } from '@candor/api'
import { Panel, useFormat, useLanguage } from '@candor/ui'
import { Alert, Button } from 'antd'
import { useNameOf } from '../../../lib/rights.ts'
import { tillTexts } from './till-texts.ts'
import styles from './till.module.css'

interface ShownVoucherProps {
  readonly voucher: TillVoucher
  /** Whether it was just used at this till. */
  readonly usedHere: boolean
  readonly busy: boolean
  readonly onUse: () => void
  readonly onNext: () => void
}

const Standing = ({ voucher, usedHere }: Pick<ShownVoucherProps, 'voucher' | 'usedHere'>) => {
  const t = tillTexts.useTexts()
  const format = useFormat()
  const { state, closedAt, expiresAt, confirmed } = voucher
  if (usedHere && state === 'used') {
    return <Alert showIcon type={confirmed ? 'success' : 'info'} title={t(confirmed ? 'used' : 'using')} />
  }
  if (usedHere && state === 'valid') return <Alert showIcon type="error" title={t('kept')} />
  const date = format.dateTime(closedAt ?? expiresAt ?? voucher.requestedAt)
  if (state !== 'valid') return <Alert showIcon type="error" title={t(`not.${state}`, { date })} />
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
    return <Alert showIcon type="error" title={t('not.expired', { date })} />
  }
  return null
}

/** What the code is for, for whom, and the one thing to do about it. */
export const ShownVoucher = ({ voucher, usedHere, busy, onUse, onNext }: ShownVoucherProps) => {
  const t = tillTexts.useTexts()
  const format = useFormat()
  const [language] = useLanguage()
  const nameOf = useNameOf()
  const { state, expiresAt, points } = voucher
  const isGood = state === 'valid' && !usedHere && (expiresAt === null || Date.parse(expiresAt) > Date.now())
  return (
    <Panel>
      <div className={styles['voucher']}>
        <h2 className={styles['name']}>{nameOf(voucher)}</h2>
        <p className={styles['who']}>{t('for', { name: voucher.firstName })}</p>
        <p>{language === 'zh' ? voucher.descriptionZh : voucher.description}</p>
        <p className={styles['quiet']}>
          {language === 'zh' ? voucher.merchantNameZh : voucher.merchantName} ·{' '}
          {t('points', { count: Number(points), shown: format.number(points) })}
          {expiresAt !== null && isGood && <> · {t('until', { date: format.date(expiresAt) })}</>}
        </p>
        <Standing voucher={voucher} usedHere={usedHere} />
        {isGood ? (
          <Button type="primary" size="large" loading={busy} onClick={onUse}>
            {t('use')}
          </Button>
        ) : (
          <Button size="large" onClick={onNext}>
            {t('next')}
          </Button>
        )}
      </div>
    </Panel>
  )
}
