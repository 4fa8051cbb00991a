import type { FieldSettings, FieldValue } from './custom-fields.ts'
import { readPattern } from './field-pattern.ts'

/** Why a value does not fit a field; `limit` is what it was held against. */
export type FieldValueFault = {
  readonly fault:
    | 'type'
    | 'short'
    | 'long'
    | 'pattern'
    | 'small'
    | 'large'
    | 'decimals'
    | 'early'
    | 'late'
    | 'option'
    | 'required'
    | 'computed'
  readonly limit: string
}

type Checked = { readonly value: FieldValue | null } | FieldValueFault

/** No number is larger: with six decimals it still has an exact place in lists. */
export const largestNumber = 1_000_000_000

const faultOf = (fault: FieldValueFault['fault'], limit: string | number = ''): FieldValueFault => ({
  fault,
  limit: String(limit),
})

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const decimalsOf = (value: number): number => {
  const [, fraction = '', exponent] = /^-?\d+(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(value)) ?? []
  return fraction.length + Number(exponent ?? 0)
}

/** Whether a text is a day that exists: `2024-02-29`, not `2023-02-29`. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0001') return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const checkText = (settings: Extract<FieldSettings, { type: 'text' | 'secret' }>, raw: unknown): Checked => {
  if (typeof raw !== 'string') return faultOf('type')
  const value = raw.trim()
  if (value === '') return { value: null }
  const length = Array.from(value).length
  if (length < (settings.minimumLength ?? 0)) return faultOf('short', settings.minimumLength)
  if (length > settings.maximumLength) return faultOf('long', settings.maximumLength)
  if (settings.pattern === undefined) return { value }
  const pattern = readPattern(settings.pattern)
  return 'matches' in pattern && pattern.matches(value) ? { value } : faultOf('pattern', settings.pattern)
}

const checkNumber = (settings: Extract<FieldSettings, { type: 'number' }>, raw: unknown): Checked => {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return faultOf('type')
  const { minimum = -largestNumber, maximum = largestNumber, decimals } = settings
  if (raw < minimum) return faultOf('small', minimum)
  if (raw > maximum) return faultOf('large', maximum)
  if (decimalsOf(raw) > decimals) return faultOf('decimals', decimals)
  return { value: raw === 0 ? 0 : raw }
}

const checkMoney = (settings: Extract<FieldSettings, { type: 'money' }>, raw: unknown): Checked => {
  if (typeof raw !== 'string' || !/^-?\d{1,17}$/.test(raw)) return faultOf('type')
  const value = BigInt(raw)
  if (settings.minimum !== undefined && value < BigInt(settings.minimum)) return faultOf('small', settings.minimum)
  if (settings.maximum !== undefined && value > BigInt(settings.maximum)) return faultOf('large', settings.maximum)
  return { value: value.toString() }
}

const checkDate = (settings: Extract<FieldSettings, { type: 'date' }>, raw: unknown): Checked => {
  if (typeof raw !== 'string' || !isDay(raw)) return faultOf('type')
  if (settings.earliest !== undefined && raw < settings.earliest) return faultOf('early', settings.earliest)
  if (settings.latest !== undefined && raw > settings.latest) return faultOf('late', settings.latest)
  return { value: raw }
}

const checkChoices = (
  settings: Extract<FieldSettings, { type: 'choices' }>,
  raw: unknown,
  before: FieldValue | null,
): Checked => {
  if (!Array.isArray(raw)) return faultOf('type')
  const chosen = new Set<unknown>(raw)
  const had = new Set(Array.isArray(before) ? before : [])
  const known = settings.options.filter(({ key, retired }) => chosen.has(key) && (!retired || had.has(key)))
  if (known.length < chosen.size) return faultOf('option')
  return { value: known.length === 0 ? null : known.map(({ key }) => key) }
}

/**
 * Holds a value against what a field takes, and gives it in the form in which it is stored; null empties the field.
 * @param before what the field has now: an option that was retired may stay where it is
 */
export const checkFieldValue = (settings: FieldSettings, raw: unknown, before: FieldValue | null = null): Checked => {
  if (raw === null || raw === undefined || raw === '') return { value: null }
  switch (settings.type) {
    case 'text':
    case 'secret':
      return checkText(settings, raw)
    case 'number':
      return checkNumber(settings, raw)
    case 'money':
      return checkMoney(settings, raw)
    case 'date':
      return checkDate(settings, raw)
    case 'choice': {
      const option = settings.options.find(({ key }) => key === raw)
      return option === undefined || (option.retired && before !== raw) ? faultOf('option') : { value: option.key }
    }
    case 'choices':
      return checkChoices(settings, raw, before)
    case 'boolean':
      return typeof raw === 'boolean' ? { value: raw } : faultOf('type')
    case 'customer':
    case 'company':
    case 'record':
      return typeof raw === 'string' && uuidPattern.test(raw) ? { value: raw } : faultOf('type')
    case 'formula':
    default:
      return faultOf('computed')
  }
}

/** What a field begins with; `today` is the day on which it is filled in. */
export const defaultOf = (settings: FieldSettings, today: string): FieldValue | null => {
  if (!('default' in settings) || settings.default === undefined) return null
  return settings.type === 'date' && settings.default === 'today' ? today : settings.default
}
