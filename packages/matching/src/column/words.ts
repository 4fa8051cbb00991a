import { editDistance } from '../compare/edit-distance.ts'
import { jaroWinkler } from '../compare/jaro-winkler.ts'

/** The words of all distinct texts of a column: which, and how much each one tells. */
export type Words = {
  /** Words of text `code` are `ids[start[code]]` to before `ids[start[code + 1]]`, ascending, none twice. */
  readonly start: Int32Array
  readonly ids: Int32Array
  /** By word: how rare it is, log2(records ÷ records with it), at least a little. */
  readonly weight: Float32Array
  /** By word: records that have it. */
  readonly records: Int32Array
  readonly texts: readonly string[]
  /** By word: whether one slip may be forgiven. One wrong figure makes another number. */
  readonly forgiving: Uint8Array
  /** By text: sum of its words' weights. */
  readonly total: Float32Array
}

/**
 * Lets every word count alike. Among a handful of texts a word that several have looks common, and one that only one has
 * looks rare, whatever they are in the world.
 */
export const countAlike = ({ weight, total, start }: Words): void => {
  weight.fill(1)
  for (let text = 0; text < total.length; text += 1) total[text] = start[text + 1]! - start[text]!
}

/** Most words of one text that are compared. */
const mostWords = 32

/**
 * Cuts the texts of a column into words.
 * @param texts distinct texts, the first is ''
 * @param counts records that have each text
 * @param size records in all
 */
export const wordsFrom = (
  texts: readonly string[],
  counts: Int32Array,
  size: number,
  cut: (text: string) => string[],
): Words => {
  const places = new Map<string, number>()
  const words: string[] = []
  const records: number[] = []
  const start = new Int32Array(texts.length + 1)
  const ids: number[] = []
  texts.forEach((text, code) => {
    const own = new Set<number>()
    for (const word of code === 0 ? [] : cut(text)) {
      if (own.size === mostWords) break
      let id = places.get(word)
      if (id === undefined) {
        id = words.length
        places.set(word, id)
        words.push(word)
        records.push(0)
      }
      own.add(id)
    }
    for (const id of own) records[id]! += counts[code]!
    ids.push(...[...own].sort((a, b) => a - b))
    start[code + 1] = ids.length
  })
  const weight = Float32Array.from(records, (count) => Math.log2(Math.max(size, 2) / count) + 0.1)
  const total = Float32Array.from(texts, (_, code) => {
    let sum = 0
    for (let at = start[code]!; at < start[code + 1]!; at += 1) sum += weight[ids[at]!]!
    return sum
  })
  return {
    start,
    ids: Int32Array.from(ids),
    weight,
    records: Int32Array.from(records),
    texts: words,
    forgiving: Uint8Array.from(words, (word) => (word.length >= 4 && !/\d/.test(word) ? 1 : 0)),
    total,
  }
}

/** Long texts that share little are not searched for slips: so many pairs of words at most are compared letter by letter. */
const mostSlips = 64

const spareA = new Int32Array(mostWords)
const spareB = new Int32Array(mostWords)

/** How alike two different words are: 0, or nearly 1. An initial stands for a word when that is allowed. */
const wordLikeness = (words: Words, a: number, b: number, initials: boolean): number => {
  const [textA, textB] = [words.texts[a]!, words.texts[b]!]
  if (initials && (textA.length === 1 || textB.length === 1))
    return textA.charCodeAt(0) === textB.charCodeAt(0) ? 0.6 : 0
  if (words.forgiving[a] === 0 || words.forgiving[b] === 0) return 0
  if (Math.abs(textA.length - textB.length) > 3) return 0
  if (editDistance(textA, textB, 1) <= 1) return 0.9
  return jaroWinkler(textA, textB) >= 0.92 ? 0.8 : 0
}

/** Shared weight of two texts, and what part of all weight, and of the lighter text's, that is. */
export type Overlap = { readonly jaccard: number; readonly containment: number }

/**
 * How much of what two texts say, word by word, is the same; rare words say more, small slips are forgiven.
 * @param initials whether one letter may stand for a word, as in names
 */
export const overlapOf = (words: Words, a: number, b: number, initials: boolean): Overlap => {
  const { start, ids, weight, total } = words
  let [i, j] = [start[a]!, start[b]!]
  const [endA, endB] = [start[a + 1]!, start[b + 1]!]
  let [shared, leftA, leftB] = [0, 0, 0]
  while (i < endA || j < endB) {
    const wordA = i < endA ? ids[i]! : Infinity
    const wordB = j < endB ? ids[j]! : Infinity
    if (wordA === wordB) {
      shared += weight[wordA]!
      i += 1
      j += 1
    } else if (wordA < wordB) {
      spareA[leftA++] = wordA
      i += 1
    } else {
      spareB[leftB++] = wordB
      j += 1
    }
  }
  const searched = leftA * leftB <= mostSlips ? leftA : 0
  for (let at = 0; at < searched; at += 1) {
    for (let other = 0; other < leftB; other += 1) {
      const wordB = spareB[other]!
      if (wordB < 0) continue
      const likeness = wordLikeness(words, spareA[at]!, wordB, initials)
      if (likeness > 0) {
        shared += likeness * Math.min(weight[spareA[at]!]!, weight[wordB]!)
        spareB[other] = -1
        break
      }
    }
  }
  const lighter = Math.min(total[a]!, total[b]!)
  const union = total[a]! + total[b]! - shared
  return {
    jaccard: union <= 0 ? 0 : Math.min(1, shared / union),
    containment: lighter <= 0 ? 0 : Math.min(1, shared / lighter),
  }
}
