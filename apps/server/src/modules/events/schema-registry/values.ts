import type { JsonObject } from '@candor/journal'
import type { EventValueKind } from '@candor/api'
import { instantOf } from '../ingest/clock.ts'

/** Properties of one event that are looked at. */
const mostProperties = 100
const longestProperty = 100

/** What kind of value it is; a text in the form of an instant is a date. */
export const kindOf = (value: unknown): EventValueKind => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return instantOf(value) === undefined ? 'text' : 'date'
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'boolean' : 'object'
}

/** Kinds of the properties of an event, by name. */
export const kindsOf = (properties: JsonObject | undefined): Map<string, EventValueKind> =>
  new Map(
    Object.entries(properties ?? {})
      .slice(0, mostProperties)
      .filter(([name]) => name.length <= longestProperty)
      .map(([name, value]) => [name, kindOf(value)]),
  )
