import type { Groups } from './decide/union.ts'
import type { Table } from './table/table.ts'

/** How right a result is, counted in pairs of records. */
export type Evaluation = {
  /** Pairs that are truly the same. */
  readonly truePairs: number
  readonly foundPairs: number
  readonly correctPairs: number
  /** Correct ÷ found; null when nothing was found. */
  readonly precision: number | null
  /** Correct ÷ true; null when nothing is there to be found. */
  readonly recall: number | null
  readonly f1: number | null
}

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const evaluation = (truePairs: number, foundPairs: number, correctPairs: number): Evaluation => ({
  truePairs,
  foundPairs,
  correctPairs,
  precision: shareOf(correctPairs, foundPairs),
  recall: shareOf(correctPairs, truePairs),
  f1: shareOf(2 * correctPairs, truePairs + foundPairs),
})

/** Adds up, over all values, pairs of records that have the same one. With two tables: one record of each. */
const pairsByKey = (size: number, split: number | undefined, keyOf: (record: number) => string | undefined): number => {
  const counts = new Map<string, [first: number, second: number]>()
  for (let record = 0; record < size; record += 1) {
    const key = keyOf(record)
    if (key === undefined) continue
    const count = counts.get(key)
    const side = split !== undefined && record >= split ? 1 : 0
    if (count === undefined) counts.set(key, side === 0 ? [1, 0] : [0, 1])
    else count[side] += 1
  }
  let pairs = 0
  for (const [first, second] of counts.values()) {
    pairs += split === undefined ? (first * (first - 1)) / 2 : first * second
  }
  return pairs
}

/**
 * Compares groups with the truth.
 * @param truth by record: what it truly is, or nothing when it is like no other
 */
export const evaluateGroups = (groups: Groups, truth: readonly (string | undefined)[]): Evaluation =>
  evaluation(
    pairsByKey(truth.length, undefined, (record) => truth[record]),
    pairsByKey(truth.length, undefined, (record) => String(groups.of(record))),
    pairsByKey(truth.length, undefined, (record) =>
      truth[record] === undefined ? undefined : `${groups.of(record)} ${truth[record]}`,
    ),
  )

/** Compares links between two tables with the truth. */
export const evaluateLinks = (
  { size, split }: Pick<Table, 'size' | 'split'>,
  links: Iterable<readonly [number, number]>,
  truth: readonly (string | undefined)[],
): Evaluation => {
  let [found, correct] = [0, 0]
  for (const [i, j] of links) {
    found += 1
    if (truth[i] !== undefined && truth[i] === truth[j]) correct += 1
  }
  return evaluation(
    pairsByKey(size, split, (record) => truth[record]),
    found,
    correct,
  )
}
