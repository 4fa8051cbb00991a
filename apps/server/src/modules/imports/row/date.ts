import { localToUtc } from './local-time.ts'

/** In which order a file writes day, month and year where the year does not come first. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

const time = String.raw`(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?`
const yearFirst = new RegExp(String.raw`^(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?${time}$`, 'i')
const yearLast = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${time}$`, 'i')

const earliest = Date.UTC(1970, 0, 1)
const latest = Date.UTC(2100, 0, 1)

const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
}

const offsetOf = (zone: string): number => {
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

type Parts = { readonly year: number; readonly month: number; readonly day: number; readonly rest: readonly string[] }

const split = (text: string, order: DateOrder): Parts | undefined => {
  const first = yearFirst.exec(text)
  if (first !== null) {
    return { year: Number(first[1]), month: Number(first[2]), day: Number(first[3]), rest: first.slice(4) }
  }
  const last = order === 'ymd' ? null : yearLast.exec(text)
  if (last === null) return undefined
  const [one, two] = [Number(last[1]), Number(last[2])]
  const [day, month] = order === 'dmy' ? [one, two] : [two, one]
  return { year: Number(last[3]), month, day, rest: last.slice(4) }
}

/**
 * Makes a reader of the times in one file.
 * @param timeZone IANA zone of times that do not name an offset themselves
 * @param order how dates such as 03/04/2011 are meant; with `ymd` they are refused
 * @returns text → milliseconds since 1970, or nothing when it is no time between 1970 and 2100
 */
export const dateReader = (timeZone: string, order: DateOrder): ((text: string) => number | undefined) => {
  const toUtc = localToUtc(timeZone)
  const read = (text: string): number | undefined => {
    const parts = split(text.normalize('NFKC').trim(), order)
    if (parts === undefined) return undefined
    const { year, month, day, rest } = parts
    const [hourText, minute = '0', second = '0', fraction = '', half, zone] = rest
    if (half !== undefined && hourText === undefined) return undefined
    const hour = hourOf(Number(hourText ?? 0), half)
    const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
    const local = Date.UTC(year, month - 1, day, hour, Number(minute), Number(second), milliseconds)
    const written = new Date(local)
    // Date.UTC carries what overflows (31 April becomes 1 May): then the date did not exist.
    const exists = written.getUTCMonth() === month - 1 && written.getUTCDate() === day
    if (!exists || !(hour < 24) || Number(minute) > 59 || Number(second) > 59) return undefined
    const instant = zone === undefined ? toUtc(local) : local - offsetOf(zone)
    return instant >= earliest && instant < latest ? instant : undefined
  }
  // The lines of an order share their time, so the last answer is asked for again and again.
  let lastText: string | undefined
  let lastInstant: number | undefined
  return (text) => {
    if (text !== lastText) {
      lastInstant = read(text)
      lastText = text
    }
    return lastInstant
  }
}

/**
 * Guesses the order of day, month and year from a few dates.
 * @returns `ymd` also where nothing shows the order
 */
export const guessDateOrder = (texts: readonly string[]): DateOrder => {
  const found = texts.map((text) => yearLast.exec(text.trim())).filter((match) => match !== null)
  if (found.length === 0 || found.length < texts.length / 2) return 'ymd'
  const isAbove = (group: number): boolean => found.some((match) => Number(match[group]) > 12)
  if (isAbove(1)) return 'dmy'
  if (isAbove(2)) return 'mdy'
  return 'ymd'
}
