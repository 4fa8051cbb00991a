import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { calendarOf } from './calendar.ts'

type CalendarEntry = { readonly id: string; readonly body: JsonValue }
type Finding = {
  readonly code: 'CALENDAR_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

const differs = (stored: JsonValue, recorded: JsonValue): boolean => canonicalJson(stored) !== canonicalJson(recorded)

/** The auditor of business hours: what is stored against what was recorded last. */
export const calendarAuditor = {
  name: 'calendar',
  kinds: ['calendar.changed'],
  compare: async (tx: Tx, entries: readonly CalendarEntry[]): Promise<Finding[]> => {
    const { version, calendar } = await calendarOf(tx)
    return entries.flatMap(({ id, body }) => {
      const recorded = body as JsonObject
      if (Number(recorded['version']) < version) return []
      const same = recorded['version'] === version && !differs(calendar, recorded['calendar'] ?? null)
      if (same) return []
      const what = 'Business hours or holidays are not what was recorded last.'
      return [
        { code: 'CALENDAR_CHANGED' as const, table: 'business_calendar', key: 'calendar', what, detail: { entry: id } },
      ]
    })
  },
}
