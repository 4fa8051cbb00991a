import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { levels, type Level } from './level.ts'

/** How alike two different short texts are: names, places. Both folded, without blanks. */
export const shortTextLevel = (a: string, b: string): Level => {
  if (a === b) return levels.same
  const shorter = Math.min(a.length, b.length)
  if (shorter === 0) return levels.different
  const likeness = jaroWinkler(a, b)
  if (likeness < 0.7) return levels.different
  const edits = editDistance(a, b, 2)
  if ((edits === 1 && shorter >= 4) || likeness >= 0.94) return levels.nearlySame
  // A short form begins as the long one does: Rob, Robert.
  const isBeginning = shorter >= 3 && (a.startsWith(b) || b.startsWith(a))
  if ((edits <= 2 && shorter >= 5) || likeness >= 0.9 || isBeginning) return levels.verySimilar
  if (likeness >= 0.84) return levels.similar
  return likeness >= 0.76 ? levels.slightlySimilar : levels.different
}

/** As {@link shortTextLevel} for the name of a person, where one letter may stand for a name: `J`, `John`. */
export const personNameLevel = (a: string, b: string): Level => {
  if (a !== b && Math.min(a.length, b.length) === 1 && a.charCodeAt(0) === b.charCodeAt(0)) return levels.similar
  return shortTextLevel(a, b)
}

/** How alike two different identifiers are. One wrong figure in a long number is a slip, half of them are another number. */
export const codeLevel = (a: string, b: string): Level => {
  if (a === b) return levels.same
  const shorter = Math.min(a.length, b.length)
  const edits = editDistance(a, b, 3)
  if (edits === 1) return shorter >= 3 ? levels.nearlySame : levels.similar
  if (edits === 2 && shorter >= 5) return levels.verySimilar
  if (shorter >= 5 && (a.endsWith(b) || b.endsWith(a) || a.startsWith(b) || b.startsWith(a))) return levels.verySimilar
  return edits === 3 && shorter >= 7 ? levels.similar : levels.different
}

/** Figures of a telephone number that one subscriber's line always has, whatever stands before them. */
const subscriberFigures = 7

/** How alike two different telephone numbers are; with or without the codes of country and town they are one. */
export const phoneLevel = (a: string, b: string): Level => {
  if (a === b) return levels.same
  const shorter = Math.min(a.length, b.length)
  if (shorter >= subscriberFigures && (a.endsWith(b) || b.endsWith(a))) return levels.nearlySame
  const edits = editDistance(a, b, 2)
  if (shorter >= subscriberFigures && a.slice(-subscriberFigures) === b.slice(-subscriberFigures)) {
    return levels.verySimilar
  }
  if (edits === 1) return levels.verySimilar
  if (edits === 2) return levels.similar
  return levels.different
}

/** The part of an e-mail address before its last @. */
export const localPart = (address: string): string => address.slice(0, Math.max(0, address.lastIndexOf('@')))

/**
 * How alike two different e-mail addresses are; the part before the @ counts, people change providers.
 * @param localA {@link localPart} of the first
 */
export const emailLevel = (a: string, b: string, localA: string, localB: string): Level => {
  if (a === b) return levels.same
  if (localA === localB && localA.length >= 4) return levels.nearlySame
  const likeness = jaroWinkler(localA, localB)
  // No three slips bring the parts before the @ so far apart.
  if (likeness < 0.6) return levels.different
  const edits = editDistance(a, b, 3)
  if (edits <= 2) return levels.nearlySame
  if (edits === 3) return levels.verySimilar
  if (likeness >= 0.92) return levels.similar
  return likeness >= 0.82 ? levels.slightlySimilar : levels.different
}

/** How alike two different quantities are, by what part of the larger they differ. */
export const numberLevel = (a: number, b: number): Level => {
  if (a === b) return levels.same
  const share = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))
  if (share <= 0.01) return levels.nearlySame
  if (share <= 0.05) return levels.verySimilar
  if (share <= 0.15) return levels.similar
  return share <= 0.3 ? levels.slightlySimilar : levels.different
}
