import { calendarRoutes, type BusinessCalendarBody } from '@candor/api'
import { holidaysOf } from '@candor/calendar'
import type { Tx, Versioned } from '../../platform/db/index.ts'
import { actorOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { calendarOf, calendarTable, checkCalendar, timeOf } from './calendar.ts'

export { calendarAuditor } from './auditor.ts'
export { businessTimeOf, calendarOf } from './calendar.ts'

/** What the module asks of others; given by the composition root. */
export type CalendarNeeds = {
  readonly record: (
    tx: Tx,
    entry: {
      subject: string
      kind: `${string}.${string}`
      actor: string
      purpose: string
      body: Versioned<'calendar', BusinessCalendarBody>
    },
  ) => Promise<{ readonly id: string }>
}

/** Opening now or next; null for a calendar without hours. */
const opensAt = (calendar: BusinessCalendarBody, now: number): string | null => {
  try {
    return new Date(timeOf(calendar).opening(now)).toISOString()
  } catch {
    return null
  }
}

/**
 * Sets the business hours of the organisation, in one transaction with the entry that says so.
 * @param change with the version that it is based on
 * @throws CALENDAR_INVALID, CALENDAR_CHANGED_MEANWHILE with what is stored
 */
export const setCalendar = async (
  tx: Tx,
  { record }: CalendarNeeds,
  change: Versioned<'calendar', BusinessCalendarBody>,
  actor: string,
): Promise<{ version: number }> => {
  checkCalendar(change.calendar)
  return calendarTable.write(tx, record, change, actor)
}

/** Puts the routes of packages/api/src/calendar.ts on the server. */
export const registerCalendar = (app: App, needs: CalendarNeeds): void => {
  route(app, calendarRoutes.get, async ({ request }) => {
    const { version, calendar } = await read(request, async (tx) => calendarOf(tx))
    const now = Date.now()
    return { version, calendar, openNow: timeOf(calendar).isOpen(now), opens: opensAt(calendar, now) }
  })
  route(app, calendarRoutes.set, async ({ body, request }) =>
    write(request, async (tx) => setCalendar(tx, needs, body, actorOf(request))),
  )
  route(app, calendarRoutes.holidays, async ({ query }) => ({ items: holidaysOf(query.country, query.year) }))
}
