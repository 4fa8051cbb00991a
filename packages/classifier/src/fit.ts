import type { Examples } from './examples.ts'
import { learn, type Weights } from './learn/softmax.ts'
import { longestOf } from './vectors/longest.ts'
import { matrixOf, type Matrix } from './vectors/vectorise.ts'
import { vocabularyOf, type Vocabulary } from './vectors/vocabulary.ts'

/** What was learnt from texts, and the texts as vectors. */
export type Fitted = { readonly vocabulary: Vocabulary; readonly weights: Weights; readonly matrix: Matrix }

/**
 * Learns from some of the examples, and from nothing else: what the others look like is not known.
 * @param rows the examples to learn from
 */
export const fit = (
  { texts, labels, names }: Examples,
  rows: Int32Array,
  seed: number,
  onEpoch?: (done: number, of: number) => void,
): Fitted => {
  const own = Array.from(rows, (row) => texts[row]!)
  const vocabulary = vocabularyOf(own, names.length, longestOf(own))
  const matrix = matrixOf(own, vocabulary)
  const weights = learn({
    matrix,
    featureCount: vocabulary.hashes.length,
    labels: rows.map((row) => labels[row]!),
    labelCount: names.length,
    rows: Int32Array.from(rows.keys()),
    seed,
    onEpoch,
  })
  return { vocabulary, weights, matrix }
}
