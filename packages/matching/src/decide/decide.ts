import type { Entities } from '../model/chance.ts'
import { learnAgain, type Knowledge } from '../model/knowledge.ts'
import type { Comparison } from '../pairs/comparison.ts'
import type { PairList } from '../pairs/pair-list.ts'
import { keptWeights, weighPair } from '../pairs/weigh.ts'
import type { Pause } from '../pause.ts'
import type { Table } from '../table/table.ts'
import { cluster } from './cluster.ts'
import { link, type Linking } from './link.ts'
import { priorFrom, probabilityOf } from './prior.ts'
import { Groups } from './union.ts'

/** What became of the pairs. */
export type Decision = {
  /** Pairs that may be matches. */
  readonly pairs: PairList
  /** Bits of evidence of each of them. */
  readonly weights: Float32Array
  /** Probability from which on a pair counts as the same. */
  readonly threshold: number
  /** Within one table: who is the same. With two: the places of the pairs that are links. */
  readonly groups: Groups | undefined
  readonly links: Uint32Array
}

export type DecideParameters = {
  readonly table: Table
  readonly comparison: Comparison
  readonly first: Knowledge
  readonly pairs: PairList
  readonly possible: number
  readonly linking: Linking
  readonly seed: number
  readonly pause: Pause
  readonly threshold?: number
}

/** Probability from which on a pair is taken for the same while the model is still being learnt. */
const sure = 0.95
/** Groups do not grow over this while the model is still being learnt: a wrong pair must not swallow the table. */
const largestSureGroup = 64
/** Even chances: the threshold that makes the fewest errors if the model is right. */
const even = 0.5

/** Who is almost certainly the same: groups that pairs beyond doubt make. */
const sureEntities = (size: number, pairs: PairList, weights: Float32Array, priorBits: number): Entities => {
  const groups = new Groups(size)
  weights.forEach((bits, at) => {
    if (probabilityOf(bits, priorBits) < sure) return
    const [a, b] = [groups.of(pairs.first[at]!), groups.of(pairs.second[at]!)]
    if (a !== b && groups.size(a) + groups.size(b) <= largestSureGroup) groups.join(a, b)
  })
  return Int32Array.from({ length: size }, (_, record) => {
    const group = groups.of(record)
    return groups.size(group) > 1 ? group : -1
  })
}

/** Bits of odds of a probability. */
const bitsOf = (probability: number): number => Math.log2(probability / (1 - probability))

/** Looks at the model again with what the first comparison taught, weighs the pairs anew, and decides which are the same. */
export const decide = async (parameters: DecideParameters): Promise<{ knowledge: Knowledge; decision: Decision }> => {
  const { table, comparison, first, pairs, possible, linking, seed, pause } = parameters
  await pause('deciding', 0, 3)
  const early = keptWeights(first.model, comparison.columns, pairs)
  const earlyPrior = priorFrom(early, possible, 2 ** first.priorBits * possible)
  await pause('deciding', 1, 3)
  const entities = sureEntities(table.size, pairs, early, earlyPrior)
  const model = learnAgain(first, comparison, table, possible, seed, entities, earlyPrior)
  await pause('deciding', 2, 3)
  const weights = keptWeights(model, comparison.columns, pairs)
  const priorBits = priorFrom(weights, possible, 2 ** earlyPrior * possible)
  const threshold = parameters.threshold ?? even
  const bar = bitsOf(Math.min(1 - 1e-9, Math.max(1e-9, threshold))) - priorBits
  const surplusOf = (i: number, j: number): number => weighPair(model, comparison, i, j) - bar
  const edges = {
    first: pairs.first.subarray(0, pairs.size),
    second: pairs.second.subarray(0, pairs.size),
    surplus: weights.map((bits) => bits - bar),
  }
  const isLinking = table.split !== undefined
  const groups = isLinking ? undefined : cluster(table.size, edges, surplusOf)
  const links = isLinking ? link(edges, linking, surplusOf) : new Uint32Array()
  await pause('deciding', 3, 3)
  return {
    knowledge: { model, priorBits, views: first.views },
    decision: { pairs, weights, threshold, groups, links },
  }
}
