import type { Day } from './day.ts'

/** Minutes since midnight on a wall clock: 540 is nine in the morning. 1440 is the midnight that ends the day. */
export type MinuteOfDay = number

/** What clocks and calendars in a zone show at an instant. */
export type LocalTime = { readonly day: Day; readonly minute: MinuteOfDay }

const millisecondsOfDay = 86_400_000
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known) return known
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
  formats.set(timeZone, format)
  return format
}

/** Whether a name is one of an IANA time zone; offsets such as `+02:00` are not. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** What a wall clock shows at an instant, in whole seconds, written as if it were UTC (milliseconds since 1970). */
const wallClock = (timeZone: string, instant: number): number => {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const offsetAt = (timeZone: string, instant: number): number =>
  wallClock(timeZone, instant) - Math.floor(instant / 1000) * 1000

/** Day and minute that clocks in a zone show at an instant (milliseconds since 1970). */
export const localTimeOf = (timeZone: string, instant: number): LocalTime => {
  const wall = wallClock(timeZone, instant)
  const day = new Date(wall).toISOString().slice(0, 10)
  return { day, minute: Math.floor((((wall % millisecondsOfDay) + millisecondsOfDay) % millisecondsOfDay) / 60_000) }
}

/**
 * The instant at which clocks in a zone show a time. A time that a change of clocks leaves out is moved on by what was left
 * out; of a time that comes twice the first is meant (the rule "compatible" of ECMAScript's Temporal).
 * @returns milliseconds since 1970
 */
export const instantOf = (timeZone: string, day: Day, minute: MinuteOfDay = 0): number => {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const [before, after] = [offsetAt(timeZone, wall - millisecondsOfDay), offsetAt(timeZone, wall + millisecondsOfDay)]
  if (before === after) return wall - before
  if (offsetAt(timeZone, wall - before) === before) return wall - before
  return offsetAt(timeZone, wall - after) === after ? wall - after : wall - before
}

/**
 * The first instant at which clocks in a zone show a time or a later one: of a time that a change of clocks leaves out, the
 * moment of that change. For hours that begin and end by the wall clock.
 * @returns milliseconds since 1970
 */
export const firstInstantOf = (timeZone: string, day: Day, minute: MinuteOfDay = 0): number => {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const found = instantOf(timeZone, day, minute)
  if (wallClock(timeZone, found) === wall) return found
  // Before the change clocks show an earlier time, after it a later one: the change lies where that turns.
  let [before, after] = [found - 2 * millisecondsOfDay, found]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallClock(timeZone, middle) < wall) before = middle
    else after = middle
  }
  return after
}
