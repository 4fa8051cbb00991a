import { auc, logLoss } from './auc.ts'

/** One tenth of the rows, the most probable first. */
export type Decile = {
  readonly decile: number
  readonly rows: number
  /** What was foretold on average, and how many really converted. */
  readonly probability: number
  readonly converted: number
  readonly rate: number
  /** How many times the average rate, and which share of all conversions down to here. */
  readonly lift: number
  readonly cumulativeShare: number
}

export type ScoreEvaluation = {
  readonly auc: number
  /** Mean logarithmic loss in nats, and that of giving every row the average rate. */
  readonly logLoss: number
  readonly logLossOfAverage: number
  /** Mean squared error of the probabilities (Brier score). */
  readonly brier: number
  /** How far the probabilities are from what came, on average over tenths of the rows. */
  readonly calibrationError: number
  readonly deciles: readonly Decile[]
}

/** Judges probabilities of rows by what became of them. */
export const evaluateScores = (probabilities: Float64Array, target: Uint8Array): ScoreEvaluation => {
  const rows = target.length
  const all = target.reduce((sum, one) => sum + one, 0)
  const base = all / rows
  const order = Int32Array.from(target.keys()).toSorted((a, b) => probabilities[b]! - probabilities[a]! || a - b)
  const deciles: Decile[] = []
  let [sofar, error] = [0, 0]
  for (let decile = 1; decile <= 10; decile += 1) {
    const own = order.subarray(Math.floor(((decile - 1) * rows) / 10), Math.floor((decile * rows) / 10))
    if (own.length === 0) continue
    const converted = own.reduce((sum, row) => sum + target[row]!, 0)
    const probability = own.reduce((sum, row) => sum + probabilities[row]!, 0) / own.length
    sofar += converted
    error += (Math.abs(probability - converted / own.length) * own.length) / rows
    deciles.push({
      decile,
      rows: own.length,
      probability,
      converted,
      rate: converted / own.length,
      lift: converted / own.length / base,
      cumulativeShare: sofar / all,
    })
  }
  let brier = 0
  for (const [row, probability] of probabilities.entries()) brier += (probability - target[row]!) ** 2 / rows
  return {
    auc: auc(probabilities, target),
    logLoss: logLoss(probabilities, target),
    logLossOfAverage: logLoss(new Float64Array(rows).fill(base), target),
    brier,
    calibrationError: error,
    deciles,
  }
}
