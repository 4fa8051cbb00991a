import type { Judged } from './evaluate/routing.ts'
import type { Examples } from './examples.ts'
import { fit } from './fit.ts'
import { highestOf, naiveBayes } from './learn/bayes.ts'
import { foldsOf } from './learn/folds.ts'
import { scoresOf } from './learn/softmax.ts'
import { calibrate, type Calibration, type Unseen } from './learn/calibrate.ts'
import { vectoriser } from './vectors/vectorise.ts'
import { matrixOf } from './vectors/vectorise.ts'
import { tokensOf } from './text/tokens.ts'

/** What a model said about texts that it had not learnt from. */
export type HeldOut = Unseen & {
  /** The texts, by their places among the examples. */
  readonly rows: Int32Array
  /** What naive Bayes and always the most frequent label gave, where they were asked. */
  readonly bayes: Int32Array | undefined
  readonly majority: Int32Array | undefined
  /** Milliseconds that learning took, and that all answers took. */
  readonly learning: number
  readonly answering: number
}

export type HoldOutOptions = {
  readonly folds: number
  /** How many of the folds are held out in turn; all unless given. */
  readonly turns?: number
  readonly seed: number
  /** Whether the yardsticks are asked too. */
  readonly withBaselines?: boolean
  readonly onProgress?: ((done: number, of: number) => void) | undefined
}

const mostFrequent = (labels: Int32Array, rows: Int32Array, labelCount: number): number => {
  const counts = new Float64Array(labelCount)
  for (const row of rows) counts[labels[row]!]! += 1
  return highestOf(counts)
}

/** Holds out fold after fold, learns from the others, and asks about it. */
export const heldOut = (
  examples: Examples,
  { folds, turns = folds, seed, withBaselines = false, onProgress }: HoldOutOptions,
): HeldOut => {
  const { texts, labels, names } = examples
  const foldOf = foldsOf(labels, folds, seed)
  const all = Int32Array.from(labels.keys())
  const rows = all.filter((row) => foldOf[row]! < turns)
  const scores = new Float64Array(rows.length * names.length)
  const [bayes, majority] = [new Int32Array(rows.length), new Int32Array(rows.length)]
  let [learning, answering] = [0, 0]
  for (let turn = 0; turn < turns; turn += 1) {
    const taught = all.filter((row) => foldOf[row] !== turn)
    const began = performance.now()
    const { vocabulary, weights, matrix } = fit(examples, taught, seed + turn, (done, of) =>
      onProgress?.(turn + done / of, turns),
    )
    const learnt = performance.now()
    learning += learnt - began
    const vectorise = vectoriser(vocabulary)
    const asked = Int32Array.from(rows.keys()).filter((place) => foldOf[rows[place]!] === turn)
    for (const place of asked) {
      const vector = vectorise(tokensOf(texts[rows[place]!]!, vocabulary.longest))
      scores.set(scoresOf(weights, vector), place * names.length)
    }
    answering += performance.now() - learnt
    if (!withBaselines) continue
    const own = { matrix, labels: taught.map((row) => labels[row]!), labelCount: names.length }
    const askedMatrix = matrixOf(
      Array.from(asked, (place) => texts[rows[place]!]!),
      vocabulary,
    )
    const places = Int32Array.from(asked.keys())
    const given = naiveBayes(own, Int32Array.from(taught.keys()), vocabulary.hashes.length, askedMatrix, places)
    const frequent = mostFrequent(labels, taught, names.length)
    for (const [at, place] of asked.entries()) {
      bayes[place] = given[at]!
      majority[place] = frequent
    }
  }
  return {
    labelCount: names.length,
    scores,
    labels: rows.map((row) => labels[row]!),
    rows,
    bayes: withBaselines ? bayes : undefined,
    majority: withBaselines ? majority : undefined,
    learning,
    answering,
  }
}

/** The answers to held-out texts: label and probability of each, and whether it is right. */
export const answersTo = (
  { labelCount, scores, labels }: Unseen,
  calibration: Calibration,
): (Judged & { readonly label: number })[] =>
  Array.from(labels, (truth, at) => {
    const own = scores.slice(at * labelCount, (at + 1) * labelCount)
    calibrate(own, calibration)
    const label = highestOf(own)
    return { label, probability: own[label]!, isRight: label === truth }
  })
