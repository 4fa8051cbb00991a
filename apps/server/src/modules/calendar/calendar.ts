import type { BusinessCalendarBody, BusinessSpan } from '@candor/api'
import { businessTime, isTimeZone, minuteOf, type BusinessTime, type Span } from '@candor/calendar'
import type { FieldError } from '../../platform/errors.ts'
import { settingsTable, type Tx } from '../../platform/db/index.ts'
import { calendarErrors } from './errors.ts'

const office = [{ from: '09:00', to: '17:00' }]

/** Holds until an organisation sets its own: nine to five from Monday to Friday, in UTC. */
export const usualCalendar: BusinessCalendarBody = {
  timeZone: 'UTC',
  week: [office, office, office, office, office, [], []],
  exceptions: [],
}

/** Business hours and holidays of an organisation. */
export const calendarTable = settingsTable({
  table: 'business_calendar',
  column: 'calendar',
  usual: usualCalendar,
  kind: 'calendar.changed',
  changed: calendarErrors.CALENDAR_CHANGED_MEANWHILE,
})

/** Business hours and holidays of the transaction's organisation. */
export const calendarOf = async (tx: Tx) => calendarTable.read(tx)

const spanOf = ({ from, to }: BusinessSpan): Span => ({ from: minuteOf(from) ?? 0, to: minuteOf(to) ?? 1440 })

/** Counts in the hours of a stored calendar. */
export const timeOf = ({ timeZone, week, exceptions }: BusinessCalendarBody): BusinessTime =>
  businessTime({
    timeZone,
    week: week.map((spans) => spans.map(spanOf)),
    exceptions: new Map(exceptions.map(({ day, spans }) => [day, spans.map(spanOf)])),
  })

/** Counts in the business hours of the transaction's organisation: add, subtract and measure business minutes. */
export const businessTimeOf = async (tx: Tx): Promise<BusinessTime> => timeOf((await calendarOf(tx)).calendar)

const spanErrors = (spans: readonly BusinessSpan[], path: string): FieldError[] =>
  spans.map(spanOf).flatMap(({ from, to }, at, all) => {
    if (to <= from) return [{ path: `${path}/${at}/to`, message: 'is not later than the beginning' }]
    const before = all[at - 1]
    return before !== undefined && from < before.to
      ? [{ path: `${path}/${at}/from`, message: 'begins before the hours above it end' }]
      : []
  })

/** Makes sure that a calendar fits together. @throws CALENDAR_INVALID with every place that does not */
export const checkCalendar = ({ timeZone, week, exceptions }: BusinessCalendarBody): void => {
  const days = new Set<string>()
  const errors = [
    ...(isTimeZone(timeZone) ? [] : [{ path: '/body/calendar/timeZone', message: 'is no time zone' }]),
    ...week.flatMap((spans, at) => spanErrors(spans, `/body/calendar/week/${at}`)),
    ...exceptions.flatMap(({ day, spans }, at) => {
      const path = `/body/calendar/exceptions/${at}`
      const twice = days.has(day) ? [{ path: `${path}/day`, message: 'is there twice' }] : []
      days.add(day)
      return [...twice, ...spanErrors(spans, `${path}/spans`)]
    }),
  ]
  if (errors.length > 0)
    throw calendarErrors.CALENDAR_INVALID('hours overlap, end before they begin, or are twice', { errors })
}
