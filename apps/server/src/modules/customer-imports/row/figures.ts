import { readDate, type DateOrder } from '@candor/contact'
import type { ColumnFigures, Source } from '../run.ts'

const scale = 1_000_000n
const number = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/

/** A number in millionths; nothing where the text is none. */
const millionths = (text: string): bigint | undefined => {
  const found = number.exec(text)
  if (found === null) return undefined
  const value = BigInt(found[2]!) * scale + BigInt((found[3] ?? '').padEnd(6, '0'))
  return found[1] === '-' ? -value : value
}

const shown = (sum: bigint): string => {
  const [sign, size] = sum < 0n ? ['-', -sum] : ['', sum]
  const fraction = (size % scale).toString().padStart(6, '0').replace(/0+$/, '')
  return `${sign}${size / scale}${fraction === '' ? '' : `.${fraction}`}`
}

/** Where a count stands, to be gone on with after an interruption. */
export type FiguresState = readonly { readonly filled: number; readonly sum: string | null }[]

/** Counts how often each column is filled and adds up those that hold nothing but numbers, for comparing before and after. */
export class ColumnCounter {
  readonly #columns: readonly string[]
  readonly #filled: number[]
  readonly #sums: (bigint | undefined)[]
  rows = 0

  constructor(columns: readonly string[], state?: FiguresState) {
    this.#columns = columns
    this.#filled = columns.map((_, at) => state?.[at]?.filled ?? 0)
    this.#sums = columns.map((_, at) => {
      if (state === undefined) return 0n
      const sum = state[at]?.sum ?? null
      return sum === null ? undefined : BigInt(sum)
    })
  }

  add(cells: readonly string[]): void {
    this.rows += 1
    for (let at = 0; at < this.#columns.length; at += 1) {
      const cell = (cells[at] ?? '').trim()
      if (cell === '') continue
      this.#filled[at] = (this.#filled[at] ?? 0) + 1
      const sum = this.#sums[at]
      if (sum === undefined) continue
      const value = millionths(cell)
      this.#sums[at] = value === undefined ? undefined : sum + value
    }
  }

  state(): FiguresState {
    return this.#columns.map((_, at) => ({ filled: this.#filled[at]!, sum: this.#sums[at]?.toString() ?? null }))
  }

  figures(): ColumnFigures[] {
    return this.#columns.map((column, at) => {
      const [filled, sum] = [this.#filled[at]!, this.#sums[at]]
      return { column, filled, sum: filled > 0 && sum !== undefined ? shown(sum) : null }
    })
  }
}

const isDate = (text: string): boolean =>
  /\d/.test(text) &&
  !/^\d+(?:\.\d+)?$/.test(text.trim()) &&
  !(
    'problem' in readDate(text, { order: 'DMY' }) &&
    'problem' in readDate(text, { order: 'MDY' }) &&
    !/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text.trim())
  )

/** How many cells the kind of a column is judged by. */
const judged = 100

/** Which columns of a sample hold dates: nearly all that is filled is written like one. */
export const dateColumns = (columns: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  columns.filter((_, at) => {
    const filled = rows
      .map((row) => (row[at] ?? '').trim())
      .filter((cell) => cell !== '' && !/^(?:na|n\/a|null)$/i.test(cell))
      .slice(0, judged)
    return filled.length > 0 && filled.filter(isDate).length >= filled.length * 0.8
  })

/** Finds out in which order each column of dates is written, from the column as a whole. */
export class DateOrders {
  readonly #counts: Map<string, { readonly at: number; DMY: number; MDY: number }>
  readonly #expected: DateOrder

  /** @param expected decides where the dates themselves do not */
  constructor(columns: readonly string[], dates: readonly string[], expected: DateOrder) {
    this.#counts = new Map(dates.map((column) => [column, { at: columns.indexOf(column), DMY: 0, MDY: 0 }]))
    this.#expected = expected
  }

  add(cells: readonly string[]): void {
    for (const count of this.#counts.values()) {
      const cell = (cells[count.at] ?? '').trim()
      if (cell === '') continue
      for (const order of ['DMY', 'MDY'] as const) if ('iso' in readDate(cell, { order })) count[order] += 1
    }
  }

  result(): Source['dates'] {
    return [...this.#counts].map(([column, { DMY, MDY }]) => ({
      column,
      order: DMY === MDY ? this.#expected : DMY > MDY ? ('DMY' as const) : ('MDY' as const),
    }))
  }
}
