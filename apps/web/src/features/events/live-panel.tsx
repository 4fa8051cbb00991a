import { ThunderboltOutlined } from '@ant-design/icons'
import type { EventSource, LiveTrackedEvent, LiveTracking } from '@candor/api'
import { EmptyState, Figure, Figures, Instant, Panel, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import { useLive } from '../../lib/live.ts'
import { eventsTexts } from './events-texts.ts'
import { recentQuery } from './queries.ts'
import styles from './events.module.css'

type Shown = Omit<LiveTrackedEvent, 'properties' | 'violations'> &
  Partial<Pick<LiveTrackedEvent, 'properties' | 'violations'>>

const most = 100
const colours = { kept: 'success', counted: 'default', refused: 'error' } as const

const Row = ({ event, source }: { readonly event: Shown; readonly source: string | undefined }) => {
  const t = eventsTexts.useTexts()
  return (
    <li className={styles['row']}>
      <span className={styles['type']}>{t(`type.${event.type}`)}</span>
      <div className={styles['main']}>
        <p className={styles['name']}>{event.name || t('schemas.unnamed')}</p>
        <p className={styles['meta']}>
          <Instant at={event.occurredAt} style="dateTime" />
          <span>{event.known ? t('live.known') : t('live.unknown')}</span>
          {source !== undefined && <span>{source}</span>}
          {Object.entries(event.properties ?? {}).map(([name, kind]) => (
            <span key={name} className={styles['code']}>
              {name}: {t(`value.${kind}`)}
            </span>
          ))}
          {event.violations !== undefined && event.violations > 0 && (
            <span>{t('live.misfits', { count: event.violations })}</span>
          )}
        </p>
      </div>
      <Tag color={colours[event.outcome]}>{t(`outcome.${event.outcome}`)}</Tag>
    </li>
  )
}

const none = { kept: 0, counted: 0, refused: 0 }

/** Events as they come, over those that were there before. */
export const LivePanel = ({ sources }: { readonly sources: readonly EventSource[] }) => {
  const t = eventsTexts.useTexts()
  const format = useFormat()
  const [sourceId, setSourceId] = useState<string>()
  const [paused, setPaused] = useState(false)
  const [live, setLive] = useState<readonly Shown[]>([])
  const [counts, setCounts] = useState(none)
  const recent = useQuery(recentQuery(sourceId))
  useLive('event', (data) => {
    const told = data as LiveTracking | undefined
    if (told === undefined) return
    setCounts((before) => ({
      kept: before.kept + told.counts.kept,
      counted: before.counted + told.counts.counted,
      refused: before.refused + told.counts.refused,
    }))
    if (!paused) setLive((before) => [...told.events.toReversed(), ...before].slice(0, most))
  })
  const isOf = (event: Shown): boolean => sourceId === undefined || event.sourceId === sourceId
  const fresh = live.filter(isOf)
  const known = new Set(fresh.flatMap(({ id }) => id ?? []))
  const rows: readonly Shown[] = [
    ...fresh,
    ...(recent.data?.items ?? []).filter(({ id }) => id === null || !known.has(id)),
  ]
  const nameOf = (id: string) => sources.find((source) => source.id === id)?.name
  return (
    <>
      <Panel title={t('live.since')}>
        <Figures>
          {(['kept', 'counted', 'refused'] as const).map((outcome) => (
            <Figure key={outcome} label={t(`outcome.${outcome}`)} value={format.number(counts[outcome])} />
          ))}
        </Figures>
      </Panel>
      <Panel
        flush
        title={t('live.title')}
        extra={
          <>
            {sources.length > 1 && (
              <Select
                size="small"
                aria-label={t('live.source')}
                value={sourceId ?? ''}
                onChange={(value) => setSourceId(value || undefined)}
                popupMatchSelectWidth={false}
                options={[
                  { value: '', label: t('live.allSources') },
                  ...sources.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
            <Button size="small" onClick={() => setPaused(!paused)}>
              {paused ? t('live.go') : t('live.pause')}
            </Button>
          </>
        }
      >
        {recent.isPending && <SkeletonRows rows={5} height={44} />}
        {!recent.isPending && rows.length === 0 && (
          <EmptyState icon={<ThunderboltOutlined />} title={t('live.waiting')}>
            {t('live.waitingText')}
          </EmptyState>
        )}
        <ol className={styles['list']}>
          {rows.slice(0, most).map((event, at) => (
            <Row key={event.id ?? `${event.occurredAt}-${at}`} event={event} source={nameOf(event.sourceId)} />
          ))}
        </ol>
      </Panel>
    </>
  )
}
