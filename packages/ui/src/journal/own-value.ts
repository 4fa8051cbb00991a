import type { Format } from '../format/format.ts'
import type { Language } from '../i18n/language.ts'

/** How a value of a field of the company’s own is to be read, as its entry says. */
export interface ValueMeaning {
  readonly type: string
  /** Of an amount, which stands in minor units. */
  readonly currency?: string | undefined
  /** What the options among the values are called, by their keys. */
  readonly names: Readonly<Record<string, { readonly en: string; readonly zh: string }>>
}

/** Words for what has none of its own. */
export interface ValueWords {
  readonly yes: string
  readonly no: string
  /** Another record, of which the entry keeps only the id. */
  readonly linked: string
}

/** A value in words; nothing where the entry does not say what it means. */
export const ownValueText = (
  value: unknown,
  { type, currency, names }: ValueMeaning,
  language: Language,
  format: Pick<Format, 'money' | 'date' | 'number'>,
  words: ValueWords,
): string | undefined => {
  const named = (key: unknown): string => names[String(key)]?.[language] ?? String(key)
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (Array.isArray(value)) return value.map(named).join(', ')
  if (typeof value === 'number') return Number.isInteger(value * 1000) ? format.number(value) : String(value)
  if (typeof value !== 'string') return undefined
  if (type === 'money' && currency !== undefined) return format.money(value, currency)
  if (type === 'date') return format.date(`${value}T12:00:00.000Z`)
  if (type === 'choice') return named(value)
  return type === 'customer' || type === 'company' ? words.linked : value
}
