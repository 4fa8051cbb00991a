import { describe, expect, it } from 'vitest'
import {
  evaluateFormula,
  formulaFields,
  FormulaError,
  formulaTypeOf,
  parseFormula,
  type FormulaFault,
  type FormulaType,
  type FormulaValue,
} from './index.ts'

const types = new Map<string, FormulaType>([
  ['budget', 'number'],
  ['visits', 'number'],
  ['nothing', 'number'],
  ['city', 'text'],
  ['born', 'date'],
  ['vip', 'boolean'],
])
const values: Readonly<Record<string, FormulaValue>> = {
  budget: 1200.5,
  visits: 4,
  city: '上海',
  born: '1990-01-31',
  vip: true,
}
const compute = (source: string): FormulaValue => {
  const formula = parseFormula(source)
  formulaTypeOf(formula, types)
  return evaluateFormula(formula, { valueOf: (key) => values[key] ?? null, now: new Date('2026-03-01T12:00:00Z') })
}
const faultOf = (source: string): FormulaFault | undefined => {
  try {
    formulaTypeOf(parseFormula(source), types)
    return undefined
  } catch (error) {
    if (error instanceof FormulaError) return error.fault
    throw error
  }
}

describe('a formula', () => {
  it.each<[string, FormulaValue]>([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['-(2 + 3) * 2', -10],
    ['10 - 3 - 2', 5],
    ['0.1 + 0.2', 0.3],
    ['7 % 3', 1],
    ['round(1.005, 2)', 1.01],
    ['round(-2.5)', -3],
    ['budget / visits', 300.125],
    ['budget / 0', null],
    ['budget + nothing', null],
    ['sum(budget, nothing, 1)', 1201.5],
    ['first(nothing, visits)', 4],
    ['"in " & city & "!"', 'in 上海!'],
    ['"say ""hi"""', 'say "hi"'],
    ['length(city)', 2],
    ['left("abc", 2) & right("abc", 1)', 'abc'],
    ['if(visits >= 3 and vip, "loyal", "new")', 'loyal'],
    ['if(nothing > 1, 1)', null],
    ['not vip or empty(nothing)', true],
    ['city = "上海"', true],
    ['days(born, today())', 13_178],
    ['add_months(born, 1)', '1990-02-28'],
    ['add_days(date(2026, 2, 28), 1)', '2026-03-01'],
    ['year(born) + month(born) + day(born)', 2022],
    ['born < date(2000, 1, 1)', true],
    ['contains(lower("ABC"), "b")', true],
    ['min(3, 1, 2) + max(3, 1, 2)', 4],
  ])('%s gives %s', (source, wanted) => {
    expect(compute(source)).toBe(wanted)
  })

  it.each<[string, FormulaFault['code'], number]>([
    ['', 'empty', 0],
    ['1 +', 'end-unexpected', 3],
    ['(1', 'end-unexpected', 2],
    ['1 2', 'unexpected', 2],
    ['1 < 2 < 3', 'unexpected', 6],
    ['"open', 'text-open', 0],
    ['1 # 2', 'sign-unknown', 2],
    ['age * 2', 'field-unknown', 0],
    ['1 + eval("x")', 'function-unknown', 4],
    ['constructor(1)', 'function-unknown', 0],
    ['round()', 'argument-count', 0],
    ['if(vip)', 'argument-count', 0],
    ['city * 2', 'type', 0],
    ['1 + vip', 'type', 4],
    ['city = 1', 'type', 5],
    ['if(vip, 1, "x")', 'type', 11],
    ['1'.repeat(16), 'number-long', 0],
    ['1'.repeat(1001), 'long', 1000],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, 'deep', 33],
    ['-'.repeat(60) + '1', 'deep', 33],
    [Array.from({ length: 150 }, () => '1').join('+'), 'large', 199],
  ])('%s is refused', (source, code, at) => {
    expect(faultOf(source)).toMatchObject({ code, at })
  })

  it('names the fields that it uses, each once', () => {
    expect(formulaFields(parseFormula('if(vip, budget, -budget) + abs(visits)')).toSorted()).toEqual([
      'budget',
      'vip',
      'visits',
    ])
  })
})
