import type { Confusion, Evaluation, LabelEvaluation, Routing } from '@candor/classifier'
import type { Asked } from './ask.ts'
import { skippedIn, usedRows, type LabelledFile, type Skipped } from './read.ts'

type FileReport = {
  readonly name: string
  readonly encoding: string
  readonly rows: number
  /** Rows that were used. */
  readonly texts: number
  readonly skipped: Skipped
}

type Yardstick = Pick<Evaluation, 'accuracy' | 'macroF1'>

/** What `--json` prints. Shares and probabilities between 0 and 1, null where nothing was there to divide by. */
export type Report = {
  readonly method: 'test-file' | 'cross-validation'
  readonly folds: number | null
  readonly seed: number
  readonly train: FileReport
  readonly test: FileReport | null
  readonly classes: number
  readonly accuracy: number
  readonly macroF1: number
  readonly weightedF1: number
  readonly right: number
  /** The accuracy if every row whose label was never seen in training counts as wrong. */
  readonly accuracyWithUnknownLabels: number
  /** Seconds to learn; with cross-validation for all folds together. */
  readonly trainSeconds: number
  readonly millisecondsPerText: number
  readonly totalSeconds: number
  /** Processor time of learning and answering, which does not depend on what else the machine does. */
  readonly cpuSeconds: number
  readonly baselines: { readonly majority: Yardstick; readonly naiveBayes: Yardstick }
  readonly routing: Routing
  readonly labels: readonly LabelEvaluation[]
  readonly confusions: readonly Confusion[]
  readonly confusionsLeftOut: number
  readonly out: string | null
}

/** Pairs of labels that are listed. */
const mostConfusions = 30

const rounded = (value: number, digits = 6): number => Number(value.toFixed(digits))

const fileReport = (file: LabelledFile): FileReport => ({
  name: file.name,
  encoding: file.encoding,
  rows: file.rows.length,
  texts: usedRows(file).length,
  skipped: skippedIn(file),
})

const yardstick = ({ accuracy, macroF1 }: Evaluation): Yardstick => ({
  accuracy: rounded(accuracy),
  macroF1: rounded(macroF1),
})

/** How it was run. */
type Run = {
  /** Where the file was cross-validated. */
  readonly folds: number | null
  readonly seed: number
  readonly seconds: number
  readonly cpuSeconds: number
  /** The file that every row's answer was written to. */
  readonly out: string | null
}

/**
 * Puts the report together.
 */
export const reportOf = (
  learnt: LabelledFile,
  found: Asked,
  { folds, seed, seconds, cpuSeconds, out }: Run,
): Report => {
  const { evaluation, routing } = found
  const { unknownLabel } = skippedIn(found.asked)
  return {
    method: folds === null ? 'test-file' : 'cross-validation',
    folds,
    seed,
    train: fileReport(learnt),
    test: folds === null ? fileReport(found.asked) : null,
    classes: found.labels.length,
    accuracy: rounded(evaluation.accuracy),
    macroF1: rounded(evaluation.macroF1),
    weightedF1: rounded(evaluation.weightedF1),
    right: evaluation.right,
    accuracyWithUnknownLabels: rounded(evaluation.right / (evaluation.texts + unknownLabel)),
    trainSeconds: rounded(found.trainSeconds, 3),
    millisecondsPerText: rounded(found.millisecondsPerText, 4),
    totalSeconds: rounded(seconds, 3),
    cpuSeconds: rounded(cpuSeconds, 3),
    baselines: {
      majority: yardstick(found.baselines.majority),
      naiveBayes: yardstick(found.baselines.naiveBayes),
    },
    routing,
    labels: evaluation.labels,
    confusions: evaluation.confusions.slice(0, mostConfusions),
    confusionsLeftOut: Math.max(0, evaluation.confusions.length - mostConfusions),
    out,
  }
}
