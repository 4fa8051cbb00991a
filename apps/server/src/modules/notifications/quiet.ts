import type { NotificationSettings } from '@candor/api'
import { addDays, instantOf, localTimeOf, minuteOf, weekdayOf, type Day } from '@candor/calendar'

type Stretch = { readonly start: number; readonly end: number }

/** The quiet stretches that begin on a day, by the wall clock; one that ends before it begins goes over midnight. */
const stretchesOf = (
  { from, to, weekends }: NonNullable<NotificationSettings['quiet']>,
  zone: string,
  day: Day,
): Stretch[] => {
  const [begin = 0, end = 0] = [minuteOf(from), minuteOf(to)]
  const nightly =
    begin === end
      ? []
      : [{ start: instantOf(zone, day, begin), end: instantOf(zone, end > begin ? day : addDays(day, 1), end) }]
  const free =
    weekends && weekdayOf(day) === 6 ? [{ start: instantOf(zone, day), end: instantOf(zone, addDays(day, 2)) }] : []
  return [...nightly, ...free]
}

/**
 * When a message may go out: now, or at the end of the quiet time.
 * @param now milliseconds since 1970
 */
export const afterQuiet = (quiet: NotificationSettings['quiet'], timeZone: string, now: number): number => {
  if (quiet === null) return now
  const { day } = localTimeOf(timeZone, now)
  const stretches = Array.from({ length: 6 }, (_, at) => stretchesOf(quiet, timeZone, addDays(day, at - 3))).flat()
  let at = now
  // One quiet stretch may end in another: a weekend in a night.
  for (let step = 0; step < stretches.length; step += 1) {
    const around = stretches.find(({ start, end }) => start <= at && at < end)
    if (around === undefined) return at
    at = around.end
  }
  return at
}

/** When the next daily mail goes out. @param now milliseconds since 1970 */
export const nextDigest = (digestAt: string, timeZone: string, now: number): number => {
  const { day } = localTimeOf(timeZone, now)
  const today = instantOf(timeZone, day, minuteOf(digestAt))
  return today > now ? today : instantOf(timeZone, addDays(day, 1), minuteOf(digestAt))
}
