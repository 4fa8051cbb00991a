import { hashAdd, hashBegin, hashFinish } from './hash.ts'
import { kinds } from './signs.ts'
import type { Tokens } from './tokens.ts'

/** Takes a feature of a text: its hash, its group, and the signs that it spans (the last one not among them). */
export type Take = (hash: number, group: number, from: number, to: number) => void

/** Groups of features. Each is brought to one length by itself, so that the many do not drown the few. */
const words = 0
const parts = 1
export const groupCount = 2

/** Parts of words, in signs; with the blanks around a word they tell its beginning and its end. */
const shortestPart = 3
const longestPart = 5
/** Ideographs taken together: one says much, two are most words, three most phrases. */
const mostIdeographs = 3

/** What kinds of features hash from, so that the same signs in two kinds are two features. */
const ofWord = 0
const ofPair = 1
const ofPart = 10
const ofIdeographs = 20
const beginning = hashBegin(99)
const ideographsBefore = hashBegin(97)
const blank = 32

/** Runs of `length` signs of a token, of which one may lie outside at either end. */
const takeRuns = (
  { codes }: Tokens,
  [start, end]: readonly [number, number],
  length: number,
  kind: number,
  group: number,
  take: Take,
): void => {
  for (let at = start - 1; at + length <= end + 1; at += 1) {
    let hash = hashBegin(kind + length)
    for (let sign = at; sign < at + length; sign += 1) {
      hash = hashAdd(hash, sign < start || sign >= end ? blank : codes[sign]!)
    }
    take(hashFinish(hash), group, Math.max(at, start), Math.min(at + length, end))
  }
}

const takeIdeographs = (tokens: Tokens, start: number, end: number, take: Take): void => {
  for (let at = start; at < end; at += 1) {
    take(hashFinish(hashAdd(hashBegin(ofIdeographs + 1), tokens.codes[at]!)), words, at, at + 1)
  }
  for (let length = 2; length <= mostIdeographs; length += 1) {
    takeRuns(tokens, [start, end], length, ofIdeographs, length === 2 ? words : parts, take)
  }
}

const wordHash = ({ codes }: Tokens, start: number, end: number): number => {
  let hash = hashBegin(ofWord)
  for (let at = start; at < end; at += 1) hash = hashAdd(hash, codes[at]!)
  return hashFinish(hash)
}

/**
 * All features of a text: words and signs, pairs of neighbouring words, parts of words, and one to three ideographs in a
 * row. No language is told apart: a text that mixes them has the features of each.
 */
export const featuresOf = (tokens: Tokens, take: Take): void => {
  let [before, beforeStart] = [beginning, 0]
  for (const [token, kind] of tokens.kinds.entries()) {
    const [start, end] = [tokens.from[token]!, tokens.to[token]!]
    if (kind === kinds.ideograph) {
      takeIdeographs(tokens, start, end, take)
      before = ideographsBefore
    } else {
      const word = wordHash(tokens, start, end)
      take(word, words, start, end)
      take(hashFinish(hashAdd(hashAdd(hashBegin(ofPair), before), word)), words, beforeStart, end)
      before = word
      if (kind === kinds.word) {
        for (let length = shortestPart; length <= longestPart; length += 1) {
          takeRuns(tokens, [start, end], length, ofPart, parts, take)
        }
      }
    }
    beforeStart = start
  }
}
