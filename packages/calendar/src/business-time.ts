import { addDays, weekdayOf, type Day } from './day.ts'
import { firstInstantOf, localTimeOf, type MinuteOfDay } from './zone.ts'

/** Opening hours of one stretch of a day, by the wall clock; `to` is later than `from`, 1440 at most. */
export type Span = { readonly from: MinuteOfDay; readonly to: MinuteOfDay }

/** When an organisation works. */
export type BusinessCalendar = {
  /** IANA name of the zone whose wall clock the hours mean. */
  readonly timeZone: string
  /** Spans of each day of the week, Monday first; ascending, not overlapping. Several a day for hours with a break. */
  readonly week: readonly (readonly Span[])[]
  /** Days with hours of their own: none for a holiday, some for a day that is worked against the rule. */
  readonly exceptions?: ReadonlyMap<Day, readonly Span[]>
}

/** The calendar has no hours within {@link longestSearch} days. */
export class NeverOpenError extends Error {
  override readonly name = 'NeverOpenError'
  readonly code = 'CALENDAR_NEVER_OPEN'
}

/** Days without any hours after which a calendar counts as never open. */
const longestSearch = 800
const minute = 60_000

/** Counts in the hours of a calendar. Instants are milliseconds since 1970, amounts are minutes that really pass. */
export type BusinessTime = {
  /** Whether it is open at an instant; the moment of closing is not open any more. */
  readonly isOpen: (instant: number) => boolean
  /** The instant itself while open, else that of the next opening. @throws NeverOpenError */
  readonly opening: (instant: number) => number
  /**
   * The instant at which so many business minutes have passed, counted from `instant`; within hours, or at their end. A
   * negative amount goes back.
   * @throws NeverOpenError
   */
  readonly add: (instant: number, minutes: number) => number
  /** The latest instant from which so many business minutes pass until `instant`. @throws NeverOpenError */
  readonly subtract: (instant: number, minutes: number) => number
  /** Business minutes from one instant to another; negative when the second is earlier. */
  readonly between: (from: number, to: number) => number
}

type Stretch = { readonly start: number; readonly end: number }

/**
 * Business hours as a way to count: add, subtract and measure. Hours follow the wall clock, amounts the time that really
 * passes: on a day on which clocks go forward at night, a shift from 00:00 to 06:00 has 300 minutes.
 */
export const businessTime = ({ timeZone, week, exceptions }: BusinessCalendar): BusinessTime => {
  const known = new Map<Day, readonly Stretch[]>()
  const stretchesOf = (day: Day): readonly Stretch[] => {
    const found = known.get(day)
    if (found) return found
    const spans = exceptions?.get(day) ?? week[weekdayOf(day) - 1] ?? []
    const stretches = spans
      .map(({ from, to }) => ({
        start: firstInstantOf(timeZone, day, from),
        end: to >= 1440 ? firstInstantOf(timeZone, addDays(day, 1)) : firstInstantOf(timeZone, day, to),
      }))
      // Hours that a change of clocks leaves out altogether.
      .filter(({ start, end }) => end > start)
    if (known.size > 4096) known.clear()
    known.set(day, stretches)
    return stretches
  }
  const dayAt = (instant: number): Day => localTimeOf(timeZone, instant).day
  const never = (): never => {
    throw new NeverOpenError(`no business hours within ${longestSearch} days`)
  }

  const isOpen = (instant: number): boolean =>
    stretchesOf(dayAt(instant)).some(({ start, end }) => start <= instant && instant < end)

  const forward = (instant: number, milliseconds: number): number => {
    let left = milliseconds
    for (let day = dayAt(instant), idle = 0; idle <= longestSearch; day = addDays(day, 1), idle += 1) {
      for (const { start, end } of stretchesOf(day)) {
        const from = Math.max(start, instant)
        if (from >= end) continue
        if (left <= end - from) return from + left
        left -= end - from
        idle = 0
      }
    }
    return never()
  }

  const back = (instant: number, milliseconds: number): number => {
    let left = milliseconds
    for (let day = dayAt(instant), idle = 0; idle <= longestSearch; day = addDays(day, -1), idle += 1) {
      for (const { start, end } of stretchesOf(day).toReversed()) {
        const to = Math.min(end, instant)
        if (to <= start) continue
        if (left <= to - start) return to - left
        left -= to - start
        idle = 0
      }
    }
    return never()
  }

  const add = (instant: number, minutes: number): number =>
    minutes >= 0 ? forward(instant, minutes * minute) : back(instant, -minutes * minute)

  const between = (from: number, to: number): number => {
    if (to < from) return 0 - between(to, from)
    let sum = 0
    for (let day = dayAt(from), last = dayAt(to); day <= last; day = addDays(day, 1)) {
      for (const { start, end } of stretchesOf(day)) sum += Math.max(0, Math.min(end, to) - Math.max(start, from))
    }
    return sum / minute
  }

  return {
    isOpen,
    opening: (instant) => (isOpen(instant) ? instant : forward(instant, 0)),
    add,
    subtract: (instant, minutes) => add(instant, -minutes),
    between,
  }
}
