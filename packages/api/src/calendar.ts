import { z } from 'zod'
import { closingTime, clockTime, day, timeZone } from './calendar-parts.ts'
import { instant } from './common.ts'
import { defineRoute } from './route.ts'

/** Hours of one stretch of a day. */
export const businessSpan = z.strictObject({ from: clockTime, to: closingTime })
export type BusinessSpan = z.infer<typeof businessSpan>

const spans = z.array(businessSpan).max(12)

/** A day with hours of its own: none for a holiday. */
export const calendarException = z.strictObject({
  day,
  name: z.string().trim().min(1).max(120),
  nameZh: z.string().trim().max(120),
  spans,
})
export type CalendarException = z.infer<typeof calendarException>

/** When an organisation works. */
export const businessCalendar = z.strictObject({
  timeZone,
  /** Monday first. */
  week: z.array(spans).length(7),
  exceptions: z.array(calendarException).max(1000),
})
export type BusinessCalendarBody = z.infer<typeof businessCalendar>

export const holidayCountry = z.enum(['GB', 'US', 'DE', 'FR', 'CN'])

const tag = 'Calendar'

export const calendarRoutes = {
  get: defineRoute({
    id: 'getCalendar',
    method: 'GET',
    path: '/api/calendar',
    access: 'staff',
    tag,
    summary: 'Business hours and holidays of the organisation',
    response: z.object({
      /** 0 until somebody has set it. */
      version: z.number().int(),
      calendar: businessCalendar,
      openNow: z.boolean(),
      /** When it opens next, or now; null for a calendar without hours. */
      opens: instant.nullable(),
    }),
  }),
  set: defineRoute({
    id: 'setCalendar',
    method: 'PUT',
    path: '/api/calendar',
    access: { right: 'settings.manage' },
    tag,
    summary: 'Set business hours and holidays; refused with what is stored when somebody else was first',
    body: z.strictObject({ version: z.number().int().min(0), calendar: businessCalendar }),
    response: z.object({ version: z.number().int() }),
    idempotent: true,
  }),
  holidays: defineRoute({
    id: 'listHolidays',
    method: 'GET',
    path: '/api/calendar/holidays',
    access: 'staff',
    tag,
    summary: 'Public holidays of a country in a year, to be taken over into the calendar',
    query: z.strictObject({ country: holidayCountry, year: z.coerce.number().int().min(2000).max(2099) }),
    response: z.object({ items: z.array(z.object({ day, name: z.string(), nameZh: z.string() })) }),
  }),
} as const
