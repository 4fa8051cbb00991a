import type { BinnedColumn } from '../table/column.ts'
import { bestSplit, valueOf, type FoundSplit, type Histogram, type Total } from './split.ts'
import type { Tree, TreeNode } from './tree.ts'

const mostLeaves = 12
const mostDepth = 5

/** Rows whose derivatives a tree is grown on. */
export type Ground = {
  readonly columns: readonly BinnedColumn[]
  readonly gradient: Float64Array
  readonly curvature: Float64Array
  /** The rows, which are put into another order. */
  readonly rows: Int32Array
  readonly leastRows: number
}

type Open = {
  readonly node: number
  readonly from: number
  readonly to: number
  readonly depth: number
  readonly histograms: readonly Histogram[]
  readonly split: FoundSplit | undefined
}

const histogramsOf = (
  { columns, gradient, curvature, rows }: Ground,
  from: number,
  to: number,
): readonly Histogram[] => {
  const own = rows.subarray(from, to)
  // Gathered once, since every column reads them again.
  const gradients = Float64Array.from(own, (row) => gradient[row]!)
  const curvatures = Float64Array.from(own, (row) => curvature[row]!)
  return columns.map(({ bins, binCount }) => {
    const [g, h, n] = [new Float64Array(binCount), new Float64Array(binCount), new Int32Array(binCount)]
    for (let at = 0; at < own.length; at += 1) {
      const bin = bins[own[at]!]!
      g[bin]! += gradients[at]!
      h[bin]! += curvatures[at]!
      n[bin]! += 1
    }
    return { gradient: g, curvature: h, rows: n }
  })
}

/** What is left of a node's sums when one of its two parts is taken away: cheaper than summing up again. */
const without = (whole: readonly Histogram[], part: readonly Histogram[]): readonly Histogram[] =>
  whole.map(({ gradient, curvature, rows }, column) => {
    const own = part[column]!
    return {
      gradient: gradient.map((sum, bin) => sum - own.gradient[bin]!),
      curvature: curvature.map((sum, bin) => sum - own.curvature[bin]!),
      rows: rows.map((count, bin) => count - own.rows[bin]!),
    }
  })

const totalOf = ({ gradient, curvature, rows }: Histogram): Total => {
  let [g, h, n] = [0, 0, 0]
  for (const [bin, count] of rows.entries()) {
    g += gradient[bin]!
    h += curvature[bin]!
    n += count
  }
  return { gradient: g, curvature: h, rows: n }
}

const bestOf = (
  { columns, leastRows }: Ground,
  histograms: readonly Histogram[],
  total: Total,
): FoundSplit | undefined => {
  if (total.rows < 2 * leastRows) return undefined
  let best: FoundSplit | undefined
  for (const [column, binned] of columns.entries()) {
    const found = bestSplit(binned, column, histograms[column]!, total, leastRows)
    if (found !== undefined && found.gain > (best?.gain ?? 0)) best = found
  }
  return best
}

/** Puts the rows that go left before those that go right. @returns the first of the latter */
const part = ({ columns, rows }: Ground, { column, goesLeft }: FoundSplit, from: number, to: number): number => {
  const { bins } = columns[column]!
  const own = rows.slice(from, to)
  let [left, right] = [from, to]
  for (const row of own) if (goesLeft[bins[row]!] === 1) rows[left++] = row
  const middle = left
  for (let at = own.length - 1; at >= 0; at -= 1) if (goesLeft[bins[own[at]!]!] !== 1) rows[--right] = own[at]!
  return middle
}

/**
 * Grows a tree, always at the leaf where a split gains most.
 * @param onLeaf told which rows (by their place in `rows`) came to which value
 */
export const growTree = (ground: Ground, onLeaf: (value: number, from: number, to: number) => void): Tree => {
  const nodes: TreeNode[] = []
  const open: Open[] = []
  const addLeaf = (from: number, to: number, depth: number, histograms: readonly Histogram[]): number => {
    const total = totalOf(histograms[0]!)
    nodes.push({ value: valueOf(total.gradient, total.curvature), split: undefined })
    const split = depth < mostDepth ? bestOf(ground, histograms, total) : undefined
    open.push({ node: nodes.length - 1, from, to, depth, histograms, split })
    return nodes.length - 1
  }
  addLeaf(0, ground.rows.length, 0, histogramsOf(ground, 0, ground.rows.length))
  while (open.length < mostLeaves) {
    let best = -1
    for (const [at, { split }] of open.entries()) {
      if (split !== undefined && (best < 0 || split.gain > open[best]!.split!.gain)) best = at
    }
    if (best < 0) break
    const [{ node, from, to, depth, histograms, split }] = open.splice(best, 1) as [Open]
    const middle = part(ground, split!, from, to)
    const isLeftSmaller = middle - from < to - middle
    const smaller = isLeftSmaller ? histogramsOf(ground, from, middle) : histogramsOf(ground, middle, to)
    const larger = without(histograms, smaller)
    const left = addLeaf(from, middle, depth + 1, isLeftSmaller ? smaller : larger)
    const right = addLeaf(middle, to, depth + 1, isLeftSmaller ? larger : smaller)
    const { column, goesLeft } = split!
    nodes[node] = { value: nodes[node]!.value, split: { column, goesLeft, left, right } }
  }
  for (const { node, from, to } of open) onLeaf(nodes[node]!.value, from, to)
  return nodes
}
