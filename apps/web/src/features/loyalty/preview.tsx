import { ruleRoutes, type RulePreview } from '@candor/api'
import { minorOf, ProblemMessage, useFormat } from '@candor/ui'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { DatePicker, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import { useEffect, useId, useState } from 'react'
import { call } from '../../lib/api.ts'
import { designerTexts } from './designer-texts.ts'
import { MonthChart } from './month-chart.tsx'
import { loyaltyKey } from './queries.ts'
import styles from './designer.module.css'

/** The numbers of a rule that is looked at. */
export interface PreviewedRule {
  readonly merchantId: string
  readonly pointsNumerator: string
  readonly spendUnit: string
  readonly minimumSpend: string
  readonly maximumPoints: string
}

type Period = readonly [Dayjs | null, Dayjs | null]

const previewQuery = (rule: PreviewedRule, from: string | null, until: string | null) =>
  queryOptions({
    queryKey: [...loyaltyKey, 'preview', rule, from, until],
    queryFn: ({ signal }) => call(ruleRoutes.preview, { body: { ...rule, from, until } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })

/** A value once it has stood still for a moment, so that not every keystroke is counted. */
const useSettled = <Value,>(value: Value, key: string): Value => {
  const [settled, setSettled] = useState({ value, key })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ value, key }), 400)
    return () => clearTimeout(timer)
    // The key stands for the value, which is made anew at every look.
  }, [key])
  return settled.value
}

interface FoundProps {
  readonly preview: RulePreview
  /** Minor units that 100 points are worth; nothing while that is not an amount. */
  readonly worth: string | undefined
}

const Found = ({ preview, worth }: FoundProps) => {
  const t = designerTexts.useTexts()
  const format = useFormat()
  const { points, pointsNow, currency, sampled, first, last, currentVersion } = preview
  if (preview.purchases === 0 || first === null || last === null) return <p>{t('preview.none')}</p>
  const more = Number(points) / Number(pointsNow) - 1
  const percent = `${more >= 0 ? '+' : '−'}${format.number(Math.round(Math.abs(more) * 1000) / 10)} %`
  const against = () => {
    if (currentVersion === null) return t('preview.noneInForce')
    if (pointsNow === '0') return t('preview.againstNothing', { version: currentVersion })
    return t('preview.against', { version: currentVersion, percent, now: format.number(pointsNow) })
  }
  return (
    <>
      <p>
        <strong>
          {t('preview.sentence', {
            points: format.number(points),
            members: format.number(preview.members),
            purchases: format.number(preview.purchases),
            first: format.date(first),
            last: format.date(last),
          })}
        </strong>
      </p>
      {worth !== undefined && (
        <p>
          {t('preview.cost', {
            worth: format.money(worth, currency),
            cost: format.money((BigInt(points) * BigInt(worth)) / 100n, currency),
          })}
        </p>
      )}
      <p>{against()}</p>
      {sampled && (
        <p className={styles['quiet']}>
          {t('preview.sampled', { looked: format.number(sampled.looked), of: format.number(sampled.of) })}
        </p>
      )}
      <MonthChart months={preview.months} />
    </>
  )
}

interface PreviewProps {
  /** Nothing while the rule is not complete. */
  readonly rule: PreviewedRule | undefined
  readonly currency: string
}

/** What a rule would have given for purchases that were really made, counted as its numbers change. */
export const Preview = ({ rule, currency }: PreviewProps) => {
  const t = designerTexts.useTexts()
  const [period, setPeriod] = useState<Period>([null, null])
  const [worthText, setWorthText] = useState('1.00')
  const [heading, periodId, worthId] = [useId(), useId(), useId()]
  const settled = useSettled(rule, JSON.stringify(rule))
  const [from, until] = [period[0]?.startOf('day').toISOString(), period[1]?.add(1, 'day').startOf('day').toISOString()]
  const query = useQuery({
    ...previewQuery(settled ?? ({} as PreviewedRule), from ?? null, until ?? null),
    enabled: settled !== undefined,
  })
  const worth = minorOf(worthText, currency)
  const body = () => {
    if (rule === undefined || settled === undefined) return <p className={styles['quiet']}>{t('preview.incomplete')}</p>
    if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />
    return query.data ? <Found preview={query.data} worth={worth} /> : <p>{t('preview.counting')}</p>
  }
  return (
    <section className={styles['preview']} aria-labelledby={heading}>
      <h3 id={heading}>{t('preview.title')}</h3>
      <div className={styles['asked']}>
        <div className={styles['field']}>
          <label htmlFor={periodId}>{t('preview.period')}</label>
          <DatePicker.RangePicker
            id={{ start: periodId, end: `${periodId}-end` }}
            allowEmpty={[true, true]}
            value={[period[0], period[1]]}
            onChange={(dates) => setPeriod(dates ?? [null, null])}
          />
        </div>
        <div className={styles['field']}>
          <label htmlFor={worthId}>{t('preview.worth')}</label>
          <Input
            id={worthId}
            inputMode="decimal"
            suffix={currency}
            value={worthText}
            status={worth === undefined ? 'error' : ''}
            onChange={({ target }) => setWorthText(target.value)}
          />
          {worth === undefined && <span role="alert">{t('preview.worthBad')}</span>}
        </div>
      </div>
      <p className={styles['quiet']}>{t('preview.periodHelp')}</p>
      <div className={styles['said']} aria-live="polite" data-stale={query.isPlaceholderData}>
        {body()}
      </div>
    </section>
  )
}
