import { refuse } from './fault.ts'
import { formulaFunctions } from './functions.ts'
import type { BinaryOperator, Formula } from './parse.ts'
import type { FormulaType } from './values.ts'

/** Types of the fields that a formula may use, by key. */
export type FieldTypes = ReadonlyMap<string, FormulaType>

const arithmetic: ReadonlySet<BinaryOperator> = new Set(['+', '-', '*', '/', '%'])

const wordOf = (part: Formula): string => {
  if (part.kind === 'binary') return part.operator
  if (part.kind === 'call') return part.name
  return part.kind === 'field' ? part.key : ''
}

const expectType = (part: Formula, type: FormulaType, wanted: FormulaType): void => {
  if (type !== wanted) throw refuse('type', part.at, wordOf(part))
}

const typeOfBinary = (formula: Extract<Formula, { kind: 'binary' }>, types: FieldTypes): FormulaType => {
  const { operator, left, right } = formula
  const [one, other] = [typeOf(left, types), typeOf(right, types)]
  if (operator === '&') return 'text'
  if (operator === 'and' || operator === 'or') {
    expectType(left, one, 'boolean')
    expectType(right, other, 'boolean')
    return 'boolean'
  }
  if (arithmetic.has(operator)) {
    expectType(left, one, 'number')
    expectType(right, other, 'number')
    return 'number'
  }
  if (one !== other) throw refuse('type', formula.at, operator)
  return 'boolean'
}

const typeOfIf = (formula: Extract<Formula, { kind: 'call' }>, types: FieldTypes): FormulaType => {
  const [condition, yes, no] = formula.of
  if (condition === undefined || yes === undefined || formula.of.length > 3) {
    throw refuse('argument-count', formula.at, 'if')
  }
  expectType(condition, typeOf(condition, types), 'boolean')
  const type = typeOf(yes, types)
  if (no !== undefined) expectType(no, typeOf(no, types), type)
  return type
}

const typeOfCall = (formula: Extract<Formula, { kind: 'call' }>, types: FieldTypes): FormulaType => {
  if (formula.name === 'if') return typeOfIf(formula, types)
  if (!Object.hasOwn(formulaFunctions, formula.name)) throw refuse('function-unknown', formula.at, formula.name)
  const { takes, optional = 0, endless = false, gives } = formulaFunctions[formula.name]!
  const given = formula.of.length
  if (given < takes.length - optional || (given > takes.length && !endless)) {
    throw refuse('argument-count', formula.at, formula.name)
  }
  let same: FormulaType | undefined
  for (const [at, part] of formula.of.entries()) {
    const kind = takes[Math.min(at, takes.length - 1)]!
    const type = typeOf(part, types)
    if (kind === 'any') continue
    if (kind === 'same') same ??= type
    expectType(part, type, kind === 'same' ? same! : kind)
  }
  return gives === 'same' || gives === 'any' ? (same ?? 'text') : gives
}

/** What a formula gives. @throws FormulaError where it uses unknown fields and functions, or does not fit together */
export const typeOf = (formula: Formula, types: FieldTypes): FormulaType => {
  switch (formula.kind) {
    case 'field': {
      const type = types.get(formula.key)
      if (type === undefined) throw refuse('field-unknown', formula.at, formula.key)
      return type
    }
    case 'not':
      expectType(formula.of, typeOf(formula.of, types), 'boolean')
      return 'boolean'
    case 'minus':
      expectType(formula.of, typeOf(formula.of, types), 'number')
      return 'number'
    case 'binary':
      return typeOfBinary(formula, types)
    case 'call':
      return typeOfCall(formula, types)
    case 'number':
    case 'text':
    case 'boolean':
    default:
      return formula.kind
  }
}
