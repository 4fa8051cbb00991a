import type { Blocks, Extent } from '../blocking/blocks.ts'
import { Candidates } from '../blocking/candidates.ts'
import type { Comparison } from '../pairs/comparison.ts'
import { Patterns } from './patterns.ts'

/** Pairs that blocking by some columns leads to: what the other columns look like among them can be learnt from. */
export type View = {
  /** By column: 1 when the view was chosen by it, so that it says nothing about it. */
  readonly chosenBy: Uint8Array
  /** How many pairs there are of each pattern. */
  readonly counts: Map<number, number>
}

export type Views = { readonly patterns: Patterns; readonly views: readonly View[] }

/** Passes that can be told apart by one bit each. */
const mostPasses = 31

/** Passes by the same columns are one view: together they are what these columns lead to. */
const viewsOf = (blocks: readonly Blocks[], width: number): { views: View[]; ofPass: number[] } => {
  const places = new Map<string, number>()
  const views: View[] = []
  const ofPass = blocks.slice(0, mostPasses).map(({ pass }) => {
    const columns = [...new Set(pass.columns)].sort((a, b) => a - b)
    const key = columns.join()
    let place = places.get(key)
    if (place === undefined) {
      place = views.length
      places.set(key, place)
      const chosenBy = new Uint8Array(width)
      for (const column of columns) chosenBy[column] = 1
      views.push({ chosenBy, counts: new Map() })
    }
    return place
  })
  return { views, ofPass }
}

/**
 * Compares the candidates of some records, to learn from.
 * @param most about so many pairs are compared
 */
export const sampleViews = (
  comparison: Comparison,
  blocks: readonly Blocks[],
  extent: Extent,
  random: () => number,
  most: number,
): Views => {
  const patterns = new Patterns(comparison.columns.length)
  const { views, ofPass } = viewsOf(blocks, comparison.columns.length)
  const candidates = new Candidates(blocks, extent)
  const records = extent.split ?? extent.size
  // Every record once, in an order that is as good as random: steps of a number without a common divisor.
  let step = Math.max(1, Math.floor(records * (0.3 + 0.4 * random())))
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  while (divisor(records, step) !== 1) step += 1
  const seen = new Uint8Array(views.length)
  for (let turn = 0, record = 0, compared = 0; turn < records && compared < most; turn += 1) {
    const count = candidates.around(record)
    for (let at = 0; at < count; at += 1) {
      const other = candidates.found[at]!
      comparison.compare(record, other)
      const pattern = patterns.place(comparison.levels)
      seen.fill(0)
      const passes = candidates.passes[other]!
      ofPass.forEach((view, pass) => {
        if ((passes & (1 << pass)) === 0 || seen[view] === 1) return
        seen[view] = 1
        const { counts } = views[view]!
        counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
      })
    }
    compared += count
    record = (record + step) % records
  }
  return { patterns, views: views.filter(({ counts }) => counts.size > 0) }
}
