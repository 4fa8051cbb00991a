import { LineChartOutlined } from '@ant-design/icons'
import { lifecycleRoutes, lifecycleStages, type LifecycleRules } from '@candor/api'
import { EmptyState, Figure, Figures, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Chart } from '../../components/chart.tsx'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { useLive } from '../../lib/live.ts'
import { useMay } from '../../lib/rights.ts'
import { lifecycleTexts } from './lifecycle-texts.ts'
import { lifecycleKey, overviewQuery, type LifecycleOverview } from './queries.ts'
import { daysOf } from './days.ts'
import { className, useConditionWords } from './words.ts'
import styles from './lifecycle.module.css'

const RulesForm = lazy(async () => ({ default: (await import('./rules-form.tsx')).RulesForm }))

const sumOf = (counts: LifecycleOverview['counts']): number => counts.reduce((sum, { customers }) => sum + customers, 0)

const Nothing = () => {
  const t = lifecycleTexts.useTexts()
  const mayManage = useMay('lifecycle.manage')
  const client = useQueryClient()
  const begin = useMutation({
    mutationFn: () => call(lifecycleRoutes.setUp, { body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: lifecycleKey }),
  })
  return (
    <Panel>
      <EmptyState
        icon={<LineChartOutlined />}
        title={t('empty')}
        actions={
          mayManage && (
            <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>
              {t('begin')}
            </Button>
          )
        }
      >
        {t('emptyText')}
      </EmptyState>
      {begin.isError && <ProblemMessage error={begin.error} />}
    </Panel>
  )
}

const Stages = ({ counts }: Pick<LifecycleOverview, 'counts'>) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  return (
    <Panel title={t('now')}>
      <Figures>
        {lifecycleStages.map((stage) => (
          <Figure
            key={stage}
            label={t(`stage.${stage}`)}
            value={format.number(sumOf(counts.filter((count) => count.stage === stage)))}
          />
        ))}
        <Figure label={t('total')} value={format.number(sumOf(counts))} />
      </Figures>
    </Panel>
  )
}

const OverTime = ({ days }: Pick<LifecycleOverview, 'days'>) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  const { categories, series } = daysOf(days)
  return (
    <Panel title={t('overTime')}>
      {categories.length < 2 ? (
        <p className={styles['quiet']}>{t('oneDay')}</p>
      ) : (
        <Chart
          label={t('overTimeLabel')}
          height={220}
          stacked
          legend
          categories={categories.map((day) => format.date(`${day}T12:00:00.000Z`))}
          series={series.map(({ stage, values }) => ({ name: t(`stage.${stage}`), values }))}
          format={format.number}
          formatAxis={format.number}
        />
      )}
    </Panel>
  )
}

const Classes = ({ counts, boundaries, currency }: LifecycleOverview) => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  const names = [...boundaries.keys(), boundaries.length].map(className)
  const rows = [...names, ''].map((name, at) => ({
    name,
    customers: sumOf(counts.filter((count) => count.class === name)),
    from: boundaries[at],
  }))
  return (
    <Panel title={t('classes')} flush>
      <ul className={styles['list']}>
        {rows.map(({ name, customers, from }) => (
          <li key={name} className={styles['row']}>
            <span className={styles['name']}>{name === '' ? t('noClass') : t('class', { name })}</span>
            <span className={`${styles['main']} ${styles['quiet']}`}>
              {name !== '' && (from === undefined ? t('rest') : t('from', { amount: format.money(from, currency) }))}
            </span>
            <strong>{format.number(customers)}</strong>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const Rules = ({ rules, currency }: { readonly rules: LifecycleRules; readonly currency: string }) => {
  const t = lifecycleTexts.useTexts()
  const words = useConditionWords(currency)
  return (
    <>
      <p className={styles['quiet']}>
        {t('order')} {t(`clock.${rules.clock}`)}
      </p>
      <ol className={styles['list']}>
        {rules.stages.map(({ stage, all }) => (
          <li key={`${stage} ${JSON.stringify(all)}`} className={styles['row']}>
            <span className={styles['name']}>{t(`stage.${stage}`)}</span>
            <span className={styles['main']}>
              {all.length === 0 ? t('everybody') : all.map(words).join(` ${t('and')} `)}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

/** Where customers stand: now, over time, and by which rules. */
export const LifecyclePage = () => {
  const t = lifecycleTexts.useTexts()
  const format = useFormat()
  const client = useQueryClient()
  const mayManage = useMay('lifecycle.manage')
  const query = useQuery(overviewQuery)
  const [open, setOpen] = useState(false)
  useLive('lifecycle', () => void client.invalidateQueries({ queryKey: lifecycleKey }))
  const { data } = query
  return (
    <Page
      narrow
      title={t('title')}
      subtitle={t('lead')}
      actions={
        mayManage &&
        data?.rules && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('change')}
          </Button>
        )
      }
    >
      {query.isPending && (
        <Panel>
          <SkeletonRows rows={4} height={72} />
        </Panel>
      )}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {data && data.rules === null && <Nothing />}
      {data?.rules && (
        <>
          {data.pending && <p className={styles['notice']}>{t('pending')}</p>}
          <Stages counts={data.counts} />
          <OverTime days={data.days} />
          <Classes {...data} />
          <Panel
            title={t('rules')}
            extra={
              <span className={styles['quiet']}>
                {t('version', { version: data.version ?? 0, date: format.date(data.rulesSince ?? '') })}
              </span>
            }
          >
            <Rules rules={data.rules} currency={data.currency} />
            {!mayManage && <p className={styles['quiet']}>{t('readOnly')}</p>}
          </Panel>
          {open && (
            <Suspense>
              <RulesForm
                rules={data.rules}
                version={data.version ?? 0}
                currency={data.currency}
                onClose={() => setOpen(false)}
              />
            </Suspense>
          )}
        </>
      )}
    </Page>
  )
}
