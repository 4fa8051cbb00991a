import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ChoiceChips } from '../../components/choice-chips.tsx'
import { Page } from '../../components/page.tsx'
import { useMay } from '../../lib/rights.ts'
import { eventsTexts } from './events-texts.ts'
import { LivePanel } from './live-panel.tsx'
import { sourcesQuery } from './queries.ts'
import { SchemasPanel } from './schemas-panel.tsx'
import { SourcesPanel } from './sources-panel.tsx'
import styles from './events.module.css'

const parts = ['live', 'sources', 'schemas'] as const
type Part = (typeof parts)[number]

/** Behaviour events: as they come, where from, and what they look like. */
export const EventsPage = () => {
  const t = eventsTexts.useTexts()
  const query = useQuery(sourcesQuery)
  const mayReadConsent = useMay('consent.read')
  const [chosen, setPart] = useState<Part>()
  const { data } = query
  // Whoever has no source yet begins there.
  const part = chosen ?? (data?.items.length === 0 ? 'sources' : 'live')
  return (
    <Page narrow title={t('title')} subtitle={t('lead')}>
      {query.isPending && (
        <Panel>
          <SkeletonRows rows={4} height={72} />
        </Panel>
      )}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {data && (
        <>
          {!data.askable && (
            <p className={styles['notice']}>
              {t('notAskable')} {mayReadConsent && <Link to="/consent">{t('toConsent')}</Link>}
            </p>
          )}
          <ChoiceChips
            label={t('tabs.label')}
            value={part}
            onChange={setPart}
            options={parts.map((value) => ({ value, label: t(`tabs.${value}`) }))}
          />
          {part === 'live' && <LivePanel sources={data.items} />}
          {part === 'sources' && <SourcesPanel sources={data.items} />}
          {part === 'schemas' && <SchemasPanel />}
        </>
      )}
    </Page>
  )
}
