import type { LifecycleCondition, LifecycleRules } from '@candor/api'

/**
 * Rules as SQL over `f` (figures of a customer), `v` (when last seen) and `l` (where the customer stands), at the moment
 * `$2`. Values are whole numbers that the schema has checked; they are written out, since a rule may hold dozens of them.
 */

const days = (value: number): string => `interval '${Math.trunc(value)} days'`

/** The order by which a lost customer came back. */
export const returnedAt = `case when l.stage = 'lost' and f.last_order_at > l.ordered_at then f.last_order_at
                                else l.returned_at end`

/** From when time-driven measures count; null or `-infinity` where that never happened. */
const since: Readonly<Record<string, string>> = {
  daysSinceFirst: 'f.first_order_at',
  daysSinceLast: 'f.last_order_at',
  daysSinceVisit: 'v.visited_at',
  daysSinceReturn: `(${returnedAt})`,
}

/** The usual pause between two orders; a day at least, so that three orders on one day make nobody late. */
const pause = `greatest((f.last_order_at - f.first_order_at) / nullif(f.order_count - 1, 0), interval '1 day')`

/** The moment at which a time-driven condition begins or ceases to hold; nothing for others. */
const turningPoint = ({ measure, value }: LifecycleCondition): string | undefined => {
  const from = since[measure]
  if (from !== undefined) return `case when ${from} > '-infinity' then ${from} + ${days(value)} end`
  if (measure !== 'lateness') return undefined
  return `case when f.last_order_at > '-infinity' then f.last_order_at + ${pause} * ${value / 100} end`
}

const holds = (condition: LifecycleCondition): string => {
  const { measure, is, value } = condition
  const turn = turningPoint(condition)
  // What never happened is no time ago: neither side of it holds.
  if (turn !== undefined) return `coalesce((${turn}) ${is === 'atLeast' ? '<=' : '>='} $2::timestamptz, false)`
  return `${measure === 'orders' ? 'f.order_count' : 'f.spent'} ${is === 'atLeast' ? '>=' : '<='} ${Math.trunc(value)}`
}

/** Which of the rules decides, counted from 0. */
export const ruleOf = ({ stages }: LifecycleRules): string => {
  const last = stages.length - 1
  const cases = stages.slice(0, last).map(({ all }, at) => `when ${all.map(holds).join(' and ')} then ${at}`)
  return cases.length === 0 ? '0' : `case ${cases.join(' ')} else ${last} end`
}

/** The class, where it begins with each of the amounts; empty for those who bought nothing. */
export const classOf = (boundaries: readonly bigint[]): string =>
  `case when f.order_count = 0 then '' ${boundaries
    .map((amount, at) => `when f.spent >= ${amount} then '${String.fromCodePoint(65 + at)}'`)
    .join(' ')} else '${String.fromCodePoint(65 + boundaries.length)}' end`

/** When the stage may change although nothing happens: the next of the turning points. */
export const dueAt = ({ stages }: LifecycleRules): string => {
  const turns = [...new Set(stages.flatMap(({ all }) => all.map(turningPoint)).filter((turn) => turn !== undefined))]
  if (turns.length === 0) return 'null::timestamptz'
  return `least(${turns.map((turn) => `case when (${turn}) > $2::timestamptz then (${turn}) end`).join(', ')})`
}

/** The tables that rules look at. */
export const tables = `customer_figures f
  left join customer_lifecycle l on l.organisation_id = $1 and l.customer_id = f.customer_id
  left join customer_visit v on v.organisation_id = $1 and v.customer_id = f.customer_id`
