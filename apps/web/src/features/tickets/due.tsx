import type { Ticket, TicketPromise } from '@candor/api'
import { useFormat } from '@candor/ui'
import { Tooltip } from 'antd'
import { ticketsTexts } from './tickets-texts.ts'
import styles from './tickets.module.css'

type T = ReturnType<typeof ticketsTexts.useTexts>

/** An amount of business minutes in words; a day of it has 24 hours, as the calendar counts only what is open. */
const amountOf = (minutes: number, t: T): string => {
  const whole = Math.max(0, Math.round(Math.abs(minutes)))
  const hours = Math.floor(whole / 60)
  if (hours >= 48) return t('due.days', { days: Math.floor(hours / 24), hours: hours % 24 })
  return hours > 0 ? t('due.hours', { hours, minutes: whole % 60 }) : t('due.minutes', { minutes: whole })
}

/** How much business time is left until something is due; nothing where nothing is. */
export const Due = ({ ticket: { dueAt, dueIn, urgent } }: { readonly ticket: Ticket }) => {
  const t = ticketsTexts.useTexts()
  const format = useFormat()
  if (dueAt === null || dueIn === null) return null
  const isOver = Date.parse(dueAt) <= Date.now()
  return (
    <Tooltip title={`${format.dateTime(dueAt)} · ${t('due.help')}`}>
      <time dateTime={dueAt} className={styles['due']} data-tone={isOver ? 'over' : urgent ? 'soon' : 'calm'}>
        {t(isOver ? 'due.over' : 'due.left', { time: amountOf(dueIn, t) })}
      </time>
    </Tooltip>
  )
}

/** Where a promise stands. */
export const PromiseStanding = ({ promise }: { readonly promise: TicketPromise | null }) => {
  const t = ticketsTexts.useTexts()
  const format = useFormat()
  if (promise === null) return <>{t('promise.none')}</>
  const { state, dueAt, at, left } = promise
  if (state === 'paused') return <>{t('promise.paused', { time: amountOf((left ?? 0) / 60, t) })}</>
  const when = format.dateTime(state === 'met' || state === 'missed' ? (at ?? '') : (dueAt ?? ''))
  return (
    <span className={styles['due']} data-tone={state === 'missed' ? 'over' : state === 'soon' ? 'soon' : 'calm'}>
      {t(`promise.${state}`, { when })}
    </span>
  )
}
