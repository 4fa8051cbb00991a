import { featuresOf } from '../text/features.ts'
import { tokensOf } from '../text/tokens.ts'
import { HashIndex, indexOf } from './hash-index.ts'

/** The features that a model knows. */
export type Vocabulary = {
  readonly hashes: Int32Array
  /** By feature: the rarer among the texts, the more (inverse document frequency, smoothed). */
  readonly rarity: Float32Array
  readonly index: HashIndex
  /** Most UTF-16 units of a text that are looked at. */
  readonly longest: number
}

/** Distinct features that are counted at once; beyond that, those seen only once are forgotten. */
const mostCounted = 6_000_000
/** Weights that a model may have: features times labels. */
const mostWeights = 48_000_000
/** Features from which on one text is too little for a feature to be kept. */
const manyFeatures = 250_000

type Counted = { index: HashIndex; texts: Int32Array; last: Int32Array }

const withRoom = (numbers: Int32Array, size: number): Int32Array => {
  if (size < numbers.length) return numbers
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

/** Forgets features seen once. */
const thinned = ({ index, texts, last }: Counted): Counted => {
  const kept: Counted = { index: new HashIndex(), texts: new Int32Array(1 << 16), last: new Int32Array(1 << 16) }
  for (const [feature, hash] of index.hashes().entries()) {
    if (texts[feature]! < 2) continue
    const number = kept.index.put(hash)
    kept.texts = withRoom(kept.texts, number)
    kept.last = withRoom(kept.last, number)
    kept.texts[number] = texts[feature]!
    kept.last[number] = last[feature]!
  }
  return kept
}

const countedIn = (texts: readonly string[], longest: number): Counted => {
  let counted: Counted = { index: new HashIndex(), texts: new Int32Array(1 << 16), last: new Int32Array(1 << 16) }
  for (const [at, text] of texts.entries()) {
    featuresOf(tokensOf(text, longest), (hash) => {
      const feature = counted.index.put(hash)
      if (feature >= counted.texts.length) {
        counted.texts = withRoom(counted.texts, feature)
        counted.last = withRoom(counted.last, feature)
      }
      // The last text that had it, plus one, so that a text counts once.
      if (counted.last[feature] === at + 1) return
      counted.last[feature] = at + 1
      counted.texts[feature]! += 1
    })
    if (counted.index.size > mostCounted) counted = thinned(counted)
  }
  return counted
}

/** In how many texts a feature must be, so that not more than `most` features are kept. */
const leastTexts = (texts: Int32Array, size: number, most: number): number => {
  let least = size > manyFeatures ? 2 : 1
  const frequent = (): number => {
    let count = 0
    for (let feature = 0; feature < size; feature += 1) if (texts[feature]! >= least) count += 1
    return count
  }
  while (frequent() > most) least += 1
  return least
}

/**
 * Learns which features there are and how rare each is.
 * @param texts all texts to learn from
 * @param labels how many labels the model will tell apart
 * @param longest most UTF-16 units of a text that are looked at
 */
export const vocabularyOf = (texts: readonly string[], labels: number, longest: number): Vocabulary => {
  const counted = countedIn(texts, longest)
  const least = leastTexts(counted.texts, counted.index.size, Math.floor(mostWeights / labels))
  const [hashes, rarity]: [number[], number[]] = [[], []]
  for (const [feature, hash] of counted.index.hashes().entries()) {
    const frequency = counted.texts[feature]!
    if (frequency < least) continue
    hashes.push(hash)
    rarity.push(Math.log((1 + texts.length) / (1 + frequency)) + 1)
  }
  const kept = Int32Array.from(hashes)
  return { hashes: kept, rarity: Float32Array.from(rarity), index: indexOf(kept), longest }
}
