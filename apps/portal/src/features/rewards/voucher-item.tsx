import { shownVoucherCode, type OwnVoucher } from '@candor/api'
import { useFormat, useLanguage } from '@candor/ui'
import { rewardsTexts } from './texts.ts'

type T = ReturnType<typeof rewardsTexts.useTexts>

const refusals = ['InsufficientPoints', 'OutOfStock', 'NotOffered', 'SpendingExpired'] as const

const refusalOf = (refusal: string | null, t: T): string =>
  t(`refusal.${refusals.find((name) => name === refusal) ?? 'other'}`)

const stateOf = ({ state, code }: OwnVoucher) => (state === 'valid' && code === null ? 'expired' : state)

const textOf = (voucher: OwnVoucher, merchant: string, t: T, date: (time: string) => string): string => {
  const [closed, expires] = [
    date(voucher.closedAt ?? voucher.requestedAt),
    date(voucher.expiresAt ?? voucher.requestedAt),
  ]
  const state = stateOf(voucher)
  if (state === 'valid') return t('show', { merchant, date: expires })
  if (state === 'expired') return t('expiredText', { date: expires })
  if (state === 'used') return t('usedText', { date: closed })
  if (state === 'cancelled') return t('cancelledText', { date: closed })
  return state === 'refused' ? `${refusalOf(voucher.refusal, t)} ${t('refusedText')}` : t('requestedText')
}

/** A voucher; one that can be used with its code, large enough to be read across a counter. */
export const VoucherItem = ({ voucher }: { readonly voucher: OwnVoucher }) => {
  const t = rewardsTexts.useTexts()
  const format = useFormat()
  const [language] = useLanguage()
  const isChinese = language === 'zh'
  const merchant = isChinese ? voucher.merchantNameZh : voucher.merchantName
  return (
    <li className="voucher" data-state={stateOf(voucher)}>
      <p className="voucher-head">
        <strong>{isChinese ? voucher.nameZh : voucher.name}</strong>{' '}
        <span className="chip">{t(`state.${stateOf(voucher)}`)}</span>
      </p>
      {voucher.code !== null && (
        <p className="voucher-code" aria-label={t('code')}>
          {shownVoucherCode(voucher.code)}
        </p>
      )}
      <p className="hint">
        {textOf(voucher, merchant, t, format.date)} {t('price', { count: Number(voucher.points) })} · {merchant}
      </p>
    </li>
  )
}
