import { formulaFunctions } from './functions.ts'
import type { Formula } from './parse.ts'
import type { FormulaValue } from './values.ts'

/** What a formula is computed with. */
export type FormulaWorld = {
  /** The value of a field; null where it is empty. */
  readonly valueOf: (key: string) => FormulaValue
  /** What `today()` is. */
  readonly now: Date
}

/** No text that a formula makes is longer. */
const longestText = 2000

type Comparison = '<' | '<=' | '>' | '>='
type Arithmetic = '+' | '-' | '*' | '/' | '%'

const comparisons: Readonly<Record<Comparison, (one: number, other: number) => boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
}

/** Sums are freed of what binary fractions add: 0.1 + 0.2 is 0.3. */
const tidy = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(14)) : null)

const arithmetic: Readonly<Record<Arithmetic, (one: number, other: number) => number>> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => one / other,
  '%': (one, other) => one % other,
}
const isArithmetic = (operator: Comparison | Arithmetic): operator is Arithmetic => Object.hasOwn(arithmetic, operator)

const binary = (formula: Extract<Formula, { kind: 'binary' }>, world: FormulaWorld): FormulaValue => {
  const { operator } = formula
  const left = evaluate(formula.left, world)
  if (operator === 'and' || operator === 'or') {
    // What is empty is not so.
    if ((left === true) === (operator === 'or')) return left === true
    return evaluate(formula.right, world) === true
  }
  const right = evaluate(formula.right, world)
  if (operator === '&') return `${left ?? ''}${right ?? ''}`.slice(0, longestText)
  if (operator === '=') return left === right
  if (operator === '<>') return left !== right
  if (left === null || right === null) return null
  const [one, other] = [left as number, right as number]
  return isArithmetic(operator) ? tidy(arithmetic[operator](one, other)) : comparisons[operator](one, other)
}

/**
 * Computes a formula that was checked. Arithmetic with something empty, and division by nothing, give something empty.
 * @returns null where there is nothing to say
 */
export const evaluate = (formula: Formula, world: FormulaWorld): FormulaValue => {
  switch (formula.kind) {
    case 'field':
      return world.valueOf(formula.key)
    case 'not':
      return evaluate(formula.of, world) !== true
    case 'minus': {
      const value = evaluate(formula.of, world)
      return value === null ? null : -(value as number)
    }
    case 'binary':
      return binary(formula, world)
    case 'call': {
      if (formula.name === 'if') {
        const [condition, yes, no] = formula.of
        const way = evaluate(condition!, world) === true ? yes : no
        return way === undefined ? null : evaluate(way, world)
      }
      const { run, seesEmpty = false } = formulaFunctions[formula.name]!
      const values = formula.of.map((part) => evaluate(part, world))
      if (!seesEmpty && values.includes(null)) return null
      const value = run(values, world.now)
      if (typeof value === 'number') return tidy(value)
      return typeof value === 'string' ? value.slice(0, longestText) : value
    }
    case 'number':
    case 'text':
    case 'boolean':
    default:
      return formula.value
  }
}
