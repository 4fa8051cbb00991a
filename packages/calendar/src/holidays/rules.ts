import { addDays, dayFrom, weekdayOf, type Day, type Weekday } from '../day.ts'

/** A day on which most people of a country do not work. */
export type Holiday = { readonly day: Day; readonly name: string; readonly nameZh: string }

/** How the days of a holiday are found in a year. */
export type HolidayRule = {
  readonly name: string
  readonly nameZh: string
  readonly days: (year: number) => readonly Day[]
}

/** The same date every year. */
export const onDate = (name: string, nameZh: string, month: number, date: number): HolidayRule => ({
  name,
  nameZh,
  days: (year) => [dayFrom(year, month, date)],
})

/** The first, second… such weekday of a month; the last for -1. */
export const onWeekday = (
  name: string,
  nameZh: string,
  [nth, weekday]: readonly [1 | 2 | 3 | 4 | -1, Weekday],
  month: number,
): HolidayRule => ({
  name,
  nameZh,
  days: (year) => {
    if (nth === -1) {
      const last = addDays(dayFrom(year, month + 1, 1), -1)
      return [addDays(last, -((weekdayOf(last) - weekday + 7) % 7))]
    }
    const first = dayFrom(year, month, 1)
    return [addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1))]
  },
})

/**
 * Easter Sunday of the Gregorian calendar.
 * Source of the method: the anonymous algorithm published in Nature, 20 April 1876 (Meeus, Astronomical Algorithms, ch. 8).
 */
export const easter = (year: number): Day => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayFrom(year, Math.floor(n / 31), (n % 31) + 1)
}

/** So many days from Easter Sunday. */
export const fromEaster = (name: string, nameZh: string, days: number): HolidayRule => ({
  name,
  nameZh,
  days: (year) => [addDays(easter(year), days)],
})

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })

/** Month and date of the Chinese calendar; a leap month is marked and so matches none. */
const lunarDate = (day: Day): string => {
  const parts = lunar.formatToParts(Date.parse(`${day}T12:00:00Z`))
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('month')}/${of('day')}`
}

/** A date of the Chinese calendar, with so many days before and after it. */
export const onLunarDate = (
  name: string,
  nameZh: string,
  [month, date]: readonly [number, number],
  { before = 0, after = 0 } = {},
): HolidayRule => ({
  name,
  nameZh,
  days: (year) => {
    for (let day = dayFrom(year, 1, 15); day < dayFrom(year, 11, 1); day = addDays(day, 1)) {
      if (lunarDate(day) !== `${month}/${date}`) continue
      return Array.from({ length: before + 1 + after }, (_, at) => addDays(day, at - before))
    }
    return []
  },
})

/** Qingming, the fifth solar term, by the usual approximation for 2000 to 2099. */
export const qingming = (name: string, nameZh: string): HolidayRule => ({
  name,
  nameZh,
  days: (year) => {
    const y = year % 100
    return [dayFrom(year, 4, Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4))]
  },
})

/** A holiday on a weekend is taken on a weekday beside it: Saturday's on Friday, Sunday's on Monday. */
export const observedNearby = (rule: HolidayRule): HolidayRule => ({
  ...rule,
  days: (year) =>
    rule.days(year).map((day) => {
      const weekday = weekdayOf(day)
      if (weekday === 6) return addDays(day, -1)
      return weekday === 7 ? addDays(day, 1) : day
    }),
})

/** Holidays on a weekend move to the next weekdays that are none of the others. */
export const observedAfter = (rules: readonly HolidayRule[]): HolidayRule[] => {
  const daysIn = (year: number): Day[][] => {
    const taken = new Set(rules.flatMap((rule) => rule.days(year)).filter((day) => weekdayOf(day) <= 5))
    return rules.map((rule) =>
      rule.days(year).map((day) => {
        if (weekdayOf(day) <= 5) return day
        let moved = day
        while (weekdayOf(moved) > 5 || taken.has(moved)) moved = addDays(moved, 1)
        taken.add(moved)
        return moved
      }),
    )
  }
  return rules.map((rule, at) => ({ ...rule, days: (year) => daysIn(year)[at] ?? [] }))
}
