/** A day of the Gregorian calendar without a zone, `YYYY-MM-DD` (ISO 8601); such texts compare as days do. */
export type Day = string

/** Monday is 1, Sunday 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const millisecondsOfDay = 86_400_000

/** Milliseconds since 1970 of midnight UTC of a day: a number to count days with. */
const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

const dayOf = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10)

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** Whether a text names a day that exists: `2026-02-29` does not. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(numberOf(text)) && dayOf(numberOf(text)) === text

/** A day from its parts; a day beyond the month's end goes on in the next month. */
export const dayFrom = (year: number, month: number, date: number): Day => dayOf(Date.UTC(year, month - 1, date))

/** So many days later; earlier for a negative number. */
export const addDays = (day: Day, days: number): Day => dayOf(numberOf(day) + days * millisecondsOfDay)

/** How many days it is from one day to another. */
export const daysBetween = (from: Day, to: Day): number => (numberOf(to) - numberOf(from)) / millisecondsOfDay

export const weekdayOf = (day: Day): Weekday => (((new Date(numberOf(day)).getUTCDay() + 6) % 7) + 1) as Weekday

/** The Monday of the week that a day lies in. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

/** How many days a month has. */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * So many months later, on the same date, or on the month's last day where it has no such date.
 * @param date the date that is meant, where the day at hand was itself moved to a month's end
 */
export const addMonths = (day: Day, months: number, date: number = Number(day.slice(8))): Day => {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1]
  return `${String(toYear).padStart(4, '0')}-${twoDigits(toMonth)}-${twoDigits(Math.min(date, daysInMonth(toYear, toMonth)))}`
}
