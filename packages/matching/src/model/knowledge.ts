import type { Blocks, Extent } from '../blocking/blocks.ts'
import { probabilityOf } from '../decide/prior.ts'
import type { Comparison } from '../pairs/comparison.ts'
import { weighPair } from '../pairs/weigh.ts'
import type { Pause } from '../pause.ts'
import { randomFrom } from '../random.ts'
import { estimateChance, type Entities } from './chance.ts'
import { findDependences } from './dependence.ts'
import { learn } from './learn.ts'
import { modelOf, type Model } from './model.ts'
import { sampleViews, type Views } from './views.ts'

/** What is known of a table before its pairs are decided on. */
export type Knowledge = {
  readonly model: Model
  /** Odds, in bits, that two random records are the same. */
  readonly priorBits: number
  /** The sample that the model was learnt from. */
  readonly views: Views
}

/** Pairs that are compared to learn from, at most, and random ones. */
const learningPairs = 300_000
const randomPairs = 200_000

/** Random pairs: no more than there are. */
const randomPairsOf = (possible: number): number => Math.min(randomPairs, possible)

/** Learns a model from a table about which nothing is known. */
export const learnModel = async (
  comparison: Comparison,
  blocks: readonly Blocks[],
  extent: Extent,
  possible: number,
  seed: number,
  pause: Pause,
): Promise<Knowledge> => {
  const random = randomFrom(seed)
  await pause('learning', 0, 3)
  const chance = estimateChance(comparison, extent, random, randomPairsOf(possible))
  await pause('learning', 1, 3)
  const views = sampleViews(comparison, blocks, extent, random, learningPairs)
  await pause('learning', 2, 3)
  const { m } = learn(views, comparison.columns, chance.u)
  await pause('learning', 3, 3)
  // To begin with, one record in ten is taken to have a second one.
  const records = extent.split === undefined ? extent.size : Math.min(extent.split, extent.size - extent.split)
  const share = Math.min(0.5, (records * 0.1) / possible)
  return { model: modelOf(comparison.columns, m, chance), priorBits: Math.log2(share / (1 - share)), views }
}

/**
 * Learns again when it is known who is probably the same: chance is then estimated without them, and it is found out which
 * columns depend on each other.
 * @param priorBits odds that two random records are the same
 */
export const learnAgain = (
  { views }: Knowledge,
  comparison: Comparison,
  extent: Extent,
  possible: number,
  seed: number,
  entities: Entities,
  priorBits: number,
): Model => {
  const random = randomFrom(seed + 1)
  const chance = estimateChance(comparison, extent, random, randomPairsOf(possible), entities)
  const { m } = learn(views, comparison.columns, chance.u)
  const plain = modelOf(comparison.columns, m, chance)
  const different = (i: number, j: number): number =>
    entities[i]! >= 0 && entities[i] === entities[j]
      ? 0
      : 1 - probabilityOf(weighPair(plain, comparison, i, j), priorBits)
  return modelOf(comparison.columns, m, chance, findDependences(comparison, extent, random, chance.u, different))
}
