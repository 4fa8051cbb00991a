import type { MinuteOfDay } from './zone.ts'

/** Reads `09:30`; `24:00` is the midnight that ends a day. @returns nothing for a text that is no time */
export const minuteOf = (text: string): MinuteOfDay | undefined => {
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
  if (!match || minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined
  return hour * 60 + minute
}

/** Writes a time as `09:30`. */
export const clockTime = (minute: MinuteOfDay): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
