import { voucherStates, type Voucher, type VoucherState } from '@candor/api'
import { Panel, useFormat, useLanguage } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { PagedList } from '../../../components/paged-list.tsx'
import { useMay, useNameOf } from '../../../lib/rights.ts'
import { CancelVoucher } from './cancel-voucher.tsx'
import { vouchersQuery } from './queries.ts'
import { rewardsTexts } from './rewards-texts.ts'
import styles from './rewards.module.css'

const colours = {
  requested: 'processing',
  valid: 'success',
  expired: 'default',
  refused: 'error',
  used: 'default',
  cancelled: 'default',
} as const

const standingOf = ({ state, expiresAt }: Voucher, now: number): keyof typeof colours =>
  state === 'valid' && expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : state

const VoucherRow = ({ voucher }: { readonly voucher: Voucher }) => {
  const t = rewardsTexts.useTexts()
  const format = useFormat()
  const [language] = useLanguage()
  const nameOf = useNameOf()
  const mayCancel = useMay('points.till')
  const [cancelling, setCancelling] = useState(false)
  const standing = standingOf(voucher, Date.now())
  const points = { count: Number(voucher.points), shown: format.number(voucher.points) }
  return (
    <li className={styles['row']}>
      <div className={styles['head']}>
        <strong>{nameOf(voucher)}</strong>
        <Tag color={colours[standing]}>{t(`vouchers.state.${standing}`)}</Tag>
        {!voucher.confirmed && <span className={styles['quiet']}>{t('vouchers.waiting')}</span>}
        <span className={styles['price']}>{t('price', points)}</span>
      </div>
      <p className={styles['quiet']}>
        {voucher.customer && (
          <Link to="/customers/$customerId" params={{ customerId: voucher.customer.id }}>
            {voucher.customer.name}
          </Link>
        )}
        <span>{language === 'zh' ? voucher.merchantNameZh : voucher.merchantName}</span>
        <span>{format.dateTime(voucher.requestedAt)}</span>
        {voucher.expiresAt !== null && standing === 'valid' && (
          <span>{t('vouchers.expires', { date: format.date(voucher.expiresAt) })}</span>
        )}
      </p>
      {mayCancel && standing === 'valid' && (
        <div className={styles['actions']}>
          <Button size="small" onClick={() => setCancelling(true)}>
            {t('vouchers.cancel')}
          </Button>
        </div>
      )}
      {cancelling && (
        <CancelVoucher
          voucherId={voucher.id}
          name={voucher.customer?.name ?? ''}
          onClose={() => setCancelling(false)}
        />
      )}
    </li>
  )
}

/** Vouchers that members got, newest first, by where they stand. */
export const Vouchers = () => {
  const t = rewardsTexts.useTexts()
  const [state, setState] = useState<VoucherState | 'all'>('all')
  const query = useInfiniteQuery(vouchersQuery(state === 'all' ? undefined : state))
  return (
    <Panel flush title={t('vouchers.title')}>
      <div className={styles['filter']}>
        <Segmented
          aria-label={t('vouchers.byState')}
          value={state}
          options={[
            { value: 'all', label: t('vouchers.all') },
            ...voucherStates.map((value) => ({ value, label: t(`vouchers.state.${value}`) })),
          ]}
          onChange={setState}
        />
      </div>
      <PagedList
        query={query}
        empty={t('vouchers.empty')}
        moreLabel={t('vouchers.more')}
        render={(voucher) => <VoucherRow key={voucher.id} voucher={voucher} />}
      />
    </Panel>
  )
}
