import { auc, logLoss } from '../evaluate/auc.ts'
import { foldsOf } from '../folds.ts'

/** How much a column tells by itself about rows that it was not learnt from. */
export type Single = {
  readonly auc: number
  /** Share of the uncertainty about the outcome that it takes away; 0 where it takes none. */
  readonly explained: number
}

const folds = 5
/** Rows with the average outcome that every bin is thought to have besides its own. */
const cautious = 5

/** Judges one column in bins. */
export const judgeSingle = (bins: Uint8Array, binCount: number, target: Uint8Array): Single => {
  const foldOf = foldsOf(target, folds, 1)
  const converted = target.reduce((sum, one) => sum + one, 0)
  const base = converted / target.length
  const probabilities = new Float64Array(target.length)
  for (let fold = 0; fold < folds; fold += 1) {
    const [hits, rows] = [new Float64Array(binCount), new Float64Array(binCount)]
    for (const [row, bin] of bins.entries()) {
      if (foldOf[row] === fold) continue
      hits[bin]! += target[row]!
      rows[bin]! += 1
    }
    for (const [row, bin] of bins.entries()) {
      if (foldOf[row] === fold) probabilities[row] = (hits[bin]! + base * cautious) / (rows[bin]! + cautious)
    }
  }
  const uncertainty = -(base * Math.log(base) + (1 - base) * Math.log(1 - base))
  return {
    auc: Math.max(0.5, auc(probabilities, target)),
    explained: Math.max(0, 1 - logLoss(probabilities, target) / uncertainty),
  }
}
