import type { DealPipeline, DealSum } from '@candor/api'
import { Figure, Figures, Panel, ProblemMessage, SkeletonRows, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Chart } from '../../components/chart.tsx'
import { useBilingual } from '../../lib/own-fields.ts'
import { Sums } from './deal-parts.tsx'
import { dealsTexts } from './deals-texts.ts'
import type { DealsSearch } from './list-state.ts'
import { dealSummaryQuery, dealTotalsQuery, useDealSettings, type DealScope } from './queries.ts'
import styles from './deals.module.css'

interface DealFiguresProps {
  readonly scope: DealScope & { readonly pipeline: string }
  readonly pipeline: DealPipeline
}

/** Sums of several stages, by currency. */
const together = (sums: readonly DealSum[]): DealSum[] => {
  const all = new Map<string, DealSum>()
  for (const { currency, amount, weighted } of sums) {
    const known = all.get(currency)
    all.set(currency, {
      currency,
      amount: (BigInt(known?.amount ?? 0) + BigInt(amount)).toString(),
      weighted: (BigInt(known?.weighted ?? 0) + BigInt(weighted)).toString(),
    })
  }
  return [...all.values()]
}

/** The months from one to another, `YYYY-MM`, both included. */
const monthsFrom = (first: string, count: number): string[] => {
  const [year = 0, month = 1] = first.split('-').map(Number)
  return Array.from({ length: count }, (_, at) => new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 7))
}

const lastDayOf = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** The list behind a figure, with the pipeline and the person that the figure is of. */
const behind = ({ pipeline, owner }: DealScope, search: DealsSearch): DealsSearch => ({
  view: 'list',
  ...(pipeline && { pipeline }),
  ...(owner && owner !== 'anybody' && { owner }),
  ...search,
})

const Funnel = ({ scope, pipeline }: DealFiguresProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const totals = useQuery(dealTotalsQuery(scope))
  if (totals.isError) return <ProblemMessage error={totals.error} onRetry={() => void totals.refetch()} />
  if (totals.isPending) return <SkeletonRows rows={3} height={40} />
  const most = Math.max(...totals.data.stages.map(({ count }) => count), 1)
  return (
    <ol className={styles['funnel']}>
      {totals.data.stages.map(({ stage, count, sums }) => {
        const found = pipeline.stages.find(({ key }) => key === stage)
        return (
          <li key={stage} data-tone={found?.tone}>
            <Link to="/deals" search={behind(scope, { stage })}>
              {found ? say(found.name) : stage}
            </Link>
            <span className={styles['bar']} aria-hidden>
              <i style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <span>{t('count', { count })}</span>
            <span className={styles['funnelSum']}>
              <Sums sums={sums} />
            </span>
          </li>
        )
      })}
    </ol>
  )
}

const shownMonths = 12

const Months = ({ scope }: Pick<DealFiguresProps, 'scope'>) => {
  const t = dealsTexts.useTexts()
  const format = useFormat()
  const { data } = useQuery(dealSummaryQuery(scope))
  if (!data) return <SkeletonRows rows={4} height={40} />
  if (data.months.length === 0) return <p className={styles['none']}>{t('figures.noMonths')}</p>
  const months = monthsFrom(data.from, shownMonths)
  const currencies = [...new Set(data.months.map(({ currency }) => currency))]
  return (
    <>
      {currencies.map((currency) => {
        const of = (month: string) => data.months.find((one) => one.month === month && one.currency === currency)
        return (
          <section key={currency}>
            <Chart
              label={t('figures.monthsOf', { currency })}
              height={200}
              categories={months.map((month) => format.month(month))}
              series={[{ name: t('state.won'), values: months.map((month) => Number(of(month)?.amount ?? 0)) }]}
              format={(value) => format.money(String(Math.round(value)), currency)}
              formatAxis={(value) => format.moneyShort(String(Math.round(value)), currency)}
            />
            <ul className={styles['months']}>
              {months
                .filter((month) => (of(month)?.won ?? 0) > 0)
                .map((month) => (
                  <li key={month}>
                    <Link
                      to="/deals"
                      search={behind(scope, { state: 'won', from: `${month}-01`, to: lastDayOf(month) })}
                    >
                      {format.month(month)}
                    </Link>
                    <span>{t('count', { count: of(month)?.won ?? 0 })}</span>
                    <strong>{format.money(of(month)?.amount ?? '0', currency)}</strong>
                  </li>
                ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

const Reasons = ({ scope, outcome }: Pick<DealFiguresProps, 'scope'> & { readonly outcome: 'won' | 'lost' }) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const format = useFormat()
  const settings = useDealSettings()
  const { data } = useQuery(dealSummaryQuery(scope))
  const reasons = data?.reasons.filter((one) => one.outcome === outcome) ?? []
  return (
    <Panel title={t(outcome === 'won' ? 'figures.reasonsWon' : 'figures.reasonsLost')}>
      {data && reasons.length === 0 && <p className={styles['quiet']}>{t('figures.noReasons')}</p>}
      <ul className={styles['months']}>
        {reasons.map(({ reason, count }) => {
          const found = settings?.reasons.find(({ key }) => key === reason)
          return (
            <li key={reason}>
              <span>{found ? say(found.name) : reason}</span>
              <strong>{format.number(count)}</strong>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** Deals in figures: what is open, what was won, how often and how fast. */
export const DealFigures = ({ scope, pipeline }: DealFiguresProps) => {
  const t = dealsTexts.useTexts()
  const format = useFormat()
  const totals = useQuery(dealTotalsQuery(scope))
  const summary = useQuery(dealSummaryQuery(scope))
  const open = together(totals.data?.stages.flatMap(({ sums }) => sums) ?? [])
  const { won = 0, lost = 0, winRate = null, daysToWin = null } = summary.data ?? {}
  const none = t('figures.none')
  return (
    <>
      {summary.isError && <ProblemMessage error={summary.error} onRetry={() => void summary.refetch()} />}
      <Figures>
        <Figure
          label={t('figures.open')}
          loading={totals.isPending}
          value={open.length === 0 ? none : <Sums sums={open} />}
        />
        <Figure
          label={t('figures.weighted')}
          loading={totals.isPending}
          value={open.length === 0 ? none : <Sums sums={open} of="weighted" />}
        />
        <Figure
          label={t('figures.winRate')}
          loading={summary.isPending}
          value={winRate === null ? none : format.percent(winRate)}
          hint={t('figures.winRateHint', { won, lost })}
        />
        <Figure
          label={t('figures.daysToWin')}
          loading={summary.isPending}
          value={daysToWin === null ? none : t('days', { count: Math.round(daysToWin) })}
        />
      </Figures>
      <div className={styles['figures']}>
        <div className={styles['stack']}>
          <Panel title={t('figures.funnel')}>
            <Funnel scope={scope} pipeline={pipeline} />
          </Panel>
          <Reasons scope={scope} outcome="won" />
          <Reasons scope={scope} outcome="lost" />
        </div>
        <Panel title={t('figures.months')}>
          <Months scope={scope} />
        </Panel>
      </div>
    </>
  )
}
