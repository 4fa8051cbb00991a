import type { Matrix } from '../vectors/vectorise.ts'

/** What is added to each count, so that a feature a label never had is unlikely and not impossible. */
const smoothing = 0.1

type Taught = { readonly matrix: Matrix; readonly labels: Int32Array; readonly labelCount: number }

/**
 * The labels that naive Bayes (multinomial, on whether a feature is there) gives: a yardstick that every better model must beat.
 * @param featureCount features of both matrices
 */
export const naiveBayes = (
  { matrix, labels, labelCount }: Taught,
  rows: Int32Array,
  featureCount: number,
  asked: Matrix,
  askedRows: Int32Array,
): Int32Array => {
  const counts = new Float32Array(featureCount * labelCount).fill(smoothing)
  const totals = new Float64Array(labelCount).fill(smoothing * featureCount)
  const texts = new Float64Array(labelCount).fill(smoothing)
  for (const row of rows) {
    const label = labels[row]!
    texts[label]! += 1
    for (let at = matrix.starts[row]!; at < matrix.starts[row + 1]!; at += 1) {
      counts[matrix.features[at]! * labelCount + label]! += 1
      totals[label]! += 1
    }
  }
  for (let at = 0; at < counts.length; at += 1) counts[at] = Math.log(counts[at]! / totals[at % labelCount]!)
  return askedRows.map((row) => {
    const scores = texts.map((count) => Math.log(count))
    for (let at = asked.starts[row]!; at < asked.starts[row + 1]!; at += 1) {
      const first = asked.features[at]! * labelCount
      for (let label = 0; label < labelCount; label += 1) scores[label]! += counts[first + label]!
    }
    return highestOf(scores)
  })
}

/** Place of the largest number. */
export const highestOf = (numbers: Float64Array): number => {
  let best = 0
  for (const [at, number] of numbers.entries()) if (number > numbers[best]!) best = at
  return best
}
