import type { TimeSpan } from '@candor/api'

/** The moment at which a span that ends now began. Months and years go by the calendar, in UTC. */
export const beginOf = ({ count, unit }: TimeSpan, now: Date): Date => {
  const begin = new Date(now)
  if (unit === 'day' || unit === 'week') begin.setUTCDate(begin.getUTCDate() - count * (unit === 'week' ? 7 : 1))
  else {
    const day = begin.getUTCDate()
    begin.setUTCDate(1)
    begin.setUTCMonth(begin.getUTCMonth() - count * (unit === 'year' ? 12 : 1))
    // The 31st of a month that has only 30 days is its last one.
    const last = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + 1, 0)).getUTCDate()
    begin.setUTCDate(Math.min(day, last))
  }
  return begin
}
