import type { TaskDue, TaskGroup, TaskSnooze } from '@candor/api'
import { addDays, clockTime, instantOf, localTimeOf, mondayOf } from '@candor/calendar'

/** A stretch of due times, from and up to but not including (milliseconds since 1970); open where nothing is said. */
export type DueRange = { readonly from?: number; readonly to?: number }

/**
 * The due times of a part of somebody's work list. A week ends on Sunday.
 * @param now milliseconds since 1970
 */
export const rangeOf = (group: TaskGroup, timeZone: string, now: number): DueRange => {
  const { day } = localTimeOf(timeZone, now)
  const tomorrow = instantOf(timeZone, addDays(day, 1))
  const nextWeek = instantOf(timeZone, addDays(mondayOf(day), 7))
  const ranges: Record<TaskGroup, DueRange> = {
    overdue: { to: now },
    today: { from: now, to: tomorrow },
    week: { from: tomorrow, to: nextWeek },
    later: { from: nextWeek },
  }
  return ranges[group]
}

const quarter = 15

/**
 * Where a task goes that is put off, by somebody's own clock; it keeps its time of day but for an hour's delay.
 * @param now milliseconds since 1970
 */
export const snoozedTo = (by: TaskSnooze, due: TaskDue | null, timeZone: string, now: number): TaskDue => {
  const { day } = localTimeOf(timeZone, now)
  const time = due?.time ?? null
  if (by === 'tomorrow') return { day: addDays(day, 1), time }
  if (by === 'monday') return { day: addDays(mondayOf(day), 7), time }
  if (by === 'week') return { day: addDays(day, 7), time }
  const later = localTimeOf(timeZone, now + 3_600_000)
  const minute = Math.ceil(later.minute / quarter) * quarter
  return minute < 1440 ? { day: later.day, time: clockTime(minute) } : { day: addDays(later.day, 1), time: '00:00' }
}
