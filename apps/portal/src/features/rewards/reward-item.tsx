import { portalRewardRoutes, type OfferedReward } from '@candor/api'
import { useFormat, useLanguage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.tsx'
import { useRefreshRewards } from './queries.ts'
import { rewardsTexts } from './texts.ts'

interface RewardItemProps {
  readonly reward: OfferedReward
  /** Points that the member has; undefined until the ledger has said so. */
  readonly balance: bigint | undefined
}

/** Asks once more, as points that are spent come back only if the shop cancels. */
const Confirm = ({ reward, balance, onDone }: RewardItemProps & { readonly onDone: () => void }) => {
  const t = rewardsTexts.useTexts()
  const format = useFormat()
  const refresh = useRefreshRewards()
  // One key for one decision: sent twice, it is one redemption.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const redeem = useMutation({
    mutationFn: async () =>
      call(portalRewardRoutes.redeem, { params: { id: reward.id }, body: {} }, { idempotencyKey }),
    onSuccess: async () => {
      await refresh()
      onDone()
    },
  })
  const left = balance === undefined ? '' : format.number(balance - BigInt(reward.price))
  return (
    <div className="reward-sure" role="group" aria-label={t('sure')}>
      <p>
        <strong>{t('sure')}</strong> {t('sureText', { count: reward.price, left })}
      </p>
      {redeem.error && <Problem error={redeem.error} />}
      <p className="links">
        <Button type="primary" size="large" loading={redeem.isPending} onClick={() => redeem.mutate()}>
          {t('yes')}
        </Button>
        <Button size="large" disabled={redeem.isPending} onClick={onDone}>
          {t('no')}
        </Button>
      </p>
    </div>
  )
}

/** A reward with its price, and the way to get it. */
export const RewardItem = ({ reward, balance }: RewardItemProps) => {
  const t = rewardsTexts.useTexts()
  const format = useFormat()
  const [language] = useLanguage()
  const [asking, setAsking] = useState(false)
  const isChinese = language === 'zh'
  const name = isChinese ? reward.nameZh : reward.name
  const description = isChinese ? reward.descriptionZh : reward.description
  const missing = balance === undefined ? 0n : BigInt(reward.price) - balance
  const canGet = reward.stock > 0 && balance !== undefined && missing <= 0n
  return (
    <li className="reward">
      <div className="reward-text">
        <h3>{name}</h3>
        <p className="hint">
          {isChinese ? reward.merchantNameZh : reward.merchantName}
          {reward.endsAt !== null && <> · {t('until', { date: format.date(reward.endsAt) })}</>}
        </p>
        {description !== '' && <p>{description}</p>}
        <p className="hint">
          {reward.stock > 0 ? t('left', { count: reward.stock }) : t('gone')} ·{' '}
          {t('valid', { count: reward.validityDays })}
        </p>
      </div>
      <div className="reward-get">
        <strong>{t('price', { count: reward.price })}</strong>
        {!asking && canGet && (
          <Button type="primary" size="large" aria-label={t('getOf', { name })} onClick={() => setAsking(true)}>
            {t('get')}
          </Button>
        )}
        {reward.stock > 0 && missing > 0n && <span className="hint">{t('missing', { count: Number(missing) })}</span>}
      </div>
      {asking && <Confirm reward={reward} balance={balance} onDone={() => setAsking(false)} />}
    </li>
  )
}
