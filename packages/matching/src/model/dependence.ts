import type { Extent } from '../blocking/blocks.ts'
import { information } from '../column/column.ts'
import { levelCount, levels } from '../compare/level.ts'
import type { Comparison } from '../pairs/comparison.ts'

/** A column that agrees by chance oftener where another one agrees: town and postal code, surname and address. */
export type Dependence = {
  /** The column that it depends on. */
  readonly on: number
  /** How often its levels come up between different records that agree on the other column. */
  readonly u: Float64Array
}

/** Pairs that are looked at for each column that others may depend on. */
const looks = 20_000
/** At least this share and number of them must be of different records, or nothing can be said. */
const leastShare = 0.5
const leastPairs = 300
/** Bits by which agreement must say less before it counts. */
const leastInflation = 0.5

/** Records by form, and the forms that several records have. */
const sharing = (
  codes: Int32Array,
  counts: Int32Array,
): { start: Int32Array; records: Int32Array; pool: Int32Array } => {
  const start = new Int32Array(counts.length + 1)
  for (let code = 0; code < counts.length; code += 1) start[code + 1] = start[code]! + (code === 0 ? 0 : counts[code]!)
  const next = start.slice()
  const records = new Int32Array(start[counts.length]!)
  codes.forEach((code, record) => {
    if (code > 0) records[next[code]!++] = record
  })
  return { start, records, pool: records.filter((record) => counts[codes[record]!]! > 1) }
}

/**
 * Levels of all columns among random pairs of different records that agree on one column.
 * @param different probability that two records are not the same
 * @returns nothing when most pairs that agree are of the same record, as with an identifier
 */
const chanceGiven = (
  on: number,
  comparison: Comparison,
  { split }: Extent,
  random: () => number,
  different: (i: number, j: number) => number,
): Float64Array | undefined => {
  const { codes, counts } = comparison.columns[on]!
  const { start, records, pool } = sharing(codes, counts)
  if (pool.length === 0) return undefined
  const seen = new Float64Array(comparison.columns.length * levelCount)
  let [looked, kept] = [0, 0]
  for (let look = 0; look < looks; look += 1) {
    const i = pool[Math.floor(random() * pool.length)]!
    const [first, end] = [start[codes[i]!]!, start[codes[i]! + 1]!]
    const j = records[first + Math.floor(random() * (end - first))]!
    if (i === j || (split !== undefined && i < split === j < split)) continue
    const weight = different(i, j)
    looked += 1
    kept += weight
    comparison.compare(i, j)
    comparison.levels.forEach((level, column) => (seen[column * levelCount + level]! += weight))
  }
  return kept < leastPairs || kept < looked * leastShare ? undefined : seen
}

/** Shares of the levels of a column, from counts and from what is known without them. */
const shares = (seen: Float64Array, u: Float64Array, column: number): Float64Array => {
  const base = column * levelCount
  const trust = 50
  let total = trust
  for (let level = 1; level < levelCount; level += 1) total += seen[base + level]!
  return Float64Array.from({ length: levelCount }, (_, level) =>
    level === levels.missing ? 0 : (seen[base + level]! + trust * u[base + level]!) / total,
  )
}

/** Bits by which agreement says less, on average, where the other column is the same. */
const inflation = (given: Float64Array, u: Float64Array, column: number): number => {
  let [bits, total] = [0, 0]
  for (let level = levels.slightlySimilar; level <= levels.same; level += 1) {
    bits += given[level]! * Math.log2(given[level]! / u[column * levelCount + level]!)
    total += given[level]!
  }
  return total === 0 ? 0 : bits / total
}

/**
 * Finds for each column the one that it depends on most among different records, if any: a tree of dependences, after
 * C. K. Chow and C. N. Liu (1968). A column depends only on one that tells less, so that there are no circles: an address on
 * its town, a town on its state.
 * @param u how often levels come up by chance when nothing is known of other columns
 */
export const findDependences = (
  comparison: Comparison,
  extent: Extent,
  random: () => number,
  u: Float64Array,
  different: (i: number, j: number) => number,
): (Dependence | undefined)[] => {
  const order = comparison.columns
    .map((column, place) => ({ place, bits: information(column) }))
    .sort((a, b) => a.bits - b.bits || a.place - b.place)
    .map(({ place }) => place)
  const found: (Dependence | undefined)[] = comparison.columns.map(() => undefined)
  const most = new Float64Array(comparison.columns.length).fill(leastInflation)
  order.forEach((on, rank) => {
    const seen = chanceGiven(on, comparison, extent, random, different)
    if (seen === undefined) return
    for (const column of order.slice(rank + 1)) {
      const given = shares(seen, u, column)
      const bits = inflation(given, u, column)
      if (bits <= most[column]!) continue
      most[column] = bits
      found[column] = { on, u: given }
    }
  })
  return found
}
