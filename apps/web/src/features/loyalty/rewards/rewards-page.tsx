import { GiftOutlined } from '@ant-design/icons'
import { EmptyState, Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { LinkButton } from '../../../components/link-button.tsx'
import { LoadMore } from '../../../components/load-more.tsx'
import { Page } from '../../../components/page.tsx'
import { useMay } from '../../../lib/rights.ts'
import { rewardsQuery, useLiveRewards } from './queries.ts'
import { RewardRow } from './reward-row.tsx'
import { rewardsTexts } from './rewards-texts.ts'
import { Vouchers } from './vouchers.tsx'

const NewReward = lazy(async () => ({ default: (await import('./new-reward.tsx')).NewReward }))

const Catalogue = ({ onNew }: { readonly onNew: (() => void) | undefined }) => {
  const t = rewardsTexts.useTexts()
  const query = useInfiniteQuery(rewardsQuery)
  const rewards = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (query.isPending) return <SkeletonRows rows={3} height={72} />
  if (query.isError && rewards.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (rewards.length === 0)
    return (
      <EmptyState
        icon={<GiftOutlined />}
        title={t('emptyTitle')}
        actions={onNew && <Button onClick={onNew}>{t('new')}</Button>}
      >
        {t('emptyText')}
      </EmptyState>
    )
  return (
    <>
      <ul aria-label={t('catalogue')}>
        {rewards.map((reward) => (
          <RewardRow key={reward.id} reward={reward} />
        ))}
      </ul>
      <LoadMore query={query} label={t('vouchers.more')} />
    </>
  )
}

/** What members can spend points on, and the vouchers that they got. */
export const RewardsPage = () => {
  const t = rewardsTexts.useTexts()
  const [mayPublish, mayTakeVouchers] = [useMay('points.publish'), useMay('points.till')]
  const [offering, setOffering] = useState(false)
  useLiveRewards()
  return (
    <Page
      narrow
      title={t('title')}
      subtitle={t('lead')}
      actions={
        <>
          <LinkButton to="/loyalty">{t('back')}</LinkButton>
          {mayTakeVouchers && <LinkButton to="/till">{t('till')}</LinkButton>}
          {mayPublish && (
            <Button type="primary" onClick={() => setOffering(true)}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <Panel flush title={t('catalogue')}>
        <Catalogue onNew={mayPublish ? () => setOffering(true) : undefined} />
      </Panel>
      <Vouchers />
      <Suspense>{offering && <NewReward onClose={() => setOffering(false)} />}</Suspense>
    </Page>
  )
}
