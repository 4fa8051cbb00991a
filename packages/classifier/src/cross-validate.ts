import { routingFor, type Routing } from './evaluate/routing.ts'
import { evaluate, type Evaluation } from './evaluate/evaluate.ts'
import { examplesOf, type Example } from './examples.ts'
import { answersTo, heldOut } from './held-out.ts'
import { calibrationFor } from './learn/calibrate.ts'
import type { TrainOptions } from './train.ts'

/** How well labels can be learnt, seen on each text by a model that had not learnt from it. */
export type CrossValidation = {
  readonly evaluation: Evaluation
  /** By text, in the order given: what it was given, and how probable that was. */
  readonly answers: readonly { readonly label: string; readonly probability: number }[]
  readonly routing: Routing
  /** What always the most frequent label, and naive Bayes, reach on the same texts. */
  readonly baselines: { readonly majority: Evaluation; readonly naiveBayes: Evaluation }
  readonly labels: readonly string[]
  /** Milliseconds to learn, all folds together, and for one answer. */
  readonly learning: number
  readonly answering: number
}

/**
 * Cross-validates: parts the examples into folds with each label equally often, and asks about each fold a model learnt from the others.
 * @param given examples with text and label
 * @throws as {@link train} does
 */
export const crossValidate = (
  given: readonly Example[],
  { folds = 5, seed = 1, precision = 0.95, onProgress }: TrainOptions & { readonly folds?: number } = {},
): CrossValidation => {
  const examples = examplesOf(given)
  const { names } = examples
  const found = heldOut(examples, {
    folds: Math.max(2, Math.min(folds, examples.texts.length)),
    seed,
    withBaselines: true,
    onProgress: (done, of) => onProgress?.(done / of),
  })
  const answers = answersTo(found, calibrationFor(found))
  const truth = Array.from(found.labels, (label) => names[label]!)
  const named = (labels: Iterable<number>): string[] => Array.from(labels, (label) => names[label]!)
  return {
    evaluation: evaluate(truth, named(answers.map(({ label }) => label))),
    answers: answers.map(({ label, probability }) => ({ label: names[label]!, probability })),
    routing: routingFor(answers, precision),
    baselines: {
      majority: evaluate(truth, named(found.majority ?? [])),
      naiveBayes: evaluate(truth, named(found.bayes ?? [])),
    },
    labels: names,
    learning: found.learning,
    answering: found.answering / Math.max(1, answers.length),
  }
}
