import type { Column } from '../column/column.ts'
import { levelCount, levels } from '../compare/level.ts'
import type { Model } from '../model/model.ts'
import { levelIn, type Comparison } from './comparison.ts'
import type { PairList } from './pair-list.ts'

/** What one column says about a pair, without regard to others. */
const plainBits = (model: Model, column: number, level: number, form: number): number =>
  model.weights[column * levelCount + level]! + (level === levels.same ? model.rarity[column]![form]! : 0)

/**
 * What one column says about a pair. Where the column that it depends on is the same, agreeing is no surprise: then it
 * never says more than otherwise.
 * @param levelOf levels of the pair by column
 */
export const columnBits = (model: Model, column: number, form: number, levelOf: (column: number) => number): number => {
  const level = levelOf(column)
  if (level === levels.missing) return 0
  const bits = plainBits(model, column, level, form)
  const dependent = model.dependent[column]
  if (dependent === undefined || levelOf(dependent.on) !== levels.same) return bits
  return bits > 0 ? Math.min(bits, dependent.weights[level]!) : dependent.weights[level]!
}

/** Weight in bits of a pair from its levels. */
export const weightOf = (
  model: Model,
  columns: Comparison['columns'],
  i: number,
  levelOf: (column: number) => number,
): number => {
  let bits = 0
  for (let column = 0; column < columns.length; column += 1) {
    bits += columnBits(model, column, columns[column]!.codes[i]!, levelOf)
  }
  return bits
}

/** Weights in bits of all pairs of a list. */
export const keptWeights = (model: Model, columns: Comparison['columns'], pairs: PairList): Float32Array => {
  const weights = new Float32Array(pairs.size)
  for (let at = 0; at < pairs.size; at += 1) {
    const [low, high] = [pairs.low[at]!, pairs.high[at]!]
    weights[at] = weightOf(model, columns, pairs.first[at]!, (column) => levelIn(low, high, column))
  }
  return weights
}

/** Compares and weighs any pair; its levels are then in the comparison. */
export const weighPair = (model: Model, comparison: Comparison, i: number, j: number): number => {
  comparison.compare(i, j)
  return weightOf(model, comparison.columns, i, (column) => comparison.levels[column]!)
}

/** What comparing a column costs, roughly: text word by word is slow, numbers are quick. */
const costOf = ({ type, words }: Column): number => {
  if (words !== undefined) return 4
  if (type === 'email') return 2
  return type === 'date' || type === 'number' ? 1 : 1.5
}

/** Compares and weighs candidates by a model without dependences, giving up on a pair as soon as nothing can raise it over a floor. */
export class Weigher {
  readonly #comparison: Comparison
  readonly #model: Model
  /** Columns in the order in which they are compared: those that decide most at the least cost come first. */
  readonly #order: Int32Array
  /** By position in that order: the most that this column and those behind it can add. */
  readonly #rest: Float64Array

  constructor(comparison: Comparison, model: Model) {
    this.#comparison = comparison
    this.#model = model
    const places = Array.from(comparison.columns, (_, column) => column)
    const decides = (column: number): number =>
      (model.most[column]! - model.weights[column * levelCount + levels.different]!) /
      costOf(comparison.columns[column]!)
    this.#order = Int32Array.from(places.sort((a, b) => decides(b) - decides(a) || a - b))
    this.#rest = new Float64Array(places.length + 1)
    for (let at = places.length - 1; at >= 0; at -= 1) {
      this.#rest[at] = this.#rest[at + 1]! + Math.max(0, model.most[this.#order[at]!]!)
    }
  }

  /**
   * Weighs a pair; its levels are then in the comparison.
   * @param floor bits under which the pair is of no interest
   * @returns bits; -Infinity for a pair that stays under the floor, whose levels are then incomplete
   */
  weigh(i: number, j: number, floor: number): number {
    const comparison = this.#comparison
    const swapped = comparison.swapped(i, j)
    let bits = 0
    for (let at = 0; at < this.#order.length; at += 1) {
      if (bits + this.#rest[at]! < floor) return -Infinity
      const column = this.#order[at]!
      let level: number
      if (swapped && comparison.isSwappable(column)) level = comparison.levels[column]!
      else {
        level = comparison.level(column, i, j)
        comparison.levels[column] = level
      }
      if (level !== levels.missing) bits += plainBits(this.#model, column, level, comparison.columns[column]!.codes[i]!)
    }
    return bits < floor ? -Infinity : bits
  }
}
