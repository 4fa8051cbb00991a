import type { ColumnType } from '../column/type.ts'
import { levelCount } from '../compare/level.ts'
import type { MatchResult } from '../match.ts'
import { assumedWeights } from '../model/assumed.ts'

/** What the levels of one column weigh, in bits, by level; and instead of it where the column it depends on is the same. */
export type ScoringColumn = {
  readonly name: string
  readonly type: ColumnType
  readonly weights: readonly number[]
  readonly dependent?: { readonly on: string; readonly weights: readonly number[] }
}

/** A model that was learnt, without the data that it was learnt from: it can be kept as JSON and names nobody. */
export type ScoringModel = {
  readonly columns: readonly ScoringColumn[]
  /** Odds, in bits, that two random records are the same. */
  readonly priorBits: number
}

/** A column to be scored. */
export type NamedColumn = { readonly name: string; readonly type: ColumnType }

/** Odds, in bits, of two random ones among so many records being the same, if one record in ten has a second one. */
const assumedPrior = (records: number): number => Math.log2(0.2 / Math.max(2, records - 1))

/** What is assumed of columns in general, while nothing was learnt. @param records how many there are to choose from */
export const assumedScoring = (columns: readonly NamedColumn[], records: number): ScoringModel => ({
  columns: columns.map(({ name, type }) => ({ name, type, weights: assumedWeights(type) })),
  priorBits: assumedPrior(records),
})

const finite = (weights: Float64Array): number[] => Array.from(weights, (bits) => (Number.isFinite(bits) ? bits : 0))

/** What a comparison of a whole table learnt, to score single pairs by. */
export const learntScoring = ({ comparison, knowledge: { model, priorBits } }: MatchResult): ScoringModel => ({
  columns: comparison.columns.map(({ name, type }, place) => {
    const weights = finite(model.weights.subarray(place * levelCount, (place + 1) * levelCount))
    const dependent = model.dependent[place]
    if (dependent === undefined) return { name, type, weights }
    return {
      name,
      type,
      weights,
      dependent: { on: comparison.columns[dependent.on]!.name, weights: finite(dependent.weights) },
    }
  }),
  priorBits,
})

/** A learnt model for more columns than it was learnt from: of the others what is assumed in general. */
export const completedScoring = (model: ScoringModel, columns: readonly NamedColumn[]): ScoringModel => ({
  ...model,
  columns: columns.map(
    ({ name, type }) =>
      model.columns.find((learnt) => learnt.name === name && learnt.type === type) ?? {
        name,
        type,
        weights: assumedWeights(type),
      },
  ),
})
