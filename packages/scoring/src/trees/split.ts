import type { BinnedColumn } from '../table/column.ts'

/** How strongly values are drawn towards nothing: as if so much had been seen that says nothing. */
const penalty = 2
/** The same for choices, whose bins can be put in whatever order suits. */
const choicePenalty = 10

/** What a node adds, from the sums of first and second derivatives of its rows. */
export const valueOf = (gradient: number, curvature: number): number => -gradient / (curvature + penalty)

const gainOf = (gradient: number, curvature: number, pull: number): number => gradient ** 2 / (curvature + pull)

/** Sums of a column's bins: derivatives and rows. */
export type Histogram = { readonly gradient: Float64Array; readonly curvature: Float64Array; readonly rows: Int32Array }

export type FoundSplit = { readonly gain: number; readonly column: number; readonly goesLeft: Uint8Array }

/** Sums of a node. */
export type Total = { readonly gradient: number; readonly curvature: number; readonly rows: number }

/** The best place to part bins that stand in this order; those in `beforehand` are on the left from the start. */
const bestPrefix = (
  { gradient, curvature, rows }: Histogram,
  total: Total,
  order: readonly number[],
  beforehand: readonly number[],
  leastRows: number,
  pull: number,
): { gain: number; count: number } => {
  let [g, h, n] = [0, 0, 0]
  for (const bin of beforehand) {
    g += gradient[bin]!
    h += curvature[bin]!
    n += rows[bin]!
  }
  const whole = gainOf(total.gradient, total.curvature, penalty)
  let best = { gain: 0, count: -1 }
  for (const [at, bin] of order.entries()) {
    g += gradient[bin]!
    h += curvature[bin]!
    n += rows[bin]!
    if (n < leastRows || rows[bin] === 0) continue
    if (total.rows - n < leastRows) break
    const gain = gainOf(g, h, pull) + gainOf(total.gradient - g, total.curvature - h, pull) - whole
    if (gain > best.gain + 1e-9) best = { gain, count: at + 1 }
  }
  return best
}

const leftSet = (binCount: number, bins: readonly number[]): Uint8Array => {
  const goesLeft = new Uint8Array(binCount)
  for (const bin of bins) goesLeft[bin] = 1
  return goesLeft
}

/**
 * The best split of a node by one column. Numbers are parted at a value, those missing going to whichever side they fit better;
 * choices in the order of how they convert (Fisher, 1958), which needs no trying of all subsets.
 */
export const bestSplit = (
  { kind, binCount }: Pick<BinnedColumn, 'kind' | 'binCount'>,
  column: number,
  histogram: Histogram,
  total: Total,
  leastRows: number,
): FoundSplit | undefined => {
  const { gradient, curvature, rows } = histogram
  if (kind === 'choice') {
    const order = Array.from({ length: binCount }, (_, bin) => bin)
      .filter((bin) => rows[bin]! > 0)
      .toSorted(
        (a, b) =>
          gradient[a]! / (curvature[a]! + choicePenalty) - gradient[b]! / (curvature[b]! + choicePenalty) || a - b,
      )
    const { gain, count } = bestPrefix(histogram, total, order, [], leastRows, choicePenalty)
    return count < 0 ? undefined : { gain, column, goesLeft: leftSet(binCount, order.slice(0, count)) }
  }
  const order = Array.from({ length: binCount - 1 }, (_, at) => at + 1)
  const right = bestPrefix(histogram, total, order, [], leastRows, penalty)
  const left = rows[0]! > 0 ? bestPrefix(histogram, total, order, [0], leastRows, penalty) : right
  if (left.gain > right.gain) {
    return { gain: left.gain, column, goesLeft: leftSet(binCount, [0, ...order.slice(0, left.count)]) }
  }
  return right.count < 0
    ? undefined
    : { gain: right.gain, column, goesLeft: leftSet(binCount, order.slice(0, right.count)) }
}
