/** Days of a month in the Gregorian calendar; 0 when there is no such month. */
export const daysInMonth = (year: number, month: number): number => {
  if (month < 1 || month > 12) return 0
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** A date as ISO 8601, or nothing when the calendar does not have it (31 February). */
export const isoDate = (year: number, month: number, day: number): string | undefined =>
  year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month)
    ? `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : undefined
