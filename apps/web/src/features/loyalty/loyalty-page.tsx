import { GiftOutlined } from '@ant-design/icons'
import type { EarnRule } from '@candor/api'
import {
  CopyButton,
  EmptyState,
  Figure,
  Figures,
  Panel,
  ProblemMessage,
  SkeletonRows,
  useFormat,
  useLanguage,
} from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Tag } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { LinkButton } from '../../components/link-button.tsx'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/rights.ts'
import { useSession } from '../../lib/session.ts'
import { ruleSentence } from './arithmetic.ts'
import { designerTexts } from './designer-texts.ts'
import { loyaltyTexts } from './loyalty-texts.ts'
import { Proposals } from './proposals.tsx'
import { programmeQuery, rulesQuery } from './queries.ts'
import { rewardsTexts } from './rewards/rewards-texts.ts'
import { RuleDifferences } from './rule-differences.tsx'
import { standingOf, versionsByMerchant } from './rule-standing.ts'
import styles from './loyalty.module.css'

const PublishRule = lazy(async () => ({ default: (await import('./publish-rule.tsx')).PublishRule }))

const Programme = () => {
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const query = useQuery({ ...programmeQuery, refetchInterval: 10_000 })
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const data = query.data
  const value = (number: number | string | undefined) => (number === undefined ? '' : format.number(number))
  return (
    <Panel>
      <Figures>
        <Figure label={t('figures.outstanding')} loading={!data} value={value(data?.outstanding)} />
        <Figure label={t('figures.issued')} loading={!data} value={value(data?.issued)} />
        <Figure label={t('figures.removed')} loading={!data} value={value(data?.removed)} />
        <Figure label={t('figures.lapsed')} loading={!data} value={value(data?.lapsed)} />
        <Figure label={t('figures.members')} loading={!data} value={value(data?.holders)} />
        <Figure label={t('figures.pending')} loading={!data} value={value(data?.pendingOrders)} />
      </Figures>
    </Panel>
  )
}

const colours = { current: 'success', coming: 'processing', past: 'default', ended: 'default' } as const

interface VersionProps {
  readonly rule: EarnRule
  readonly standing: keyof typeof colours
  /** The version before it, if there is one. */
  readonly before: EarnRule | undefined
}

const Version = ({ rule, standing, before }: VersionProps) => {
  const t = loyaltyTexts.useTexts()
  const format = useFormat()
  const from = format.dateTime(rule.startsAt)
  return (
    <li className={styles['version']} data-standing={standing}>
      <div className={styles['versionHead']}>
        <strong>{t('version', { version: rule.version })}</strong>
        <Tag color={colours[standing]}>{t(standing)}</Tag>
      </div>
      <p className={styles['sentence']}>{ruleSentence(rule, format, t)}</p>
      {before && <RuleDifferences rule={rule} before={before} />}
      <p className={styles['meta']}>
        <span>
          {rule.endsAt ? t('until', { from, until: format.dateTime(rule.endsAt) }) : t('from', { time: from })}
        </span>
        <span>{t('published', { time: format.dateTime(rule.publishedAt) })}</span>
        <span title={rule.transactionHash}>
          {t('transaction')} <code>{rule.transactionHash.slice(0, 10)}…</code>
          <CopyButton text={rule.transactionHash} />
        </span>
      </p>
    </li>
  )
}

const Rules = ({ onPublish }: { readonly onPublish: (merchantId?: string) => void }) => {
  const t = loyaltyTexts.useTexts()
  const session = useSession()
  const mayPublish = useMay('points.publish')
  const [language] = useLanguage()
  const query = useQuery({ ...rulesQuery(session.organisation.id), refetchInterval: 10_000 })
  if (query.isPending)
    return (
      <Panel>
        <SkeletonRows rows={4} height={72} />
      </Panel>
    )
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
  const groups = versionsByMerchant(query.data.items)
  if (groups.length === 0)
    return (
      <Panel>
        <EmptyState
          icon={<GiftOutlined />}
          title={t('rulesEmptyTitle')}
          actions={mayPublish && <Button onClick={() => onPublish()}>{t('publishFirst')}</Button>}
        >
          {t('rulesEmptyText')}
        </EmptyState>
      </Panel>
    )
  return groups.map(({ merchantId, versions }) => (
    <Panel
      key={merchantId}
      flush
      title={language === 'zh' ? versions[0]?.merchantNameZh : versions[0]?.merchantName}
      extra={
        mayPublish && (
          <Button size="small" onClick={() => onPublish(merchantId)}>
            {t('publish')}
          </Button>
        )
      }
    >
      <ol>
        {versions.map((rule) => (
          <Version
            key={rule.version}
            rule={rule}
            standing={standingOf(rule, versions, Date.now())}
            before={versions.find(({ version }) => version === rule.version - 1)}
          />
        ))}
      </ol>
    </Panel>
  ))
}

/** The points programme: totals, every version of every rule, and the way to publish the next one. */
export const LoyaltyPage = () => {
  const t = loyaltyTexts.useTexts()
  const d = designerTexts.useTexts()
  const r = rewardsTexts.useTexts()
  const mayPublish = useMay('points.publish')
  const [publishing, setPublishing] = useState<{ readonly merchantId: string | undefined }>()
  return (
    <Page
      narrow
      title={t('title')}
      subtitle={t('lead')}
      actions={
        <>
          <LinkButton to="/loyalty/rewards">{r('open')}</LinkButton>
          {mayPublish && (
            <Button type="primary" onClick={() => setPublishing({ merchantId: undefined })}>
              {t('publish')}
            </Button>
          )}
        </>
      }
    >
      <Programme />
      <Proposals />
      <Rules onPublish={(merchantId) => setPublishing({ merchantId })} />
      {!mayPublish && <p className={styles['meta']}>{t('readOnly')}</p>}
      <p className={styles['meta']}>
        <a href="/portal/rules" target="_blank" rel="noreferrer">
          {d('publicPage')}
        </a>
      </p>
      <Suspense>
        {publishing && <PublishRule merchantId={publishing.merchantId} onClose={() => setPublishing(undefined)} />}
      </Suspense>
    </Page>
  )
}
