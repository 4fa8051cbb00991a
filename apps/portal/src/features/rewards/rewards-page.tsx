import { EmptyState } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { itemsOf } from '../../lib/pages.ts'
import { Section } from '../../lib/section.tsx'
import { balanceOptions } from '../../shared/balance-figures.tsx'
import { catalogueOptions, useLiveRewards, vouchersOptions } from './queries.ts'
import { RewardItem } from './reward-item.tsx'
import { rewardsTexts } from './texts.ts'
import { VoucherItem } from './voucher-item.tsx'
import './rewards.css'

/** What points can be spent on, and the vouchers that were got for them. */
export const RewardsPage = () => {
  const t = rewardsTexts.useTexts()
  const balance = useQuery(balanceOptions)
  const catalogue = useQuery(catalogueOptions)
  const pages = useInfiniteQuery({
    ...vouchersOptions,
    // The ledger tells at once; this is for when the line to the server broke.
    refetchInterval: ({ state }) => (itemsOf(state.data).some(({ confirmed }) => !confirmed) ? 3000 : false),
  })
  const vouchers = itemsOf(pages.data)
  const held = balance.data && BigInt(balance.data.balance)
  useLiveRewards()
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')} />
      {held !== undefined && (
        <p className="reward-balance" aria-live="polite">
          {t('balance', { count: Number(held) })}
        </p>
      )}
      <Section title={t('catalogue')}>
        <Loadable of={catalogue} rows={3}>
          {catalogue.data?.length === 0 ? (
            <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>
          ) : (
            <ul className="rewards" aria-label={t('catalogue')}>
              {catalogue.data?.map((reward) => (
                <RewardItem key={reward.id} reward={reward} balance={held} />
              ))}
            </ul>
          )}
        </Loadable>
      </Section>
      <Section title={t('mine')}>
        <Loadable of={pages} rows={2}>
          {vouchers.length === 0 ? (
            <EmptyState title={t('noneTitle')}>{t('noneText')}</EmptyState>
          ) : (
            <ul className="rewards" aria-label={t('mine')}>
              {vouchers.map((voucher) => (
                <VoucherItem key={voucher.id} voucher={voucher} />
              ))}
            </ul>
          )}
        </Loadable>
      </Section>
    </>
  )
}
