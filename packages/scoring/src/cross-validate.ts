import { evaluateScores, type ScoreEvaluation } from './evaluate/evaluate.ts'
import { ScoringError } from './errors.ts'
import { foldsOf } from './folds.ts'
import { binned, type BinnedColumn, type RawColumn } from './table/column.ts'
import { boost, movedBy, probabilityOf } from './trees/boost.ts'

/** What a column did to the score of a row, in log-odds: above nothing up, below down. */
export type Moved = { readonly column: string; readonly by: number }

/** Scores of rows by models that had not learnt from them. */
export type CrossValidated = {
  readonly probabilities: Float64Array
  readonly evaluation: ScoreEvaluation
  /** By row: what moved its score most, the strongest first. */
  readonly reasons: readonly (readonly Moved[])[]
  /** By how much each column moves scores on average, the strongest first. */
  readonly importance: readonly Moved[]
}

export type ScoringOptions = {
  readonly folds: number
  readonly seed: number
  /** Reasons kept for each row. */
  readonly reasons: number
  readonly onFold?: ((done: number, of: number) => void) | undefined
}

/** The columns of a table that can tell something. @throws SCORING_NO_COLUMNS */
export const usableColumns = (raw: readonly RawColumn[]): BinnedColumn[] => {
  const columns = raw.map(binned).filter((column) => typeof column !== 'string')
  if (columns.length > 0) return columns
  throw new ScoringError(
    'SCORING_NO_COLUMNS',
    `None of the ${raw.length} columns besides the target tells anything: they are empty, always the same, or different in every row.`,
    'Give a table with traits of the leads, such as source, industry, size, visits.',
  )
}

const byStrength = (a: Moved, b: Moved): number =>
  Math.abs(b.by) - Math.abs(a.by) || (a.column < b.column ? -1 : a.column > b.column ? 1 : 0)

/** Scores each row by a model that learnt from the other folds. @throws SCORING_NO_COLUMNS */
export const crossValidateScores = (
  raw: readonly RawColumn[],
  target: Uint8Array,
  { folds, seed, reasons: most, onFold }: ScoringOptions,
): CrossValidated => {
  const columns = usableColumns(raw)
  const foldOf = foldsOf(target, folds, seed)
  const rows = Int32Array.from(target.keys())
  const probabilities = new Float64Array(target.length)
  const reasons: Moved[][] = []
  const sums = new Float64Array(columns.length)
  for (let fold = 0; fold < folds; fold += 1) {
    const taught = rows.filter((row) => foldOf[row] !== fold)
    const model = boost(columns, target, taught, seed + fold)
    for (const row of rows) {
      if (foldOf[row] !== fold) continue
      const { start, moved } = movedBy(model, columns.length, (column) => columns[column]!.bins[row]!)
      probabilities[row] = probabilityOf(start + moved.reduce((sum, by) => sum + by, 0))
      for (const [column, by] of moved.entries()) sums[column]! += Math.abs(by) / target.length
      reasons[row] = Array.from(moved, (by, column) => ({ column: columns[column]!.name, by }))
        .filter(({ by }) => by !== 0)
        .toSorted(byStrength)
        .slice(0, most)
    }
    onFold?.(fold + 1, folds)
  }
  return {
    probabilities,
    evaluation: evaluateScores(probabilities, target),
    reasons,
    importance: Array.from(sums, (by, column) => ({ column: columns[column]!.name, by })).toSorted(byStrength),
  }
}
