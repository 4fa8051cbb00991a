import type { Extent } from '../blocking/blocks.ts'
import type { Column } from '../column/column.ts'
import { levelCount, levels } from '../compare/level.ts'
import type { Comparison } from '../pairs/comparison.ts'
import { assumedUnlike } from './assumed.ts'

/** How often the levels of each column come up between records that are not the same: `u` of column c, level l at `c * 8 + l`. */
export type Chance = {
  readonly u: Float64Array
  /** By column and form: how often a second, different record has it. */
  readonly frequency: readonly Float32Array[]
}

/** Which records are known to be of one entity, by its number; -1 where nothing is known. */
export type Entities = Int32Array

/** Records of different entities with each form. */
const entityCounts = ({ codes, counts }: Column, entities: Entities | undefined): Int32Array => {
  if (entities === undefined) return counts
  const inEntity = new Map<number, Set<number>>()
  const different = counts.slice()
  codes.forEach((code, record) => {
    const entity = entities[record]!
    if (entity < 0) return
    const forms = inEntity.get(entity)
    if (forms === undefined) inEntity.set(entity, new Set([code]))
    else if (forms.has(code)) different[code]! -= 1
    else forms.add(code)
  })
  return different
}

/** How often two random, different entities have the same form, and how often each form comes up a second time. */
const sameByChance = (column: Column, entities: Entities | undefined): { same: number; frequency: Float32Array } => {
  const counts = entityCounts(column, entities)
  let [total, pairs] = [0, 0]
  for (let code = 1; code < counts.length; code += 1) {
    total += counts[code]!
    pairs += counts[code]! * (counts[code]! - 1)
  }
  // What was seen once may be seen again: half a record is assumed for it.
  const all = total + unseenRecords
  const frequency = Float32Array.from(counts, (count) => Math.max(count - 1, 0.5) / all)
  return { same: Math.min(0.99, Math.max(pairs / (all * (all - 1)), 0.5 / all)), frequency }
}

/** What is assumed of different records counts as much as so many pairs: for tables of a few rows. */
const assumedPairs = 100
/** A table is taken for a part of one that has at least so many records more. */
const unseenRecords = 100

/** Whole number below a bound. */
const below = (random: () => number, bound: number): number => Math.floor(random() * bound)

/**
 * Estimates from random pairs, nearly all of which are of different people, how often columns agree by chance.
 * @param entities who is already known to be the same: such pairs and repeated values are left out
 * @param pairs how many random pairs are compared
 */
export const estimateChance = (
  comparison: Comparison,
  { size, split }: Extent,
  random: () => number,
  pairs: number,
  entities?: Entities,
): Chance => {
  const { columns } = comparison
  const seen = new Float64Array(columns.length * levelCount)
  for (let at = 0; at < pairs; at += 1) {
    const i = below(random, split ?? size)
    const j = split === undefined ? below(random, size) : split + below(random, size - split)
    if (i === j || (entities !== undefined && entities[i]! >= 0 && entities[i] === entities[j])) continue
    comparison.compare(i, j)
    comparison.levels.forEach((level, column) => (seen[column * levelCount + level]! += 1))
  }
  const u = new Float64Array(columns.length * levelCount)
  const frequency = columns.map((column, place) => {
    const { same, frequency } = sameByChance(column, entities)
    const base = place * levelCount
    const unlike = Array.from({ length: levelCount }, (_, level) => level).filter(
      (level) => level !== levels.missing && level !== levels.same,
    )
    const counted = (level: number): number => seen[base + level]! + assumedPairs * assumedUnlike[level]!
    const total = unlike.reduce((sum, level) => sum + counted(level), 0)
    for (const level of unlike) u[base + level] = ((1 - same) * counted(level)) / total
    u[base + levels.same] = same
    return frequency
  })
  return { u, frequency }
}
