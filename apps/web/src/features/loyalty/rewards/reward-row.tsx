import { rewardRoutes, type Reward } from '@candor/api'
import { ProblemMessage, useFormat, useLanguage } from '@candor/ui'
import { useMutation } from '@tanstack/react-query'
import { App, Button, InputNumber, Modal, Tag } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../../lib/api.ts'
import { useMay, useNameOf } from '../../../lib/rights.ts'
import { useTell } from '../../../lib/use-tell.tsx'
import { useRefreshRewards } from './queries.ts'
import { rewardsTexts } from './rewards-texts.ts'
import styles from './rewards.module.css'

const colours = {
  submitted: 'processing',
  offered: 'success',
  coming: 'processing',
  over: 'default',
  soldOut: 'warning',
  refused: 'error',
} as const

/** Where a reward stands for members now. */
const standingOf = ({ state, startsAt, endsAt, stock }: Reward, now: number): keyof typeof colours => {
  if (state !== 'offered') return state
  if (endsAt !== null && Date.parse(endsAt) <= now) return 'over'
  if (Date.parse(startsAt) > now) return 'coming'
  return stock > 0 ? 'offered' : 'soldOut'
}

const ChangeStock = ({ reward, onClose }: { readonly reward: Reward; readonly onClose: () => void }) => {
  const t = rewardsTexts.useTexts()
  const nameOf = useNameOf()
  const id = useId()
  const { tell } = useTell()
  const refresh = useRefreshRewards()
  const [change, setChange] = useState<number | null>(10)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const send = useMutation({
    mutationFn: async () =>
      call(rewardRoutes.changeStock, { params: { id: reward.id }, body: { change: change ?? 0 } }, { idempotencyKey }),
    onSuccess: async () => {
      tell(t('stockDone'))
      await refresh()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('stockTitle', { name: nameOf(reward) })}
      okText={t('stock')}
      okButtonProps={{ disabled: !change }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <label htmlFor={id}>{t('stockLabel')}</label>
      <InputNumber
        id={id}
        autoFocus
        className={styles['number'] ?? ''}
        precision={0}
        min={-reward.stock}
        max={1_000_000_000}
        value={change}
        onChange={setChange}
      />
      {send.error && <ProblemMessage error={send.error} />}
    </Modal>
  )
}

/** A reward with what became of it, and what can be done about it. */
export const RewardRow = ({ reward }: { readonly reward: Reward }) => {
  const t = rewardsTexts.useTexts()
  const format = useFormat()
  const [language] = useLanguage()
  const nameOf = useNameOf()
  const { modal } = App.useApp()
  const { tell } = useTell()
  const mayPublish = useMay('points.publish')
  const refresh = useRefreshRewards()
  const [changing, setChanging] = useState(false)
  const end = useMutation({
    mutationFn: async () => call(rewardRoutes.end, { params: { id: reward.id }, body: {} }),
    onSuccess: () => tell(t('ended')),
    onSettled: refresh,
  })
  const standing = standingOf(reward, Date.now())
  const name = nameOf(reward)
  const from = format.dateTime(reward.startsAt)
  const description = language === 'zh' ? reward.descriptionZh : reward.description
  const confirmEnd = () =>
    void modal.confirm({
      title: t('endTitle', { name }),
      content: t('endText'),
      okText: t('end'),
      onOk: () => end.mutateAsync().catch(() => undefined),
    })
  return (
    <li className={styles['row']} data-standing={standing}>
      <div className={styles['head']}>
        <strong>{name}</strong>
        <Tag color={colours[standing]}>{t(`state.${standing}`, { reason: reward.refusal ?? '' })}</Tag>
        <span className={styles['price']}>
          {t('price', { count: reward.price, shown: format.number(reward.price) })}
        </span>
      </div>
      {description !== '' && <p>{description}</p>}
      <p className={styles['quiet']}>
        <span>{language === 'zh' ? reward.merchantNameZh : reward.merchantName}</span>
        <span>
          {t('left', { shown: format.number(reward.stock) })}
          {reward.pendingStock !== 0 && <> {t('pending', { shown: format.number(reward.pendingStock) })}</>}
        </span>
        <span>{t('redeemed', { redeemed: format.number(reward.redeemed), used: format.number(reward.used) })}</span>
        <span>
          {reward.endsAt === null ? t('from', { from }) : t('until', { from, until: format.dateTime(reward.endsAt) })}
        </span>
        <span>{t('valid', { count: reward.validityDays })}</span>
      </p>
      {mayPublish && ['offered', 'soldOut', 'coming'].includes(standing) && (
        <div className={styles['actions']}>
          <Button size="small" onClick={() => setChanging(true)}>
            {t('stock')}
          </Button>
          <Button size="small" loading={end.isPending} onClick={confirmEnd}>
            {t('end')}
          </Button>
        </div>
      )}
      {end.error && <ProblemMessage error={end.error} />}
      {changing && <ChangeStock reward={reward} onClose={() => setChanging(false)} />}
    </li>
  )
}
