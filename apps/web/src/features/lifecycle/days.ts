import { lifecycleStages, type LifecycleStage } from '@candor/api'

interface DayCount {
  readonly day: string
  readonly stage: LifecycleStage
  readonly customers: number
}

const dayMs = 86_400_000

/**
 * Counts by day as a chart wants them: every day from the first to the last, days on which nothing was computed as the day
 * before them; stages that never had anybody are left out.
 * @param days oldest first
 */
export const daysOf = (days: readonly DayCount[]) => {
  const [first, last] = [days[0]?.day, days.at(-1)?.day]
  if (first === undefined || last === undefined) return { categories: [], series: [] }
  const count = Math.round((Date.parse(last) - Date.parse(first)) / dayMs) + 1
  const categories = Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(first) + at * dayMs).toISOString().slice(0, 10),
  )
  const known = new Map(days.map(({ day, stage, customers }) => [`${day} ${stage}`, customers]))
  const series = lifecycleStages.map((stage) => {
    let before = 0
    return { stage, values: categories.map((day) => (before = known.get(`${day} ${stage}`) ?? before)) }
  })
  return { categories, series: series.filter(({ values }) => values.some((value) => value > 0)) }
}
