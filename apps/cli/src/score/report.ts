import type { ColumnCheck, CrossValidated, Moved, ScoreEvaluation } from '@candor/scoring'
import type { Leads } from './read.ts'

type Figures = Pick<ScoreEvaluation, 'auc' | 'logLoss' | 'brier' | 'calibrationError'> & { readonly columns: number }

/** What `--json` prints. Shares and probabilities between 0 and 1, what columns move in log-odds. */
export type Report = {
  readonly file: string
  readonly encoding: string
  readonly rows: number
  readonly rowsWithoutOutcome: number
  readonly target: {
    readonly column: string
    readonly positive: string
    readonly converted: number
    readonly rate: number
  }
  readonly folds: number
  readonly seed: number
  /** With every column that was not left out by `--without`. */
  readonly withAllColumns: Figures
  /** Without the columns that are warned of; null where there are none, or no others. */
  readonly withoutWarned: Figures | null
  /** Without those and the doubtful ones; null where there are no doubtful ones, or no others. */
  readonly withoutDoubtful: Figures | null
  readonly warned: readonly string[]
  readonly doubtful: readonly string[]
  readonly leftOut: readonly string[]
  /** Every column, the one that tells most by itself first. */
  readonly columns: readonly ColumnCheck[]
  /** Of the model without the columns that are warned of. */
  readonly logLossOfAverage: number
  readonly deciles: ScoreEvaluation['deciles']
  readonly importance: readonly Moved[]
  /** The leads with the highest scores and why: row of the file from 1 on. */
  readonly highest: readonly {
    readonly row: number
    readonly probability: number
    readonly reasons: readonly Moved[]
  }[]
  readonly seconds: number
  readonly out: string | null
}

/** What was computed. */
export type Scored = {
  readonly checks: readonly ColumnCheck[]
  readonly all: CrossValidated
  readonly withoutWarned: CrossValidated | undefined
  readonly withoutDoubtful: CrossValidated | undefined
}

const shownLeads = 5

const figures = ({ evaluation, importance }: CrossValidated): Figures => ({
  auc: evaluation.auc,
  logLoss: evaluation.logLoss,
  brier: evaluation.brier,
  calibrationError: evaluation.calibrationError,
  columns: importance.length,
})

/** Names of the columns of some suspicion. */
export const suspects = (checks: readonly ColumnCheck[], ...wanted: readonly ColumnCheck['suspicion'][]): string[] =>
  checks.filter(({ suspicion }) => wanted.includes(suspicion)).map(({ name }) => name)

/** Puts the report together. */
export const reportOf = (
  leads: Leads,
  { checks, all, withoutWarned, withoutDoubtful }: Scored,
  { folds, seed, seconds, out }: { folds: number; seed: number; seconds: number; out: string | null },
): Report => {
  const used = withoutWarned ?? all
  const { outcomes, rows, column, positive } = leads.target
  const converted = outcomes.reduce((sum, one) => sum + one, 0)
  const order = [...used.probabilities.keys()].toSorted(
    (a, b) => used.probabilities[b]! - used.probabilities[a]! || a - b,
  )
  return {
    file: leads.name,
    encoding: leads.encoding,
    rows: leads.rows,
    rowsWithoutOutcome: leads.withoutOutcome,
    target: { column, positive, converted, rate: converted / outcomes.length },
    folds,
    seed,
    withAllColumns: figures(all),
    withoutWarned: withoutWarned === undefined ? null : figures(withoutWarned),
    withoutDoubtful: withoutDoubtful === undefined ? null : figures(withoutDoubtful),
    warned: suspects(checks, 'warned'),
    doubtful: suspects(checks, 'doubtful'),
    leftOut: leads.leftOut,
    columns: checks,
    logLossOfAverage: used.evaluation.logLossOfAverage,
    deciles: used.evaluation.deciles,
    importance: used.importance,
    highest: order.slice(0, shownLeads).map((at) => ({
      row: rows[at]! + 1,
      probability: used.probabilities[at]!,
      reasons: used.reasons[at]!,
    })),
    seconds: Number(seconds.toFixed(3)),
    out,
  }
}
