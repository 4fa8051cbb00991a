import { PlusOutlined } from '@ant-design/icons'
import type { Deal } from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { useBilingual } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { DealDialog } from './deal-dialog.tsx'
import { DealAmount, DealCloseDay, StalledMark } from './deal-parts.tsx'
import { dealsTexts } from './deals-texts.ts'
import { dealListQuery, stageOf, useDealSettings } from './queries.ts'
import styles from './deals.module.css'

type Party = { readonly customer: string } | { readonly company: string }

const Row = ({ deal }: { readonly deal: Deal }) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const stage = stageOf(useDealSettings(), deal)
  return (
    <li className={styles['row']}>
      <span className={styles['cardFacts']}>
        <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles['cardTitle']}>
          {deal.title}
        </Link>
        <DealAmount deal={deal} />
      </span>
      <span className={styles['cardFacts']}>
        <span className={styles['stage']} data-tone={deal.state === 'open' ? stage?.tone : undefined}>
          {deal.state === 'open' ? (stage ? say(stage.name) : deal.stage) : t(`state.${deal.state}`)}
        </span>
        <span className={styles['cardMarks']}>
          <StalledMark deal={deal} />
          {deal.state === 'open' && <DealCloseDay deal={deal} />}
        </span>
      </span>
    </li>
  )
}

const Rows = ({ party, state }: { readonly party: Party; readonly state: 'open' | 'won' | 'lost' }) => {
  const t = dealsTexts.useTexts()
  const query = useInfiniteQuery(dealListQuery({ ...party, state }, 20))
  const deals = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (query.isPending) return <SkeletonRows rows={1} height={48} />
  if (query.isError && deals.length === 0)
    return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  if (deals.length === 0) return state === 'open' ? <p className={styles['none']}>{t('party.empty')}</p> : null
  return (
    <>
      <ul>
        {deals.map((deal) => (
          <Row key={deal.id} deal={deal} />
        ))}
      </ul>
      <LoadMore query={query} label={t('loadMore')} />
    </>
  )
}

/** What may be sold to a customer or a company. */
export const PartyDeals = (party: Party) => {
  const t = dealsTexts.useTexts()
  const [mayRead, mayWrite] = [useMay('deal.read'), useMay('deal.write')]
  const [adding, setAdding] = useState(false)
  const [showClosed, setShowClosed] = useState(false)
  if (!mayRead) return null
  return (
    <Panel
      title={t('party.title')}
      flush
      extra={
        mayWrite && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      <Rows party={party} state="open" />
      {showClosed ? (
        <>
          <Rows party={party} state="won" />
          <Rows party={party} state="lost" />
        </>
      ) : (
        <div className={styles['foot']}>
          <Button type="link" size="small" onClick={() => setShowClosed(true)}>
            {t('party.closed')}
          </Button>
        </div>
      )}
      {adding && <DealDialog party={party} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
