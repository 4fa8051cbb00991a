import { addDays, addMonths, daysBetween, mondayOf, weekdayOf, type Day, type Weekday } from './day.ts'

/** How something comes again: every so many days, weeks, months or years, or on each day from Monday to Friday. */
export type Recurrence =
  | { readonly unit: 'workday' }
  | { readonly unit: 'day'; readonly every: number }
  /** On these days of the week; on that of the first time where none is named. */
  | { readonly unit: 'week'; readonly every: number; readonly weekdays?: readonly Weekday[] | undefined }
  /** On this date of the month, its last day where it has no such date. */
  | { readonly unit: 'month' | 'year'; readonly every: number; readonly date?: number | undefined }

const nextInWeek = (day: Day, every: number, weekdays: readonly Weekday[]): Day => {
  const wanted = weekdays.length > 0 ? weekdays : [weekdayOf(day)]
  const later = wanted.filter((weekday) => weekday > weekdayOf(day)).toSorted((a, b) => a - b)
  if (later[0] !== undefined) return addDays(day, later[0] - weekdayOf(day))
  return addDays(mondayOf(day), 7 * every + Math.min(...wanted) - 1)
}

const nextWorkday = (day: Day): Day => {
  const weekday = weekdayOf(day)
  return addDays(day, weekday >= 5 ? 8 - weekday : 1)
}

/** The day on which it comes again after one of its days. */
export const nextDay = (recurrence: Recurrence, day: Day): Day => {
  if (recurrence.unit === 'workday') return nextWorkday(day)
  if (recurrence.unit === 'day') return addDays(day, recurrence.every)
  if (recurrence.unit === 'week') return nextInWeek(day, recurrence.every, recurrence.weekdays ?? [])
  return addMonths(day, (recurrence.unit === 'year' ? 12 : 1) * recurrence.every, recurrence.date)
}

/**
 * The first day after `today` on which it comes again: what was missed meanwhile is not made up for. Days of a step stay
 * those of the series.
 */
export const nextDayAfter = (recurrence: Recurrence, day: Day, today: Day): Day => {
  let next = nextDay(recurrence, day)
  if (recurrence.unit === 'day' && next <= today) {
    const steps = Math.ceil((daysBetween(next, today) + 1) / recurrence.every)
    return addDays(next, steps * recurrence.every)
  }
  while (next <= today) next = nextDay(recurrence, next)
  return next
}
