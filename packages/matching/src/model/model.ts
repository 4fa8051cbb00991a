import type { Column } from '../column/column.ts'
import { levelCount, levels } from '../compare/level.ts'
import type { Chance } from './chance.ts'
import type { Dependence } from './dependence.ts'

/** A Fellegi–Sunter model: what each level of each column weighs, in bits. */
export type Model = {
  /** Level l of column c at `c * 8 + l`. */
  readonly m: Float64Array
  readonly u: Float64Array
  readonly weights: Float64Array
  /** By column and form: bits to add when both records have it; rare forms say more, common ones less. */
  readonly rarity: readonly Float32Array[]
  /** By column: the most that any level and any form can weigh. */
  readonly most: Float64Array
  /** By column: what its levels weigh instead where the column that it depends on is the same. */
  readonly dependent: readonly (Dependent | undefined)[]
}

export type Dependent = { readonly on: number; readonly weights: Float64Array }

/** Levels in the order of likeness; greater likeness must not weigh less. */
const ordered = [
  levels.different,
  levels.slightlySimilar,
  levels.similar,
  levels.verySimilar,
  levels.nearlySame,
  levels.same,
] as const

/** Bits for each level, neighbours pooled where the order of their weights contradicts that of likeness. */
const monotone = (m: Float64Array, u: Float64Array, base: number): number[] => {
  const pools: { m: number; u: number; size: number }[] = []
  for (const level of ordered) {
    pools.push({ m: m[base + level]!, u: u[base + level]!, size: 1 })
    for (;;) {
      const [above, below] = [pools.at(-1)!, pools.at(-2)]
      if (below === undefined || above.m / above.u >= below.m / below.u) break
      pools.splice(-2, 2, { m: above.m + below.m, u: above.u + below.u, size: above.size + below.size })
    }
  }
  return pools.flatMap(({ m, u, size }) => Array.from({ length: size }, () => Math.log2(m / u)))
}

/** Bits of all levels of a column; silence says nothing. */
export const monotoneBits = (m: Float64Array, u: Float64Array, base: number): Float64Array => {
  const bits = new Float64Array(levelCount)
  monotone(m, u, base).forEach((weight, at) => (bits[ordered[at]!] = weight))
  bits[levels.swapped] = Math.log2(m[base + levels.swapped]! / u[base + levels.swapped]!)
  return bits
}

/** Types whose values are not more or less telling by being rare. */
const withoutRarity = new Set(['number'])

/** Weights of a column where the one that it depends on is the same. */
const dependentOf = (m: Float64Array, column: number, dependence: Dependence | undefined): Dependent | undefined => {
  if (dependence === undefined) return undefined
  const { on, u } = dependence
  const own = m.subarray(column * levelCount, (column + 1) * levelCount)
  return { on, weights: monotoneBits(own, u, 0) }
}

/**
 * Puts what was learnt together.
 * @param dependences by column, where it is known that chance is not the same everywhere
 */
export const modelOf = (
  columns: readonly Column[],
  m: Float64Array,
  { u, frequency }: Chance,
  dependences: readonly (Dependence | undefined)[] = [],
): Model => {
  const weights = new Float64Array(m.length)
  const most = new Float64Array(columns.length)
  const rarity = columns.map(({ type }, column) => {
    const base = column * levelCount
    weights.set(monotoneBits(m, u, base), base)
    const average = Math.log2(u[base + levels.same]!)
    // However common a form is, agreeing on it is not less than nearly agreeing.
    const least = Math.min(0, weights[base + levels.nearlySame]! - weights[base + levels.same]!)
    const bits = frequency[column]!.map((share) =>
      withoutRarity.has(type) ? 0 : Math.max(least, average - Math.log2(share)),
    )
    let rarest = 0
    for (const value of bits) rarest = Math.max(rarest, value)
    for (let level = 1; level < levelCount; level += 1) {
      most[column] = Math.max(most[column]!, weights[base + level]! + (level === levels.same ? rarest : 0))
    }
    return bits
  })
  const dependent = columns.map((_, column) => dependentOf(m, column, dependences[column]))
  return { m, u, weights, rarity, most, dependent }
}
