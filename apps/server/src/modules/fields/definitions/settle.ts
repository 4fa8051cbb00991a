import {
  checkFieldValue,
  formulaBuiltInsOf,
  formulaFields,
  FormulaError,
  formulaTypeOf,
  parseFormula,
  readPattern,
  type FieldObject,
  type FieldSettings,
  type FormulaType,
} from '@candor/api'
import type { FieldError } from '../../../platform/errors.ts'
import { fieldErrors } from '../errors.ts'
import { formulaOf, type StoredField } from './definition.ts'

/** What formulas see of a field; nothing of those that cannot be computed with. */
const typeInFormulas = (settings: FieldSettings): FormulaType | undefined => {
  switch (settings.type) {
    case 'number':
    case 'money':
      return 'number'
    case 'date':
      return 'date'
    case 'boolean':
      return 'boolean'
    case 'text':
    case 'choice':
      return 'text'
    case 'formula':
      return settings.result
    case 'choices':
    case 'customer':
    case 'company':
    case 'record':
    case 'secret':
    default:
      return undefined
  }
}

/** Names that fields of the record itself have in formulas. */
export const isBuiltIn = (object: FieldObject, key: string): boolean => Object.hasOwn(formulaBuiltInsOf(object), key)

const typesOf = (object: FieldObject, fields: readonly StoredField[]): Map<string, FormulaType> =>
  new Map([
    ...Object.entries(formulaBuiltInsOf(object)),
    ...fields.flatMap(({ key, settings }) => {
      const type = typeInFormulas(settings)
      return type === undefined ? [] : [[key, type] as const]
    }),
  ])

/** Whether a formula comes back to the field that it is for, by way of other formulas. */
const isCyclic = (key: string, expression: string, fields: readonly StoredField[]): boolean => {
  const byKey = new Map(fields.map((field) => [field.key, field.settings]))
  const seen = new Set<string>()
  const waiting = formulaFields(parseFormula(expression))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === key) return true
    const settings = byKey.get(next)
    if (seen.has(next) || settings?.type !== 'formula') continue
    seen.add(next)
    waiting.push(...formulaFields(formulaOf(settings)))
  }
  return false
}

const refuseFormula = (code: string, at: number, word: string): Error =>
  fieldErrors.FIELD_FORMULA_INVALID(`the formula is wrong at character ${at + 1}: ${code} ${word}`, {
    errors: [{ path: '/body/settings/expression', message: `${code} at ${at} ${word}`.trim() }],
    stored: { fault: { code, at, word } },
  })

/**
 * Reads a formula against the other fields.
 * @returns what it gives
 * @throws FIELD_FORMULA_INVALID with the place in `stored.fault`
 */
export const typeOfFormula = (
  object: FieldObject,
  key: string,
  expression: string,
  others: readonly StoredField[],
): FormulaType => {
  try {
    const formula = parseFormula(expression)
    if (isCyclic(key, expression, others)) throw refuseFormula('cycle', 0, key)
    return formulaTypeOf(formula, typesOf(object, others))
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const { code, at, word } = error.fault
    throw refuseFormula(code, at, word)
  }
}

const rangeFaults = (settings: FieldSettings): FieldError[] => {
  const crossed = (low: string, high: string, isCrossed: boolean): FieldError[] =>
    isCrossed ? [{ path: `/body/settings/${low}`, message: `is beyond ${high}` }] : []
  const { type } = settings
  if (type === 'text' || type === 'secret') {
    return crossed('minimumLength', 'maximumLength', (settings.minimumLength ?? 0) > settings.maximumLength)
  }
  if (type === 'number') {
    return crossed('minimum', 'maximum', (settings.minimum ?? -Infinity) > (settings.maximum ?? Infinity))
  }
  if (type === 'money') {
    const { minimum, maximum } = settings
    const isCrossed = minimum !== undefined && maximum !== undefined && BigInt(minimum) > BigInt(maximum)
    return crossed('minimum', 'maximum', isCrossed)
  }
  if (type !== 'date') return []
  return crossed('earliest', 'latest', (settings.earliest ?? '') > (settings.latest ?? '9999-99-99'))
}

const patternFaults = (settings: FieldSettings): FieldError[] => {
  if ((settings.type !== 'text' && settings.type !== 'secret') || settings.pattern === undefined) return []
  const read = readPattern(settings.pattern)
  return 'matches' in read
    ? []
    : [{ path: '/body/settings/pattern', message: `${read.fault} at character ${read.at + 1}` }]
}

const defaultFaults = (settings: FieldSettings): FieldError[] => {
  if (!('default' in settings) || settings.default === undefined) return []
  if (settings.type === 'date' && settings.default === 'today') return []
  const checked = checkFieldValue(settings, settings.default)
  return 'fault' in checked ? [{ path: '/body/settings/default', message: `does not fit: ${checked.fault}` }] : []
}

/**
 * Makes sure that the settings of a field fit together, and finds out what a formula gives.
 * @param others the object’s other fields that are not archived
 * @throws FIELD_SETTINGS_INVALID, FIELD_FORMULA_INVALID
 */
export const settledSettings = (
  object: FieldObject,
  key: string,
  settings: FieldSettings,
  others: readonly StoredField[],
): FieldSettings => {
  // A default can only be held against a pattern that can be read.
  const first = [...rangeFaults(settings), ...patternFaults(settings)]
  const faults = first.length > 0 ? first : defaultFaults(settings)
  if (faults.length > 0) {
    throw fieldErrors.FIELD_SETTINGS_INVALID('the settings contradict each other', { errors: faults })
  }
  if (settings.type !== 'formula') return settings
  return { ...settings, result: typeOfFormula(object, key, settings.expression, others) }
}

/** The first formula that computes with a field. */
export const userOf = (key: string, fields: readonly StoredField[]): StoredField | undefined =>
  fields.find(({ settings }) => settings.type === 'formula' && formulaFields(formulaOf(settings)).includes(key))
