import type { RecurrenceInput } from '@candor/api'

/** Repetitions that the form offers, by name. */
export const repeats: Readonly<Record<string, RecurrenceInput>> = {
  workday: { unit: 'workday' },
  day: { unit: 'day', every: 1 },
  week: { unit: 'week', every: 1 },
  fortnight: { unit: 'week', every: 2 },
  month: { unit: 'month', every: 1 },
  year: { unit: 'year', every: 1 },
}
export const repeatNames = ['none', 'workday', 'day', 'week', 'fortnight', 'month', 'year'] as const
export type RepeatName = (typeof repeatNames)[number] | 'other'

/** The name of a repetition; `other` for one that only programs set. */
export const repeatName = (repeat: RecurrenceInput | null): RepeatName => {
  if (repeat === null) return 'none'
  const every = 'every' in repeat ? repeat.every : 1
  const plain = !('weekdays' in repeat && (repeat.weekdays?.length ?? 0) > 0)
  return (
    repeatNames.find((name) => {
      const offered = repeats[name]
      return plain && offered?.unit === repeat.unit && ('every' in offered ? offered.every : 1) === every
    }) ?? 'other'
  )
}

/** Minutes before the due time that the form offers, by name. */
export const reminders = { at: 0, quarter: 15, hour: 60, day: 1440 } as const
export const reminderNames = ['none', 'at', 'quarter', 'hour', 'day'] as const
export type ReminderName = (typeof reminderNames)[number] | 'other'

export const reminderName = (minutes: number | null): ReminderName => {
  if (minutes === null) return 'none'
  return reminderNames.find((name) => name !== 'none' && reminders[name] === minutes) ?? 'other'
}
