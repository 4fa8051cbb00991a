import { randomFrom, shuffle } from '../random.ts'
import type { Matrix, Vector } from '../vectors/vectorise.ts'

/** Weights of a linear model: those of feature `f` from `f × labels` on; last the one that every text has. */
export type Weights = { readonly labels: number; readonly values: Float32Array }

/** How it learns; found by measurement on sets of intents and of moods in both languages. */
const biasRate = 0.1
/** Share of features that a text is shown without, each time others, so that no single word decides. */
const leftOut = 0.5
/** Texts shown in all for each unit of the rate, unless each has been shown the least or the most times. */
const textsShown = 100_000
const leastEpochs = 5
const mostEpochs = 60
/** Texts shown times labels, beyond which more would only take longer. */
const mostAnswers = 60_000_000
/** Mean loss of an epoch from which on nothing is left to learn. */
const learnt = 0.005
/** Labels whose error is smaller are not changed. */
const negligible = 1e-4

/** How far a step goes at first: the more labels, the further, since each is right the more seldom. */
const rateFor = (labels: number): number => Math.min(2, Math.max(1, Math.log2(labels) / 3))

/** How often the texts are gone through. */
const epochsFor = (texts: number, labels: number): number => {
  const wanted = Math.ceil((textsShown * rateFor(labels)) / texts)
  return Math.max(leastEpochs, Math.min(mostEpochs, wanted, Math.floor(mostAnswers / (texts * labels))))
}

/** Turns scores into probabilities, in place. @returns the logarithm of the sum of their exponentials */
export const normalise = (scores: Float64Array, temperature = 1): number => {
  let highest = -Infinity
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (const [label, score] of scores.entries()) {
    const power = Math.exp((score - highest) / temperature)
    scores[label] = power
    sum += power
  }
  for (let label = 0; label < scores.length; label += 1) scores[label]! /= sum
  return highest / temperature + Math.log(sum)
}

/** The scores of all labels for a text. */
export const scoresOf = ({ labels, values: weights }: Weights, { features, values }: Vector): Float64Array => {
  const bias = weights.length - labels
  const scores = Float64Array.from(weights.subarray(bias))
  for (let at = 0; at < features.length; at += 1) {
    const [row, value] = [features[at]! * labels, values[at]!]
    for (let label = 0; label < labels; label += 1) scores[label]! += weights[row + label]! * value
  }
  return scores
}

/** What a training needs. */
export type Lesson = {
  readonly matrix: Matrix
  readonly featureCount: number
  /** By text: its label. */
  readonly labels: Int32Array
  readonly labelCount: number
  /** The texts to learn from. */
  readonly rows: Int32Array
  readonly seed: number
  readonly onEpoch?: ((done: number, of: number) => void) | undefined
}

/**
 * Multinomial logistic regression by stochastic gradient descent: the rate falls evenly to nothing, and of each text a random half of the
 * features is left out each time (dropout), which keeps the weights small without a penalty.
 */
export const learn = ({ matrix, featureCount, labels, labelCount, rows, seed, onEpoch }: Lesson): Weights => {
  const weights = new Float32Array((featureCount + 1) * labelCount)
  const bias = featureCount * labelCount
  const random = randomFrom(seed)
  const order = Int32Array.from(rows)
  const errors = new Float64Array(labelCount)
  const wrong = new Int32Array(labelCount)
  let shown = { features: new Int32Array(64), values: new Float32Array(64) }
  const [epochs, rate] = [epochsFor(rows.length, labelCount), rateFor(labelCount)]
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random)
    const step = rate * (1 - epoch / epochs)
    let loss = 0
    for (const row of order) {
      const [start, end] = [matrix.starts[row]!, matrix.starts[row + 1]!]
      if (end - start > shown.features.length) {
        shown = { features: new Int32Array((end - start) * 2), values: new Float32Array((end - start) * 2) }
      }
      let count = 0
      for (let at = start; at < end; at += 1) {
        if (random() < leftOut) continue
        shown.features[count] = matrix.features[at]! * labelCount
        shown.values[count] = matrix.values[at]! / (1 - leftOut)
        count += 1
      }
      for (let label = 0; label < labelCount; label += 1) errors[label] = weights[bias + label]!
      for (let at = 0; at < count; at += 1) {
        const [first, value] = [shown.features[at]!, shown.values[at]!]
        for (let label = 0; label < labelCount; label += 1) errors[label]! += weights[first + label]! * value
      }
      normalise(errors)
      const truth = labels[row]!
      loss -= Math.log(Math.max(errors[truth]!, 1e-12))
      errors[truth]! -= 1
      let wrongCount = 0
      for (let label = 0; label < labelCount; label += 1) {
        if (Math.abs(errors[label]!) < negligible) continue
        wrong[wrongCount] = label
        wrongCount += 1
        weights[bias + label]! -= step * biasRate * errors[label]!
      }
      for (let at = 0; at < count; at += 1) {
        const [first, change] = [shown.features[at]!, shown.values[at]! * step]
        for (let place = 0; place < wrongCount; place += 1) {
          const label = wrong[place]!
          weights[first + label]! -= change * errors[label]!
        }
      }
    }
    onEpoch?.(epoch + 1, epochs)
    if (loss / order.length < learnt) break
  }
  return { labels: labelCount, values: weights }
}
