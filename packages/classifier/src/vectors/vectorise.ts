import { featuresOf, groupCount } from '../text/features.ts'
import { tokensOf, type Tokens } from '../text/tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One text as numbers: its features and how much of each; of length 1, or empty where nothing in it is known. */
export type Vector = { readonly features: Int32Array; readonly values: Float32Array }

/**
 * Makes vectors: each feature counts by its rarity, repeated ones by the logarithm; each group of features has the same
 * length.
 */
export const vectoriser = (vocabulary: Vocabulary): ((tokens: Tokens) => Vector) => {
  const counts = new Int32Array(vocabulary.hashes.length)
  const groupOf = new Uint8Array(vocabulary.hashes.length)
  const found: number[] = []
  return (tokens) => {
    found.length = 0
    featuresOf(tokens, (hash, group) => {
      const feature = vocabulary.index.find(hash)
      if (feature < 0) return
      if (counts[feature] === 0) {
        found.push(feature)
        groupOf[feature] = group
      }
      counts[feature]! += 1
    })
    const features = Int32Array.from(found)
    const values = new Float32Array(found.length)
    const squares = new Float64Array(groupCount)
    for (const [at, feature] of features.entries()) {
      const value = (1 + Math.log(counts[feature]!)) * vocabulary.rarity[feature]!
      values[at] = value
      squares[groupOf[feature]!]! += value * value
      counts[feature] = 0
    }
    const filled = squares.reduce((count, square) => (square > 0 ? count + 1 : count), 0)
    for (const [at, feature] of features.entries()) {
      values[at] = values[at]! / Math.sqrt(squares[groupOf[feature]!]! * filled)
    }
    return { features, values }
  }
}

/** Vectors of many texts, one behind the other: those of text `i` from `starts[i]` to `starts[i + 1]`. */
export type Matrix = {
  readonly starts: Float64Array
  readonly features: Int32Array
  readonly values: Float32Array
}

/** The vectors of texts. */
export const matrixOf = (texts: readonly string[], vocabulary: Vocabulary): Matrix => {
  const vectorise = vectoriser(vocabulary)
  const starts = new Float64Array(texts.length + 1)
  let [features, values] = [new Int32Array(1 << 16), new Float32Array(1 << 16)]
  for (const [at, text] of texts.entries()) {
    const vector = vectorise(tokensOf(text, vocabulary.longest))
    const start = starts[at]!
    const end = start + vector.features.length
    if (end > features.length) {
      const size = Math.max(end, Math.ceil(features.length * 1.5))
      const [moreFeatures, moreValues] = [new Int32Array(size), new Float32Array(size)]
      moreFeatures.set(features.subarray(0, start))
      moreValues.set(values.subarray(0, start))
      ;[features, values] = [moreFeatures, moreValues]
    }
    features.set(vector.features, start)
    values.set(vector.values, start)
    starts[at + 1] = end
  }
  return { starts, features, values }
}
