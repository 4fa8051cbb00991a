import { calendarRoutes, type BusinessCalendarBody } from '@candor/api'
import { holidaysOf } from '@candor/calendar'
import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { actorOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { calendarOf, checkCalendar, timeOf } from './calendar.ts'
import { calendarErrors } from './errors.ts'

export { calendarAuditor } from './auditor.ts'
export { businessTimeOf, calendarOf } from './calendar.ts'

/** What the module asks of others; given by the composition root. */
export type CalendarNeeds = {
  readonly record: (
    tx: Tx,
    entry: { subject: string; kind: `${string}.${string}`; actor: string; purpose: string; body: JsonObject },
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
 * @param version the one that the change is based on
 * @throws CALENDAR_INVALID, CALENDAR_CHANGED_MEANWHILE with what is stored
 */
export const setCalendar = async (
  tx: Tx,
  { record }: CalendarNeeds,
  { version, calendar }: { readonly version: number; readonly calendar: BusinessCalendarBody },
  actor: string,
): Promise<{ version: number }> => {
  checkCalendar(calendar)
  const stored = await calendarOf(tx, true)
  const changed = (): Error =>
    calendarErrors.CALENDAR_CHANGED_MEANWHILE(
      `version ${stored.version} is stored, the change is based on ${version}`,
      {
        stored,
      },
    )
  if (stored.version !== version) throw changed()
  const body = { version: version + 1, calendar } as unknown as JsonObject
  const entry = await record(tx, {
    subject: tx.organisationId,
    kind: 'calendar.changed',
    actor,
    purpose: 'administration',
    body,
  })
  const written = await tx.rows({
    name: 'calendar-write',
    text: `insert into business_calendar as b (organisation_id, version, calendar, entry_id) values ($1, $2, $3, $4)
           on conflict (organisation_id) do update
              set version = excluded.version, calendar = excluded.calendar, entry_id = excluded.entry_id, updated_at = now()
            where b.version = excluded.version - 1 returning version`,
    values: [tx.organisationId, version + 1, JSON.stringify(calendar), entry.id],
  })
  // Two people set the first calendar at the same moment: there was no row to lock.
  if (written.length === 0) throw changed()
  return { version: version + 1 }
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
