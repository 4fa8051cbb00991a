import { usableColumns, type Moved } from './cross-validate.ts'
import { isMissing, dayOf, numberOf } from './table/cell.ts'
import { binOfNumber, otherChoices, type BinnedColumn, type RawColumn } from './table/column.ts'
import { boost, movedBy, probabilityOf, type Boosted } from './trees/boost.ts'

/** A column as a model remembers it: without the rows that it learnt from. */
export type ModelColumn = Omit<BinnedColumn, 'bins'>

/** Scores leads by what became of earlier ones. Plain data: it can be stored as JSON and used again. */
export type ScoreModel = {
  readonly columns: readonly ModelColumn[]
  readonly boosted: Boosted
}

/** The score of a lead and why. */
export type LeadScore = {
  /** How probable it is that it converts. */
  readonly probability: number
  /** What an average lead begins with, in log-odds; with all reasons added it is the log-odds of the probability. */
  readonly start: number
  /** Every column that moved the score, the strongest first. */
  readonly reasons: readonly Moved[]
}

/** Learns from leads whose outcome is known. @throws SCORING_NO_COLUMNS */
export const learnScores = (raw: readonly RawColumn[], target: Uint8Array, seed = 1): ScoreModel => {
  const columns = usableColumns(raw)
  return {
    columns: columns.map(({ name, kind, binCount, edges, choices }) => ({ name, kind, binCount, edges, choices })),
    boosted: boost(columns, target, Int32Array.from(target.keys()), seed),
  }
}

const binOf = ({ kind, edges, choices }: ModelColumn, cell: string | undefined): number => {
  if (cell === undefined || isMissing(cell)) return 0
  if (kind === 'choice') {
    const known = choices.indexOf(cell.trim())
    // A choice never seen is like a rare one; where there was none, like a missing one.
    return known >= 0 ? known + 1 : choices.indexOf(otherChoices) + 1
  }
  const value = kind === 'number' ? numberOf(cell) : dayOf(cell)
  return Number.isNaN(value) ? 0 : binOfNumber(edges, value)
}

/**
 * Scores one lead.
 * @param cells by column name what is known of it
 */
export const scoreLead = ({ columns, boosted }: ScoreModel, cells: Readonly<Record<string, string>>): LeadScore => {
  const bins = columns.map((column) => binOf(column, cells[column.name]))
  const { start, moved } = movedBy(boosted, columns.length, (column) => bins[column]!)
  return {
    probability: probabilityOf(start + moved.reduce((sum, by) => sum + by, 0)),
    start,
    reasons: Array.from(moved, (by, column) => ({ column: columns[column]!.name, by }))
      .filter(({ by }) => by !== 0)
      .toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by)),
  }
}
