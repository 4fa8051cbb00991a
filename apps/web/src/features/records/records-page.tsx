import { Alert, Tabs } from 'antd'
import { Figure, Figures, Instant, Panel, ProblemMessage, useFormat, useIsPhone } from '@candor/ui'
import type { ReactNode } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { Page } from '../../components/page.tsx'
import { useLive } from '../../lib/live.ts'
import { Blocks } from './blocks.tsx'
import { Calls } from './calls.tsx'
import { Companies } from './companies.tsx'
import { CheckUs } from './check-us.tsx'
import { headQuery, overviewQuery, recordsKey } from './queries.ts'
import { recordSections, type RecordSection } from './section.ts'
import { PublishedSeals, Seals } from './seals.tsx'
import { recordsTexts } from './records-texts.ts'
import { Witnesses } from './witnesses.tsx'
import styles from './records.module.css'

const Path = () => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const { data: head } = useQuery(headQuery)
  if (!head) return null
  const steps = [
    ['recorded', head.sequenced + head.waiting],
    ['sequenced', head.sequenced],
    ['sealed', head.sealed],
    ['anchored', head.anchored],
    ['final', head.final],
  ] as const
  const whole = head.sequenced + head.waiting
  return (
    <Panel title={t('path.label')}>
      <ol className={styles['path']}>
        {steps.map(([step, count]) => (
          <li key={step} data-done={count >= whole}>
            <span className={styles['pathName']}>{t(`path.${step}`)}</span>
            <strong className={styles['pathCount']}>{format.number(count)}</strong>
            <span className={styles['quiet']}>{t(`path.${step}Help`)}</span>
          </li>
        ))}
      </ol>
      <p className={styles['quiet']} role="status">
        {head.waiting > 0
          ? t('waiting', { count: head.waiting, shown: format.number(head.waiting) })
          : head.anchored >= whole
            ? t('allWell')
            : t('working')}
      </p>
    </Panel>
  )
}

const Troubles = () => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const { data: head } = useQuery(headQuery)
  const overview = useQuery(overviewQuery)
  const { data } = overview
  return (
    <>
      {overview.isError && <ProblemMessage error={overview.error} onRetry={() => void overview.refetch()} />}
      {head?.health === 'inconsistent' && (
        <Alert type="error" showIcon role="alert" title={t('inconsistent')} description={t('inconsistentText')} />
      )}
      {data?.absent && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('absent')}
          description={
            <>
              {t('absentText', { time: format.relative(data.absent.since) })}
              <br />
              {t('absentReason', { reason: data.absent.reason })}
            </>
          }
        />
      )}
      {data?.stalled && !data.absent && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('stalled')}
          description={
            <>
              {t('stalledText')} {data.stalledSince && t('stalledSince', { time: format.relative(data.stalledSince) })}
            </>
          }
        />
      )}
      {(data?.failedCalls ?? 0) > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('call.failedTitle', {
            count: data?.failedCalls ?? 0,
            shown: format.number(data?.failedCalls ?? 0),
          })}
        />
      )}
    </>
  )
}

const LedgerFigures = () => {
  const t = recordsTexts.useTexts()
  const format = useFormat()
  const { data: head } = useQuery(headQuery)
  const { data } = useQuery(overviewQuery)
  return (
    <Panel>
      <Figures>
        <Figure label={t('figures.sealed')} loading={!head} value={head && format.number(head.sealed)} />
        <Figure label={t('figures.published')} loading={!head} value={head && format.number(head.anchored)} />
        <Figure label={t('figures.pending')} loading={!data} value={data && format.number(data.pendingCalls)} />
        <Figure
          label={t('figures.head')}
          loading={!data}
          value={data?.head ? format.number(data.head.number) : '–'}
          hint={data?.head && <Instant at={data.head.at} style="relative" />}
        />
        <Figure label={t('figures.network')} loading={!data} value={data && String(data.chainId ?? '–')} />
      </Figures>
    </Panel>
  )
}

interface RecordsPageProps {
  readonly section: RecordSection
  readonly onSection: (section: RecordSection) => void
}

const contents: Record<RecordSection, ReactNode> = {
  seals: <Seals />,
  calls: <Calls />,
  blocks: <Blocks />,
  published: <PublishedSeals />,
  companies: <Companies />,
  witnesses: <Witnesses />,
  check: <CheckUs />,
}

/** Tabs where there is room for them in one line, chips that wrap on a phone. */
const Sections = ({ section, onSection }: RecordsPageProps) => {
  const t = recordsTexts.useTexts()
  const isPhone = useIsPhone()
  if (isPhone)
    return (
      <>
        <ChoiceChips
          label={t('title')}
          value={section}
          onChange={onSection}
          options={recordSections.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        />
        <Panel flush>{contents[section]}</Panel>
      </>
    )
  return (
    <Panel flush>
      <Tabs
        className={styles['tabs'] ?? ''}
        activeKey={section}
        onChange={(key) => onSection(key as RecordSection)}
        destroyOnHidden
        items={recordSections.map((key) => ({ key, label: t(`tabs.${key}`), children: contents[key] }))}
      />
    </Panel>
  )
}

/** How records are sealed and where the seals are published, in plain words, and how anybody can check it. */
export const RecordsPage = (props: RecordsPageProps) => {
  const t = recordsTexts.useTexts()
  const client = useQueryClient()
  const { data } = useQuery(overviewQuery)
  useLive('journal', () => void client.invalidateQueries({ queryKey: recordsKey }))
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      <Troubles />
      <LedgerFigures />
      <Path />
      {data?.embedded && <p className={styles['note']}>{t('embedded')}</p>}
      <Sections {...props} />
    </Page>
  )
}
