import type { Column } from '../column/column.ts'
import { levels } from '../compare/level.ts'

/** Most columns that are compared: 16 levels of 3 bits fit into two integers. */
export const mostColumns = 16

/** Two columns whose values people put into each other's place, and where a value of one stands in the other. */
type Swap = { readonly first: number; readonly second: number; readonly place: Int32Array }

/** Levels of all columns of a pair, three bits each: the first eight columns, the others. */
export type Packed = readonly [low: number, high: number]

const swapsIn = (columns: readonly Column[]): Swap[] => {
  const at = (type: Column['type']): number => columns.findIndex((column) => column.type === type)
  const [first, second] = [at('given-name'), at('family-name')]
  if (first < 0 || second < 0) return []
  const places = new Map(columns[second]!.forms.map((form, code) => [form, code]))
  return [{ first, second, place: Int32Array.from(columns[first]!.forms, (form) => places.get(form) ?? 0) }]
}

/**
 * Compares records column by column. One object holds the levels of the last pair, so that a million of them make no
 * garbage.
 */
export class Comparison {
  readonly columns: readonly Column[]
  /** Levels of the last pair, by column. */
  readonly levels: Uint8Array
  readonly #swap: Swap | undefined

  constructor(columns: readonly Column[]) {
    this.columns = columns
    this.levels = new Uint8Array(columns.length)
    this.#swap = swapsIn(columns)[0]
  }

  /** Whether the two names of one record stand in each other's place in the other record. */
  #isSwapped(i: number, j: number): boolean {
    const swap = this.#swap
    if (swap === undefined) return false
    const given = this.columns[swap.first]!.codes
    const family = this.columns[swap.second]!.codes
    const [givenI, givenJ, familyI, familyJ] = [given[i]!, given[j]!, family[i]!, family[j]!]
    if (givenI === givenJ || familyI === familyJ) return false
    const forwards = givenI > 0 && familyJ > 0 && swap.place[givenI] === familyJ
    const backwards = givenJ > 0 && familyI > 0 && swap.place[givenJ] === familyI
    return (forwards && (backwards || givenJ === 0 || familyI === 0)) || (backwards && (givenI === 0 || familyJ === 0))
  }

  /** The level of one column, as if it stood alone. */
  level(column: number, i: number, j: number): number {
    const { codes, compare } = this.columns[column]!
    const a = codes[i]!
    const b = codes[j]!
    if (a === 0 || b === 0) return levels.missing
    return a === b ? levels.same : compare(a, b)
  }

  /** Sets the levels of two names in each other's place: the first column tells it, the second is silent. @returns whether they are */
  swapped(i: number, j: number): boolean {
    if (!this.#isSwapped(i, j)) return false
    this.levels[this.#swap!.first] = levels.swapped
    this.levels[this.#swap!.second] = levels.missing
    return true
  }

  /** Whether a column is one of the two that {@link swapped} sets. */
  isSwappable(column: number): boolean {
    return this.#swap !== undefined && (column === this.#swap.first || column === this.#swap.second)
  }

  /** Compares all columns of two records. */
  compare(i: number, j: number): void {
    const swapped = this.swapped(i, j)
    for (let column = 0; column < this.columns.length; column += 1) {
      if (!(swapped && this.isSwappable(column))) this.levels[column] = this.level(column, i, j)
    }
  }
}

/** The first eight levels as one integer. */
export const lowOf = (of: Uint8Array): number => {
  let packed = 0
  for (let column = Math.min(8, of.length) - 1; column >= 0; column -= 1) packed = (packed << 3) | of[column]!
  return packed
}

/** The levels from the ninth on as one integer. */
export const highOf = (of: Uint8Array): number => {
  let packed = 0
  for (let column = of.length - 1; column >= 8; column -= 1) packed = (packed << 3) | of[column]!
  return packed
}

/** The level of a column in packed levels. */
export const levelIn = (low: number, high: number, column: number): number =>
  column < 8 ? (low >> (3 * column)) & 7 : (high >> (3 * (column - 8))) & 7
