import { DeleteOutlined, LeftOutlined, RollbackOutlined } from '@ant-design/icons'
import type { Deal } from '@candor/api'
import { Panel, useFormat } from '@candor/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import type { ReactNode } from 'react'
import { EntryTimeline, untilSealed } from '../../components/entry-timeline.tsx'
import { Page } from '../../components/page.tsx'
import { RecordPage } from '../../components/record-page.tsx'
import { useLive } from '../../lib/live.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { DealFields } from './deal-fields.tsx'
import { DealAmount, StalledMark } from './deal-parts.tsx'
import { dealsTexts } from './deals-texts.ts'
import { dealHistoryQuery, dealQuery, stagesOf, useDealSettings } from './queries.ts'
import { useDealSteps, type DealSteps } from './use-deal-steps.tsx'
import styles from './deals.module.css'

interface PartProps {
  readonly deal: Deal
  readonly steps: DealSteps
}

/** The stages as a row of steps; a click on one moves the deal there. */
const StageRow = ({ deal, steps }: PartProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const mayWrite = useMay('deal.write')
  const stages = stagesOf(useDealSettings(), deal.pipeline)
  const at = stages.findIndex(({ key }) => key === deal.stage)
  return (
    <ol className={styles['stages']} aria-label={t('page.stages')}>
      {stages.map((stage, index) => (
        <li key={stage.key} data-tone={stage.tone} data-reached={index <= at}>
          <button
            type="button"
            aria-current={index === at ? 'step' : undefined}
            disabled={!mayWrite || deal.state !== 'open' || deal.removed || steps.work.busy}
            onClick={() => steps.moveTo(deal, stage)}
          >
            {say(stage.name)}
          </button>
        </li>
      ))}
    </ol>
  )
}

const Actions = ({ deal, steps }: PartProps) => {
  const t = dealsTexts.useTexts()
  const { busy, remove, restore, reopen } = steps.work
  if (!useMay('deal.write')) return null
  if (deal.removed)
    return (
      <Button icon={<RollbackOutlined />} loading={busy} onClick={() => restore(deal)}>
        {t('action.restore')}
      </Button>
    )
  return (
    <>
      {deal.state === 'open' ? (
        <>
          <Button type="primary" disabled={busy} onClick={() => steps.end(deal, 'won')}>
            {t('action.win')}
          </Button>
          <Button disabled={busy} onClick={() => steps.end(deal, 'lost')}>
            {t('action.lose')}
          </Button>
        </>
      ) : (
        <Button icon={<RollbackOutlined />} loading={busy} onClick={() => reopen(deal)}>
          {t('action.reopen')}
        </Button>
      )}
      <Button icon={<DeleteOutlined />} aria-label={t('action.remove')} disabled={busy} onClick={() => remove(deal)} />
    </>
  )
}

/** How a deal stands, beside its title. */
const Standing = ({ deal }: { readonly deal: Deal }) => {
  const t = dealsTexts.useTexts()
  const format = useFormat()
  const { state, closedAt, createdAt } = deal
  return (
    <>
      <DealAmount deal={deal} />
      {state !== 'open' && closedAt && (
        <Tag color={state === 'won' ? 'success' : 'error'}>
          {t(state === 'won' ? 'page.wonOn' : 'page.lostOn', { when: format.date(closedAt) })}
        </Tag>
      )}
      <StalledMark deal={deal} />
      <span>{t('page.made', { when: format.date(createdAt) })}</span>
    </>
  )
}

const useHistory = (dealId: string) => useInfiniteQuery({ ...dealHistoryQuery(dealId), refetchInterval: untilSealed })

const History = ({ dealId }: { readonly dealId: string }) => {
  const t = dealsTexts.useTexts()
  return (
    <Panel title={t('page.history')} flush>
      <EntryTimeline useEntries={() => useHistory(dealId)} />
    </Panel>
  )
}

interface DealPageProps {
  readonly dealId: string
  /** Quotes and invoices that came of it. */
  readonly sales: ReactNode
}

/** One deal on one screen. */
export const DealPage = ({ dealId, sales }: DealPageProps) => {
  const t = dealsTexts.useTexts()
  const steps = useDealSteps()
  const query = useQuery(dealQuery(dealId))
  useLive('deal', (data) => {
    if ((Object(data) as { id?: unknown }).id === dealId) void steps.work.refresh()
  })
  const back = (
    <Link to="/deals" className={styles['back']}>
      <LeftOutlined aria-hidden /> {t('action.back')}
    </Link>
  )
  return (
    <RecordPage query={query} back={back} missing={{ title: t('page.notFound'), text: t('page.notFoundText') }}>
      {(deal) => (
        <Page
          title={deal.title}
          subtitle={
            <span className={styles['subtitle']}>
              {back}
              <Standing deal={deal} />
            </span>
          }
          actions={<Actions deal={deal} steps={steps} />}
        >
          {deal.removed && <p className={styles['notice']}>{t('page.removed')}</p>}
          <StageRow deal={deal} steps={steps} />
          <div className={styles['wide']}>
            <div className={styles['stack']}>
              <DealFields deal={deal} work={steps.work} />
              {sales}
            </div>
            <History dealId={deal.id} />
          </div>
          {steps.dialogs}
        </Page>
      )}
    </RecordPage>
  )
}
