import {
  checkFieldValue,
  dayNumber,
  sortableTypes,
  type FieldObject,
  type FieldSettings,
  type FieldValue,
  type OwnFieldCondition,
} from '@candor/api'
import { blindKeys } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { OwnFieldPlace } from '../../../platform/db/own-field-place.ts'
import { beginOf } from '../../../platform/time-span.ts'
import { livingFields, visibleTo, type StoredField } from '../definitions/definition.ts'
import type { Viewer } from '../needs.ts'
import { numberOf, wordsOf } from './index-rows.ts'

/** A condition of a list on an own field; values in text, as `customer-filter.ts` of packages/api says. */
export type FieldCondition = { readonly key: string } & (
  | { readonly is: 'anyOf' | 'noneOf'; readonly values: readonly string[] }
  | { readonly is: 'empty' | 'filled' }
  | { readonly is: 'atLeast'; readonly from: string }
  | { readonly is: 'atMost'; readonly to: string }
  | { readonly is: 'between'; readonly from: string; readonly to: string }
  | { readonly is: 'within' | 'notWithin'; readonly begin: string; readonly today: string }
)

const dayOf = (time: Date): string => time.toISOString().slice(0, 10)

/** A condition as it is at this moment: spans that end now become days. */
export const settledCondition = (condition: OwnFieldCondition, now: Date): FieldCondition => {
  if (!('last' in condition)) return condition
  const { key, is, last } = condition
  return { key, is, begin: dayOf(beginOf(last, now)), today: dayOf(now) }
}

/** Own fields as lists use them. */
export type FieldLookup = {
  /** @returns nothing for a field that is not there for whoever asks; `fault` for a value that does not fit it */
  readonly placeOf: (condition: FieldCondition) => OwnFieldPlace | 'fault' | undefined
  /** The id of a field that lists can be sorted by. */
  readonly sortedBy: (key: string) => string | undefined
}

/** A value of a filter in the form of the field; the limits of the field do not matter there. */
const valueOf = (settings: FieldSettings, text: string): FieldValue | undefined => {
  if (settings.type === 'number') return /^-?\d{1,10}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined
  if (settings.type === 'money') return /^-?\d{1,17}$/.test(text) ? text : undefined
  if (settings.type === 'boolean') return text === 'true' || text === 'false' ? text === 'true' : undefined
  if (settings.type === 'text') return text
  if (settings.type === 'choices') return [text]
  const plain: FieldSettings = settings.type === 'date' ? { type: 'date' } : settings
  const checked = checkFieldValue(plain, text, text)
  return 'value' in checked && checked.value !== null ? checked.value : undefined
}

const rangeOf = (field: StoredField, from: string | undefined, to: string | undefined): OwnFieldPlace | 'fault' => {
  const ends = [from, to].map((text) => {
    const value = text === undefined ? undefined : valueOf(field.settings, text)
    return value === undefined ? undefined : numberOf(field.settings, value)
  })
  const [low, high] = ends
  if ((from !== undefined && !low) || (to !== undefined && !high)) return 'fault'
  return { fieldId: field.id, is: 'range', ...(low && { from: low }), ...(high && { to: high }) }
}

const cannotBeFiltered = new Set(['formula', 'secret'])

/** Own fields of an object, for somebody’s lists. */
export const fieldLookup = async (tx: Tx, viewer: Viewer, object: FieldObject = 'customer'): Promise<FieldLookup> => {
  const visible = visibleTo(await livingFields(tx, object), viewer)
  const fields = new Map(visible.map((field) => [field.key, field]))
  const blind = await blindKeys(tx)
  return {
    sortedBy: (key) => {
      const field = fields.get(key)
      return field !== undefined && sortableTypes.includes(field.settings.type) ? field.id : undefined
    },
    placeOf: (condition) => {
      const field = fields.get(condition.key)
      if (field === undefined || cannotBeFiltered.has(field.settings.type)) return undefined
      const { id: fieldId, settings } = field
      switch (condition.is) {
        case 'empty':
        case 'filled':
          return { fieldId, is: condition.is }
        case 'anyOf':
        case 'noneOf': {
          const values = condition.values.map((text) => valueOf(settings, text))
          if (sortableTypes.includes(settings.type) || values.includes(undefined)) return 'fault'
          const words = values.flatMap((value) => wordsOf(blind, field, value!))
          return { fieldId, is: condition.is, words }
        }
        case 'within':
        case 'notWithin': {
          if (settings.type !== 'date') return 'fault'
          const range = { from: String(dayNumber(condition.begin)), to: String(dayNumber(condition.today)) }
          return { fieldId, is: 'range', ...range, ...(condition.is === 'notWithin' && { not: true as const }) }
        }
        case 'atLeast':
          return rangeOf(field, condition.from, undefined)
        case 'atMost':
          return rangeOf(field, undefined, condition.to)
        case 'between':
        default:
          return rangeOf(field, condition.from, condition.to)
      }
    },
  }
}
