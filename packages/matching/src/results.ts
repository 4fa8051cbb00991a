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

/** Pairs of the same, and those that may be the same: within groups all of them, also where only others connect them. */
export function* foundPairs(result: MatchResult): Generator<FoundPair> {
  const { decision, knowledge } = result
  const { pairs, weights, groups, links } = decision
  const foundPair = (first: number, second: number, weight: number, is: FoundPair['decision']): FoundPair => ({
    first,
    second,
    weight,
    probability: probabilityOf(weight, knowledge.priorBits),
    decision: is,
  })
  const linked = new Set(links)
  if (groups !== undefined) {
    const { model } = knowledge
    for (let record = 0; record < groups.records; record += 1) {
      const group = groups.of(record)
      if (groups.size(group) === 1) continue
      for (const other of groups.members(group)) {
        if (other > record) yield foundPair(record, other, weighPair(model, result.comparison, record, other), 'same')
      }
    }
  }
  for (let at = 0; at < pairs.size; at += 1) {
    const [first, second, weight] = [pairs.first[at]!, pairs.second[at]!, weights[at]!]
    if (linked.has(at)) yield foundPair(first, second, weight, 'same')
    else if (groups !== undefined && groups.of(first) === groups.of(second)) continue
    else if (probabilityOf(weight, knowledge.priorBits) >= worthLooking)
      yield foundPair(first, second, weight, 'perhaps')
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
