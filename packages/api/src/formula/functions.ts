import { addMonths, dayNumber, dayText, type FormulaType, type FormulaValue } from './values.ts'

/** What a function takes: `same` stands for one type that all such arguments and the answer share. */
type Kind = FormulaType | 'same' | 'any'

/** A function of formulas. Empty arguments give an empty answer, unless `seesEmpty`. */
export type FormulaFunction = {
  readonly takes: readonly Kind[]
  /** How many of the last arguments may be left out; a list may go on with the last kind. */
  readonly optional?: number
  readonly endless?: boolean
  readonly gives: Kind
  readonly seesEmpty?: boolean
  readonly run: (values: readonly FormulaValue[], now: Date) => FormulaValue
}

const numbers = (values: readonly FormulaValue[]): number[] => values as number[]
const text = (value: FormulaValue | undefined): string => value as string
const number = (value: FormulaValue | undefined): number => value as number

/** Half goes away from zero, as people do it; 1.005 is not a hair less by being stored in binary. */
const rounded = (value: number, digits: number): number => {
  const shift = 10 ** digits
  return (Math.sign(value) * Math.round(Math.abs(value) * shift * (1 + Number.EPSILON))) / shift
}

const digitsOf = (value: FormulaValue | undefined): number => Math.min(6, Math.max(0, Math.trunc(number(value ?? 0))))
const letters = (value: FormulaValue | undefined): string[] => Array.from(text(value))
const count = (value: FormulaValue | undefined): number => Math.max(0, Math.trunc(number(value)))

/** Every function of the language. `if` is not among them: it does not look at the way that it does not go. */
export const formulaFunctions: Readonly<Record<string, FormulaFunction>> = {
  min: { takes: ['number'], endless: true, gives: 'number', run: (values) => Math.min(...numbers(values)) },
  max: { takes: ['number'], endless: true, gives: 'number', run: (values) => Math.max(...numbers(values)) },
  sum: {
    takes: ['number'],
    endless: true,
    gives: 'number',
    seesEmpty: true,
    run: (values) => numbers(values).reduce((sum, value) => sum + (value ?? 0), 0),
  },
  abs: { takes: ['number'], gives: 'number', run: ([value]) => Math.abs(number(value)) },
  floor: { takes: ['number'], gives: 'number', run: ([value]) => Math.floor(number(value)) },
  ceiling: { takes: ['number'], gives: 'number', run: ([value]) => Math.ceil(number(value)) },
  round: {
    takes: ['number', 'number'],
    optional: 1,
    gives: 'number',
    run: ([value, digits]) => rounded(number(value), digitsOf(digits)),
  },
  length: { takes: ['text'], gives: 'number', run: ([value]) => letters(value).length },
  upper: { takes: ['text'], gives: 'text', run: ([value]) => text(value).toUpperCase() },
  lower: { takes: ['text'], gives: 'text', run: ([value]) => text(value).toLowerCase() },
  trim: { takes: ['text'], gives: 'text', run: ([value]) => text(value).trim() },
  left: {
    takes: ['text', 'number'],
    gives: 'text',
    run: ([value, most]) => letters(value).slice(0, count(most)).join(''),
  },
  right: {
    takes: ['text', 'number'],
    gives: 'text',
    run: ([value, most]) => (count(most) === 0 ? '' : letters(value).slice(-count(most)).join('')),
  },
  contains: {
    takes: ['text', 'text'],
    gives: 'boolean',
    run: ([value, part]) => text(value).toLowerCase().includes(text(part).toLowerCase()),
  },
  text: { takes: ['any'], gives: 'text', run: ([value]) => String(value) },
  today: { takes: [], gives: 'date', run: (_, now) => now.toISOString().slice(0, 10) },
  date: {
    takes: ['number', 'number', 'number'],
    gives: 'date',
    run: ([year, month, day]) => dayText(Date.UTC(number(year), number(month) - 1, number(day)) / 86_400_000),
  },
  year: { takes: ['date'], gives: 'number', run: ([value]) => Number(text(value).slice(0, 4)) },
  month: { takes: ['date'], gives: 'number', run: ([value]) => Number(text(value).slice(5, 7)) },
  day: { takes: ['date'], gives: 'number', run: ([value]) => Number(text(value).slice(8, 10)) },
  days: {
    takes: ['date', 'date'],
    gives: 'number',
    run: ([from, to]) => dayNumber(text(to)) - dayNumber(text(from)),
  },
  add_days: {
    takes: ['date', 'number'],
    gives: 'date',
    run: ([value, days]) => dayText(dayNumber(text(value)) + Math.trunc(number(days))),
  },
  add_months: {
    takes: ['date', 'number'],
    gives: 'date',
    run: ([value, months]) => addMonths(text(value), Math.trunc(number(months))),
  },
  empty: { takes: ['any'], gives: 'boolean', seesEmpty: true, run: ([value]) => value === null || value === '' },
  first: {
    takes: ['same', 'same'],
    endless: true,
    gives: 'same',
    seesEmpty: true,
    run: (values) => values.find((value) => value !== null && value !== '') ?? null,
  },
}
