import type { Task } from '@candor/api'
import { useFormat } from '@candor/ui'
import { tasksTexts } from './tasks-texts.ts'

/** A day `YYYY-MM-DD` of the reader's calendar, so many days from now. */
export const dayFromNow = (days: number): string => {
  const at = new Date()
  at.setDate(at.getDate() + days)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** When a task is due, in the words of somebody who looks at it now. */
export const Due = ({ task }: { readonly task: Task }) => {
  const t = tasksTexts.useTexts()
  const format = useFormat()
  const { due, dueAt } = task
  if (due === null || dueAt === null) return <>{t('due.none')}</>
  // A time is an instant and is shown by the reader's clock; a whole day is that day everywhere.
  const moment = due.time === null ? `${due.day}T12:00:00` : dueAt
  const shown = new Date(moment)
  const two = (value: number) => String(value).padStart(2, '0')
  const iso = `${shown.getFullYear()}-${two(shown.getMonth() + 1)}-${two(shown.getDate())}`
  const words = { [dayFromNow(0)]: 'today', [dayFromNow(1)]: 'tomorrow', [dayFromNow(-1)]: 'yesterday' } as const
  const known = words[iso]
  const day = known ? t(`due.${known}`) : format.date(moment)
  return <time dateTime={dueAt}>{due.time === null ? day : t('due.at', { day, time: format.time(moment) })}</time>
}
