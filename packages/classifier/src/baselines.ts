import { evaluate, type Evaluation } from './evaluate/evaluate.ts'
import { examplesOf, type Example } from './examples.ts'
import { highestOf, naiveBayes } from './learn/bayes.ts'
import { matrixOf } from './vectors/vectorise.ts'
import type { Vocabulary } from './vectors/vocabulary.ts'

/** What models that need no learning worth the name reach: the yardstick for one that does. */
export type Baselines = { readonly majority: Evaluation; readonly naiveBayes: Evaluation }

/**
 * Asks the yardsticks: always the most frequent label, and naive Bayes on the same features.
 * @param vocabulary of the model that they are held against
 */
export const baselinesOf = (
  given: readonly Example[],
  asked: readonly Example[],
  vocabulary: Vocabulary,
): Baselines => {
  const { texts, labels, names } = examplesOf(given)
  const counts = new Float64Array(names.length)
  for (const label of labels) counts[label]! += 1
  const frequent = names[highestOf(counts)]!
  const found = naiveBayes(
    { matrix: matrixOf(texts, vocabulary), labels, labelCount: names.length },
    Int32Array.from(labels.keys()),
    vocabulary.hashes.length,
    matrixOf(
      asked.map(({ text }) => text),
      vocabulary,
    ),
    Int32Array.from(asked.keys()),
  )
  const truth = asked.map(({ label }) => label)
  return {
    majority: evaluate(
      truth,
      truth.map(() => frequent),
    ),
    naiveBayes: evaluate(
      truth,
      Array.from(found, (label) => names[label]!),
    ),
  }
}
