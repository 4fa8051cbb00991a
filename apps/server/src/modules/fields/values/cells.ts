import type { CustomValues, FieldObject, FieldSettings, FieldValue } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { livingFields, targetOf, visibleTo } from '../definitions/definition.ts'
import type { Viewer } from '../needs.ts'

/** How a field stands in a file: the title of its column is its key. */
export type FieldCell = {
  readonly key: string
  readonly of: (of: { readonly custom: CustomValues; readonly linked: Readonly<Record<string, string>> }) => string
}

const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** Minor units as people write them. */
const decimal = (minor: string, digits: number): string => {
  const negative = minor.startsWith('-')
  const text = (negative ? minor.slice(1) : minor).padStart(digits + 1, '0')
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return negative ? `-${whole}` : whole
}

/** A value in the form in which an import reads it again: keys of options, amounts with a point, days as YYYY-MM-DD. */
export const cellText = (
  settings: FieldSettings,
  value: FieldValue | undefined,
  linked: Readonly<Record<string, string>>,
): string => {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.join('; ')
  if (settings.type === 'money') return decimal(String(value), decimalsOf(settings.currency))
  if (targetOf({ settings }) !== undefined) return linked[String(value)] ?? ''
  return String(value)
}

/** Cells of an export for somebody: fields that they may not see, and secret ones, are left out. */
export const fieldCells = async (
  tx: Tx,
  viewer: Viewer,
  keys: readonly string[],
  object: FieldObject = 'customer',
): Promise<FieldCell[]> => {
  if (keys.length === 0) return []
  const visible = new Map(visibleTo(await livingFields(tx, object), viewer).map((field) => [field.key, field]))
  return keys.flatMap((key) => {
    const settings = visible.get(key)?.settings
    if (settings === undefined || settings.type === 'secret') return []
    return [{ key, of: ({ custom, linked }) => cellText(settings, custom[key], linked) }]
  })
}
