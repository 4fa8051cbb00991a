import type { Calibration } from '../learn/calibrate.ts'
import type { Weights } from '../learn/softmax.ts'
import { featuresOf } from '../text/features.ts'
import { kinds } from '../text/signs.ts'
import type { Tokens } from '../text/tokens.ts'
import type { Vector } from '../vectors/vectorise.ts'
import type { Vocabulary } from '../vectors/vocabulary.ts'

/** A word and how much it speaks for a label, in units of the logarithm of the odds. */
export type Reason = { readonly word: string; readonly weight: number }

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The words of a text as people see them: those of scripts without blanks are cut by the dictionary of Unicode (ICU). */
const wordsOf = ({ text, places, from, to, kinds: kindsOf }: Tokens): { word: string; from: number; to: number }[] =>
  kindsOf.flatMap((kind, token) => {
    const [start, end] = [from[token]!, to[token]!]
    const between = (first: number, after: number): string =>
      Array.from({ length: after - first }, (_, at) =>
        String.fromCodePoint(text.codePointAt(places[first + at]!)!),
      ).join('')
    const whole = between(start, end)
    if (kind !== kinds.ideograph) return [{ word: whole, from: start, to: end }]
    let at = start
    return Array.from(segmenter.segment(whole), ({ segment }) => {
      const first = at
      at += Array.from(segment).length
      return { word: segment, from: first, to: at }
    })
  })

type Known = { readonly vocabulary: Vocabulary; readonly weights: Weights; readonly calibration: Calibration }

/**
 * The words of a text that speak most for a label. What a feature adds to the label's score beyond the mean of all labels is
 * spread over the signs it spans, and each word gets what its signs got.
 * @param most how many words at most
 */
export const reasonsFor = (
  { vocabulary, weights: { labels, values }, calibration }: Known,
  tokens: Tokens,
  vector: Vector,
  label: number,
  most: number,
): Reason[] => {
  if (most === 0 || vector.features.length === 0) return []
  const amounts = new Map<number, number>()
  for (const [at, feature] of vector.features.entries()) {
    const row = values.subarray(feature * labels, (feature + 1) * labels)
    const mean = row.reduce((sum, weight) => sum + weight, 0) / labels
    amounts.set(feature, ((row[label]! - mean) * vector.values[at]!) / calibration.temperature)
  }
  const times = new Map<number, number>()
  const spans: [number, number, number][] = []
  featuresOf(tokens, (hash, _, from, to) => {
    const feature = vocabulary.index.find(hash)
    if (!amounts.has(feature)) return
    times.set(feature, (times.get(feature) ?? 0) + 1)
    spans.push([feature, from, to])
  })
  const bySign = new Float64Array(tokens.codes.length)
  for (const [feature, from, to] of spans) {
    const amount = amounts.get(feature)! / times.get(feature)! / (to - from)
    for (let sign = from; sign < to; sign += 1) bySign[sign]! += amount
  }
  const byWord = new Map<string, number>()
  for (const { word, from, to } of wordsOf(tokens)) {
    const amount = bySign.subarray(from, to).reduce((sum, part) => sum + part, 0)
    byWord.set(word, (byWord.get(word) ?? 0) + amount)
  }
  return Array.from(byWord, ([word, weight]) => ({ word, weight }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, most)
}
