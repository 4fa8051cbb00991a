import { isoDate } from './calendar.ts'
import type { DateOrder } from './order.ts'

/** Why a text gives no date. */
export type DateProblem =
  /** Nothing that is written like a date. */
  | { readonly problem: 'not-a-date' }
  /** Written like a date, and no calendar has it: 31/02/2024. */
  | { readonly problem: 'impossible' }
  /** No date in the expected order, but one if day and month change places: the file may be in the other order throughout. */
  | { readonly problem: 'other-order'; readonly suggestion: string }

/** A date in ISO 8601 (`2024-02-29`), or why there is none. */
export type DateReading = { readonly iso: string } | DateProblem

/** How to read what can be read in two ways. */
export type DateOptions = {
  /** What 02/03/2024 means. */
  readonly order: DateOrder
  /** The hundred years that a year of two figures falls into begin here; 1950 unless given. */
  readonly centuryFrom?: number
}

const months = 'january february march april may june july august september october november december'.split(' ')

/** Month by name or by its first three letters or more; 0 when it is none. */
const monthNamed = (word: string): number => {
  const folded = word.toLowerCase().replace(/\.$/, '')
  if (folded === 'sept') return 9
  return folded.length < 3 ? 0 : months.findIndex((month) => month.startsWith(folded)) + 1
}

/** What may stand after a date: a time of day, with a zone. */
const timeOfDay = String.raw`(?:[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`
const whole = (pattern: string): RegExp => new RegExp(`^${pattern}${timeOfDay}$`, 'i')
const separator = String.raw`\s?[-/.\s]\s?`

const yearFirst = whole(String.raw`(\d{4})${separator}(\d{1,2})${separator}(\d{1,2})`)
const compact = /^(\d{4})(\d{2})(\d{2})$/
const chinese = whole(String.raw`(\d{2,4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?`)
const figures = whole(String.raw`(\d{1,2})${separator}(\d{1,2})${separator}(\d{4}|\d{2})`)
const dayAndName = whole(String.raw`(\d{1,2})(?:st|nd|rd|th)?[\s.-]*([a-z]{3,9})\.?[\s,.-]*(\d{4}|\d{2})`)
const nameAndDay = whole(String.raw`([a-z]{3,9})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})`)

const fullYear = (year: string, centuryFrom: number): number => {
  if (year.length > 2) return Number(year)
  return centuryFrom + ((((Number(year) - centuryFrom) % 100) + 100) % 100)
}

const reading = (year: number, month: number, day: number): DateReading => {
  const iso = isoDate(year, month, day)
  return iso === undefined ? { problem: 'impossible' } : { iso }
}

/** Three groups of figures with the year last, or all of two figures. */
const ambiguous = (
  [first, second, third]: readonly [string, string, string],
  order: DateOrder,
  centuryFrom: number,
): DateReading => {
  if (order === 'YMD' && third.length === 2) {
    return reading(fullYear(first, centuryFrom), Number(second), Number(third))
  }
  const year = fullYear(third, centuryFrom)
  const dayFirst = isoDate(year, Number(second), Number(first))
  const monthFirst = isoDate(year, Number(first), Number(second))
  const [expected, other] = order === 'MDY' ? [monthFirst, dayFirst] : [dayFirst, monthFirst]
  if (expected !== undefined) return { iso: expected }
  return other === undefined ? { problem: 'impossible' } : { problem: 'other-order', suggestion: other }
}

/**
 * Reads a date as people and programs write it: `2024-02-29`, `20240229`, `29/02/2024`, `29.2.24`, `29 Feb 2024`,
 * `February 29, 2024`, `2024年2月29日`; a time of day behind it is left out.
 * @returns the date in ISO 8601, or why there is none; dates that the calendar does not have are refused, never moved
 */
export const readDate = (text: string, { order, centuryFrom = 1950 }: DateOptions): DateReading => {
  const trimmed = text.normalize('NFKC').trim()
  const sorted = yearFirst.exec(trimmed) ?? compact.exec(trimmed) ?? chinese.exec(trimmed)
  if (sorted !== null) return reading(fullYear(sorted[1]!, centuryFrom), Number(sorted[2]), Number(sorted[3]))
  const plain = figures.exec(trimmed)
  if (plain !== null) return ambiguous([plain[1]!, plain[2]!, plain[3]!], order, centuryFrom)
  const named = dayAndName.exec(trimmed)
  if (named !== null && monthNamed(named[2]!) > 0) {
    return reading(fullYear(named[3]!, centuryFrom), monthNamed(named[2]!), Number(named[1]))
  }
  const american = nameAndDay.exec(trimmed)
  if (american !== null && monthNamed(american[1]!) > 0) {
    return reading(fullYear(american[3]!, centuryFrom), monthNamed(american[1]!), Number(american[2]))
  }
  return { problem: 'not-a-date' }
}

/**
 * The order in which a column of dates is written: the one in which most of them exist.
 * @param expected decides when the dates themselves do not
 */
export const guessDateOrder = (texts: Iterable<string>, expected: DateOrder): DateOrder => {
  const read = { DMY: 0, MDY: 0 }
  for (const text of texts) {
    for (const order of ['DMY', 'MDY'] as const) if ('iso' in readDate(text, { order })) read[order] += 1
  }
  if (read.DMY === read.MDY) return expected
  return read.DMY > read.MDY ? 'DMY' : 'MDY'
}
