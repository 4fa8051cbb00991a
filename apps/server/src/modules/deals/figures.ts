import type { DealOutcome, DealPipeline, DealSum } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'

type Scope = { readonly pipeline: DealPipeline; readonly owner: string | undefined }

type StageRow = {
  readonly stage: string
  readonly currency: string
  readonly count: number
  readonly stalled: number
  /** Null where no deal has an amount. */
  readonly amount: string | null
}

/** Share of an amount in whole minor units, halves up. */
const weightedOf = (amount: string, probability: number): string =>
  ((BigInt(amount) * BigInt(probability) + 50n) / 100n).toString()

/**
 * Open deals of a pipeline by stage: living stages, and archived ones in which there still is one.
 * @param idleSince milliseconds since 1970; deals that were not changed since count as stalled
 */
export const totalsOf = async (tx: Tx, { pipeline, owner }: Scope, idleSince: number) => {
  const rows = await tx.rows<StageRow>({
    name: `deal-totals${owner === undefined ? '' : '-of-owner'}`,
    text: `select stage, currency, count(*)::int as count, count(*) filter (where changed_at < $3)::int as stalled,
                  sum(amount)::text as amount
             from deal d
            where organisation_id = $1 and pipeline = $2 and state = 'open' and not removed
              ${owner === undefined ? '' : 'and owner = $4'}
            group by stage, currency order by stage, currency`,
    values: [
      tx.organisationId,
      pipeline.key,
      new Date(idleSince).toISOString(),
      ...(owner === undefined ? [] : [owner]),
    ],
  })
  return pipeline.stages.flatMap(({ key, probability, archived }) => {
    const own = rows.filter(({ stage }) => stage === key)
    if (archived && own.length === 0) return []
    return {
      stage: key,
      count: own.reduce((sum, { count }) => sum + count, 0),
      stalled: own.reduce((sum, { stalled }) => sum + stalled, 0),
      sums: own.flatMap(({ currency, amount }): DealSum[] =>
        amount === null ? [] : [{ currency, amount, weighted: weightedOf(amount, probability) }],
      ),
    }
  })
}

type MonthRow = {
  readonly month: string
  readonly currency: string
  readonly won: number
  readonly lost: number
  readonly amount: string
  /** Seconds from making to winning, of all that were won in this month. */
  readonly taken: string
}
type ReasonRow = { readonly outcome: DealOutcome; readonly reason: string; readonly count: number }

const secondsOfDay = 86_400

/**
 * What was won and lost since the beginning of a month, and how long winning took.
 * @param since ISO instant at which the first month begins
 * @param timeZone by whose clock months begin
 */
export const summaryOf = async (
  tx: Tx,
  { pipeline, owner }: Scope,
  { since, timeZone }: { readonly since: string; readonly timeZone: string },
) => {
  const where = `organisation_id = $1 and pipeline = $2 and state <> 'open' and state in ('won', 'lost') and not removed
                 and closed_at >= $3 ${owner === undefined ? '' : 'and owner = $4'}`
  const values = [tx.organisationId, pipeline.key, since, ...(owner === undefined ? [] : [owner])]
  const zone = `$${values.length + 1}`
  const [months, reasons] = await Promise.all([
    tx.rows<MonthRow>({
      text: `select to_char(closed_at at time zone ${zone}, 'YYYY-MM') as month, currency,
                    count(*) filter (where state = 'won')::int as won, count(*) filter (where state = 'lost')::int as lost,
                    coalesce(sum(amount) filter (where state = 'won'), 0)::text as amount,
                    coalesce(sum(extract(epoch from closed_at - created_at)) filter (where state = 'won'), 0)::text as taken
               from deal where ${where} group by 1, 2 order by 1, 2`,
      values: [...values, timeZone],
    }),
    tx.rows<ReasonRow>({
      text: `select state as outcome, reason, count(*)::int as count from deal
              where ${where} and reason is not null group by 1, 2 order by 3 desc, 2`,
      values,
    }),
  ])
  const won = months.reduce((sum, month) => sum + month.won, 0)
  const lost = months.reduce((sum, month) => sum + month.lost, 0)
  const taken = months.reduce((sum, month) => sum + Number(month.taken), 0)
  return {
    won,
    lost,
    winRate: won + lost === 0 ? null : won / (won + lost),
    daysToWin: won === 0 ? null : taken / won / secondsOfDay,
    months: months.map(({ month, currency, won: ofMonth, lost: lostOnes, amount }) => ({
      month,
      currency,
      won: ofMonth,
      lost: lostOnes,
      amount,
    })),
    reasons,
  }
}
