import { routingFor } from './evaluate/routing.ts'
import { examplesOf, type Example } from './examples.ts'
import { fit } from './fit.ts'
import { answersTo, heldOut } from './held-out.ts'
import { logLoss, calibrationFor } from './learn/calibrate.ts'
import { Classifier } from './model/classifier.ts'

export type TrainOptions = {
  /** The same seed gives the same model; 1 unless given. */
  readonly seed?: number
  /** Share of right answers wanted of texts that are routed automatically; 0.95 unless given. */
  readonly precision?: number
  /** Told how far it is, from 0 to 1. */
  readonly onProgress?: ((done: number) => void) | undefined
}

/** Texts from which on one fifth of them, held out once, is enough to calibrate by. */
const manyTexts = 4000

/**
 * Learns to tell labels apart. Some examples are held out first, to find out how sure the model may be of itself; then it learns from all.
 * @throws CLASSIFIER_NO_TEXTS, CLASSIFIER_ONE_LABEL, CLASSIFIER_TOO_MANY_LABELS
 */
export const train = (given: readonly Example[], options: TrainOptions = {}): Classifier => {
  const { seed = 1, precision = 0.95, onProgress } = options
  const examples = examplesOf(given)
  const [folds, turns] = examples.texts.length < manyTexts ? [3, 3] : [5, 1]
  const unseen = heldOut(examples, {
    folds,
    turns,
    seed,
    onProgress: (done) => onProgress?.(done / (turns + 1)),
  })
  const calibration = calibrationFor(unseen)
  const answers = answersTo(unseen, calibration)
  const all = Int32Array.from(examples.labels.keys())
  const { vocabulary, weights } = fit(examples, all, seed, (done, of) =>
    onProgress?.((turns + done / of) / (turns + 1)),
  )
  return new Classifier({
    labels: examples.names,
    vocabulary,
    weights,
    calibration,
    heldOut: {
      texts: answers.length,
      accuracy: answers.filter(({ isRight }) => isRight).length / Math.max(1, answers.length),
      logLoss: logLoss(unseen, calibration),
    },
    routing: routingFor(answers, precision),
  })
}
