const day = 86_400_000

/** Whether a name is one of an IANA time zone. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const offsetReader = (timeZone: string): ((instant: number) => number) => {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 0, day: date = 0, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, date, hour, minute, second) - Math.floor(instant / 1000) * 1000
  }
}

/**
 * Turns wall-clock times of a zone into instants. A time that a change of clocks skips is moved on by the hour
 * that was skipped; of a time that occurs twice the first is meant (as ECMAScript's Temporal does by default).
 * @param timeZone IANA name
 * @returns wall-clock time, written as if it were UTC in milliseconds since 1970 → instant
 */
export const localToUtc = (timeZone: string): ((local: number) => number) => {
  const offsetAt = offsetReader(timeZone)
  const ofDay = new Map<number, number | undefined>()
  return (local) => {
    const date = Math.floor(local / day)
    let offset = ofDay.get(date)
    if (offset === undefined && !ofDay.has(date)) {
      const [before, after] = [offsetAt((date - 1) * day), offsetAt((date + 2) * day)]
      offset = before === after ? before : undefined
      ofDay.set(date, offset)
    }
    if (offset !== undefined) return local - offset
    const [before, after] = [offsetAt(local - day), offsetAt(local + day)]
    if (offsetAt(local - before) === before) return local - before
    return offsetAt(local - after) === after ? local - after : local - before
  }
}
