import { levelNames, levels, type LevelName } from './compare/level.ts'
import { probabilityOf } from './decide/prior.ts'
import type { MatchResult } from './match.ts'
import { columnBits, weighPair } from './pairs/weigh.ts'

/** A pair of records and what was decided. */
export type FoundPair = {
  readonly first: number
  readonly second: number
  /** Evidence for their being the same, in bits: each bit doubles the odds. */
  readonly weight: number
  readonly probability: number
  /** `perhaps` is for people to look at. */
  readonly decision: 'same' | 'perhaps'
}

/** What one column says about a pair. */
export type ColumnEvidence = {
  readonly column: string
  readonly level: LevelName
  /** Bits for (+) or against (−). */
  readonly bits: number
  /** Bits of it that come from the value being rarer (+) or commoner (−) than others. */
  readonly rarity: number
}

/** Probability from which on a pair that was not taken is still shown to people. */
export const worthLooking = 0.05

/** In larger groups only pairs that were compared are listed: a thousand equal records have half a million pairs. */
const largestListed = 64

const pairFrom = (
  { knowledge }: MatchResult,
  first: number,
  second: number,
  weight: number,
  decision: FoundPair['decision'],
): FoundPair => ({ first, second, weight, probability: probabilityOf(weight, knowledge.priorBits), decision })

/** Pairs of the same: within groups all of them, also where only others connect them. */
export function* samePairs(result: MatchResult): Generator<FoundPair> {
  const { comparison, decision, knowledge } = result
  const { pairs, weights, groups, links } = decision
  for (const at of links) yield pairFrom(result, pairs.first[at]!, pairs.second[at]!, weights[at]!, 'same')
  if (groups === undefined) return
  for (let record = 0; record < groups.records; record += 1) {
    const group = groups.of(record)
    if (groups.size(group) === 1 || groups.size(group) > largestListed) continue
    for (const other of groups.members(group)) {
      if (other <= record) continue
      yield pairFrom(result, record, other, weighPair(knowledge.model, comparison, record, other), 'same')
    }
  }
  for (let at = 0; at < pairs.size; at += 1) {
    const [first, second] = [pairs.first[at]!, pairs.second[at]!]
    const group = groups.of(first)
    if (group === groups.of(second) && groups.size(group) > largestListed) {
      yield pairFrom(result, first, second, weights[at]!, 'same')
    }
  }
}

/** Pairs that may be the same, and were not taken: for people to look at. */
export function* perhapsPairs(result: MatchResult): Generator<FoundPair> {
  const { decision, knowledge } = result
  const { pairs, weights, groups } = decision
  const links = new Set(decision.links)
  for (let at = 0; at < pairs.size; at += 1) {
    const [first, second, weight] = [pairs.first[at]!, pairs.second[at]!, weights[at]!]
    const isSame = groups === undefined ? links.has(at) : groups.of(first) === groups.of(second)
    if (isSame || probabilityOf(weight, knowledge.priorBits) < worthLooking) continue
    yield pairFrom(result, first, second, weight, 'perhaps')
  }
}

/** The strongest first; ties in the order of the records. */
export const byWeight = (a: FoundPair, b: FoundPair): number =>
  b.weight - a.weight || a.first - b.first || a.second - b.second

/** What each column says about a pair; columns that are empty on a side say nothing. */
export const explain = (
  { comparison, knowledge: { model } }: MatchResult,
  first: number,
  second: number,
): ColumnEvidence[] => {
  comparison.compare(first, second)
  return comparison.columns.flatMap(({ name, codes }, column) => {
    const level = comparison.levels[column]!
    if (level === levels.missing) return []
    const form = codes[first]!
    return [
      {
        column: name,
        level: levelNames[level]!,
        bits: columnBits(model, column, form, (other) => comparison.levels[other]!),
        rarity: level === levels.same ? model.rarity[column]![form]! : 0,
      },
    ]
  })
}
