import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { calendarTable } from './calendar.ts'

type CalendarEntry = { readonly id: string; readonly body: JsonValue }
type Finding = {
  readonly code: 'CALENDAR_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

/** The auditor of business hours: what is stored against what was recorded last. */
export const calendarAuditor = {
  name: 'calendar',
  kinds: ['calendar.changed'],
  compare: async (tx: Tx, entries: readonly CalendarEntry[]): Promise<Finding[]> => {
    const contradicting = await calendarTable.contradicting(tx, entries)
    const what = 'Business hours or holidays are not what was recorded last.'
    return contradicting.map(({ id }) => ({
      code: 'CALENDAR_CHANGED',
      table: 'business_calendar',
      key: 'calendar',
      what,
      detail: { entry: id },
    }))
  },
}
