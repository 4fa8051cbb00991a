import { legalClocks, type LegalSpan, type SubjectLaw } from '@candor/api'
import { addDays, addMonths, instantOf, localTimeOf, type BusinessTime, type Day } from '@candor/calendar'

/** The organisation's days: in which zone, and on which of them it is open. */
export type WorkingDays = { readonly timeZone: string; readonly business: BusinessTime }

/** A calendar without hours ends the search for working days here. */
const mostDays = 366

const isWorkingDay = ({ timeZone, business }: WorkingDays, day: Day): boolean =>
  business.between(instantOf(timeZone, day), instantOf(timeZone, addDays(day, 1))) > 0

const after = (day: Day, { count, unit }: LegalSpan, days: WorkingDays): Day => {
  if (unit === 'months') return addMonths(day, count)
  if (unit === 'days') return addDays(day, count)
  let [at, left] = [day, count]
  for (let passed = 0; left > 0 && passed < mostDays; passed += 1) {
    at = addDays(at, 1)
    if (isWorkingDay(days, at)) left -= 1
  }
  return at
}

/**
 * When a request has to be answered: at the end of the last day, in the organisation's zone. The day on which it came
 * does not count (Regulation 1182/71, article 3(1)).
 * @param openedAt and what is returned: milliseconds since 1970
 * @param extended whether the law's extension is added; where there is none, nothing is
 */
export const dueAt = (law: SubjectLaw, openedAt: number, extended: boolean, days: WorkingDays): number => {
  const { first, extension } = legalClocks[law]
  const { day } = localTimeOf(days.timeZone, openedAt)
  const whole =
    extended && extension !== null && extension.unit === first.unit
      ? { unit: first.unit, count: first.count + extension.count }
      : first
  return instantOf(days.timeZone, addDays(after(day, whole, days), 1)) - 1
}

/** When the desk is told that a request is due soon: when a quarter of the time is left. */
export const warnAt = (openedAt: number, due: number): number => due - Math.floor((due - openedAt) / 4)
