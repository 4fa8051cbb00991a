import { columnFrom } from '../column/column.ts'
import { countAlike } from '../column/words.ts'
import { levelCount, levelNames, levels } from '../compare/level.ts'
import { probabilityOf } from '../decide/prior.ts'
import type { Model } from '../model/model.ts'
import { Comparison } from '../pairs/comparison.ts'
import { columnBits, weighPair } from '../pairs/weigh.ts'
import type { ColumnEvidence } from '../results.ts'
import { TableBuilder } from '../table/table.ts'
import type { ScoringModel } from './scoring-model.ts'

/** How likely one pair is the same, and what says so. */
export type PairScore = {
  /** Evidence in bits: each bit doubles the odds. */
  readonly weight: number
  readonly probability: number
  readonly evidence: readonly ColumnEvidence[]
}

/** The texts of a record, in the order of the model's columns; what is missing is absent or empty. */
type Cells = readonly (string | null | undefined)[]

const modelFrom = ({ columns }: ScoringModel, comparison: Comparison): Model => {
  const weights = Float64Array.from(columns.flatMap((column) => [...column.weights]))
  return {
    m: new Float64Array(weights.length),
    u: new Float64Array(weights.length),
    weights,
    // How rare a value is cannot be told from a handful of records; the learnt weight is that of a value of usual rarity.
    rarity: comparison.columns.map(({ forms }) => new Float32Array(forms.length)),
    most: new Float64Array(columns.length),
    dependent: columns.map(({ dependent }) => {
      const on = columns.findIndex(({ name }) => name === dependent?.on)
      return dependent === undefined || on < 0 ? undefined : { on, weights: Float64Array.from(dependent.weights) }
    }),
  }
}

/**
 * Scores one record against a few others by a model that is there already: for the warning while somebody types. Texts
 * are standardised and compared just as in the comparison of a whole table.
 * @param record texts in the order of the model's columns
 * @returns a score for each of the others, in their order
 */
export const scorePairs = (model: ScoringModel, record: Cells, others: readonly Cells[]): PairScore[] => {
  const builder = new TableBuilder(model.columns.map(({ name }) => name))
  for (const cells of [record, ...others]) builder.add(cells.map((cell) => cell ?? undefined))
  const table = builder.build()
  const columns = table.columns.map((raw, place) => columnFrom(raw, model.columns[place]!, 'DMY'))
  for (const { words } of columns) if (words !== undefined) countAlike(words)
  const comparison = new Comparison(columns)
  const weighing = modelFrom(model, comparison)
  return others.map((_, at) => {
    const weight = weighPair(weighing, comparison, 0, at + 1)
    const seen = Uint8Array.from(comparison.levels)
    const evidence = columns.flatMap(({ name, codes }, column): ColumnEvidence[] => {
      const level = seen[column]!
      if (level === levels.missing || level >= levelCount) return []
      const bits = columnBits(weighing, column, codes[0]!, (other) => seen[other]!)
      return [{ column: name, level: levelNames[level]!, bits, rarity: 0 }]
    })
    return { weight, probability: probabilityOf(weight, model.priorBits), evidence }
  })
}
