import {
  evaluateFormula,
  formulaFields,
  type CustomOfRecord,
  type CustomValues,
  type FieldObject,
  type FieldSettings,
  type FieldValue,
  type FormulaValue,
} from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { formulaOf, livingFields, targetOf, visibleTo, type StoredField } from '../definitions/definition.ts'
import { isBuiltIn } from '../definitions/settle.ts'
import type { FieldsNeeds, Viewer } from '../needs.ts'
import { seesNames } from '../objects/object.ts'
import { builtInsOf, namesOf } from '../objects/titles.ts'
import { storedValues } from './stored.ts'

type BuiltIns = Readonly<Record<string, FormulaValue>>

const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** A stored value as formulas see it: amounts in whole currency. */
const inFormula = (settings: FieldSettings, value: FieldValue | undefined): FormulaValue => {
  if (value === undefined || Array.isArray(value)) return null
  return settings.type === 'money' ? Number(value) / 10 ** decimalsOf(settings.currency) : value
}

/** Computes the formulas of one record. Each is computed once, whatever others use it. */
const computed = (
  fields: ReadonlyMap<string, StoredField>,
  values: CustomValues,
  builtIns: BuiltIns,
  now: Date,
): ((key: string) => FormulaValue) => {
  const known = new Map<string, FormulaValue>()
  const valueOf = (key: string): FormulaValue => {
    const before = known.get(key)
    if (before !== undefined) return before
    const field = fields.get(key)
    // Were there a circle in spite of all, it would end here.
    known.set(key, null)
    const value =
      field === undefined
        ? (builtIns[key] ?? null)
        : field.settings.type === 'formula'
          ? evaluateFormula(formulaOf(field.settings), { valueOf, now })
          : inFormula(field.settings, values[key])
    known.set(key, value)
    return value
  }
  return valueOf
}

const shownResult = ({ settings }: StoredField, value: FormulaValue): FieldValue | undefined => {
  if (value === null || value === '') return undefined
  if (typeof value !== 'number' || settings.type !== 'formula') return value
  const shift = 10 ** settings.decimals
  return (Math.sign(value) * Math.round(Math.abs(value) * shift * (1 + Number.EPSILON))) / shift
}

/** What a record holds, for somebody. */
export type ShownValues = {
  readonly version: number
  readonly values: CustomValues
  readonly secrets: readonly string[]
}

const needsBuiltIns = (object: FieldObject, fields: readonly StoredField[]): boolean =>
  fields.some(
    ({ settings }) =>
      settings.type === 'formula' && formulaFields(formulaOf(settings)).some((key) => isBuiltIn(object, key)),
  )

/**
 * What records hold, with formulas computed, as somebody may see it. Secret values are only said to be there.
 * @param keys only these fields; all unless given
 * @returns by id; every id is there
 */
export const shownValues = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'builtIns'>,
  object: FieldObject,
  ids: readonly string[],
  viewer: Viewer,
  keys?: readonly string[],
): Promise<Map<string, ShownValues>> => {
  const living = await livingFields(tx, object)
  const visible = visibleTo(living, viewer).filter(({ key }) => keys === undefined || keys.includes(key))
  if (visible.length === 0) return new Map(ids.map((id) => [id, { version: 0, values: {}, secrets: [] }]))
  const fields = new Map(living.map((field) => [field.key, field]))
  const stored = await storedValues(tx, ids)
  const builtIns = needsBuiltIns(object, living)
    ? await builtInsOf(tx, needs, object, ids)
    : new Map<string, BuiltIns>()
  const now = new Date()
  return new Map(
    ids.map((id) => {
      const { version = 0, values = {} } = stored.get(id) ?? {}
      const valueOf = computed(fields, values, builtIns.get(id) ?? {}, now)
      const shown = visible.flatMap((field): [string, FieldValue][] => {
        if (field.settings.type === 'secret') return []
        const value = field.settings.type === 'formula' ? shownResult(field, valueOf(field.key)) : values[field.key]
        return value === undefined ? [] : [[field.key, value]]
      })
      const secrets = visible.filter(({ key, settings }) => settings.type === 'secret' && values[key] !== undefined)
      return [id, { version, values: Object.fromEntries(shown), secrets: secrets.map(({ key }) => key) }]
    }),
  )
}

/** Names of what relations among values lead to, as far as somebody may see them. */
export const linkedOf = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'names'>,
  object: FieldObject,
  values: readonly CustomValues[],
  viewer: Viewer,
): Promise<Map<string, string>> => {
  const fields = await livingFields(tx, object)
  const found = new Map<string, string>()
  const byTarget = Map.groupBy(fields, targetOf)
  for (const [target, leading] of byTarget) {
    if (target === undefined) continue
    const ids = values.flatMap((of) => leading.flatMap(({ key }) => (typeof of[key] === 'string' ? [of[key]] : [])))
    if (ids.length === 0 || !(await seesNames(tx, target, viewer))) continue
    for (const [id, name] of await namesOf(tx, needs, target, [...new Set(ids)])) found.set(id, name)
  }
  return found
}

/** All that a record’s own fields hold, for its page. */
export const customOf = async (
  tx: Tx,
  needs: Pick<FieldsNeeds, 'builtIns' | 'names'>,
  object: FieldObject,
  id: string,
  viewer: Viewer,
): Promise<CustomOfRecord> => {
  const { version, values, secrets } = (await shownValues(tx, needs, object, [id], viewer)).get(id)!
  const linked = await linkedOf(tx, needs, object, [values], viewer)
  return { version, values, secrets: [...secrets], linked: [...linked].map(([of, name]) => ({ id: of, name })) }
}
