import type { BinnedColumn } from '../table/column.ts'
import { randomFrom, shuffle } from '../random.ts'
import { growTree } from './grow.ts'
import { walk, type Tree } from './tree.ts'

/** A sum of trees: the score is a logarithm of odds. */
export type Boosted = { readonly base: number; readonly trees: readonly Tree[]; readonly rate: number }

const rate = 0.1
const mostTrees = 200
/** Trees without improvement on rows held out, after which no more are grown. */
const patience = 15
/** Share of rows held out to see when to stop. */
const heldOut = 0.15

export const probabilityOf = (score: number): number => 1 / (1 + Math.exp(-score))

const oddsOf = (target: Uint8Array, rows: Int32Array): number => {
  const converted = rows.reduce((sum, row) => sum + target[row]!, 0)
  return Math.log((converted + 0.5) / (rows.length - converted + 0.5))
}

/**
 * Gradient boosting of trees for the logarithmic loss (Friedman, 2001; second order as in XGBoost), on columns in bins. Some rows are
 * held out to see when more trees only learn by heart.
 * @param rows the rows to learn from
 */
export const boost = (
  columns: readonly BinnedColumn[],
  target: Uint8Array,
  rows: Int32Array,
  seed: number,
): Boosted => {
  const order = Int32Array.from(rows)
  shuffle(order, randomFrom(seed))
  const checked = order.slice(0, Math.floor(order.length * heldOut))
  const taught = order.slice(checked.length)
  const base = oddsOf(target, taught)
  const scores = new Float64Array(target.length).fill(base)
  const [gradient, curvature] = [new Float64Array(target.length), new Float64Array(target.length)]
  const leastRows = Math.max(3, Math.min(30, Math.floor(taught.length / 100)))
  const trees: Tree[] = []
  let [best, bestTrees] = [Infinity, 0]
  while (trees.length < mostTrees && trees.length - bestTrees < patience) {
    for (const row of taught) {
      const probability = probabilityOf(scores[row]!)
      gradient[row] = probability - target[row]!
      curvature[row] = probability * (1 - probability)
    }
    const ground = { columns, gradient, curvature, rows: taught, leastRows }
    const tree = growTree(ground, (value, from, to) => {
      for (let at = from; at < to; at += 1) scores[taught[at]!]! += rate * value
    })
    trees.push(tree)
    let loss = 0
    for (const row of checked) {
      scores[row]! += rate * walk(tree, (column) => columns[column]!.bins[row]!)
      const probability = probabilityOf(scores[row]!)
      loss -= Math.log(Math.max(target[row] === 1 ? probability : 1 - probability, 1e-12))
    }
    if (loss < best * 0.9999 || checked.length === 0) {
      best = loss
      bestTrees = trees.length
    }
  }
  return { base, trees: trees.slice(0, bestTrees), rate }
}

/** The score of a row. */
export const scoreOf = ({ base, trees, rate: step }: Boosted, binOf: (column: number) => number): number =>
  trees.reduce((sum, tree) => sum + step * walk(tree, binOf), base)

/**
 * What each column moved the score by, beginning from the score of the average row; these add up to the score. On the way through a tree, each
 * step's change belongs to the column that it asked (Saabas, 2014).
 */
export const movedBy = (
  { base, trees, rate: step }: Boosted,
  columnCount: number,
  binOf: (column: number) => number,
): { start: number; moved: Float64Array } => {
  const moved = new Float64Array(columnCount)
  let start = base
  for (const tree of trees) {
    start += step * tree[0]!.value
    walk(tree, binOf, (column, from, to) => {
      moved[column]! += step * (to - from)
    })
  }
  return { start, moved }
}
