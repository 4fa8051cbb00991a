import { dateLevel, dateNumber } from '../compare/date-level.ts'
import { editDistance } from '../compare/edit-distance.ts'
import { levels, type Level } from '../compare/level.ts'
import {
  codeLevel,
  emailLevel,
  localPart,
  numberLevel,
  personNameLevel,
  phoneLevel,
  shortTextLevel,
} from '../compare/text-level.ts'
import type { ColumnType } from './type.ts'
import { overlapOf, type Words } from './words.ts'

/** How alike two different texts of a column are, by their places among the distinct texts. */
export type Comparer = (a: number, b: number) => Level

/** How alike two texts of several words are. */
const wordsLevel = (words: Words, forms: readonly string[], a: number, b: number, initials: boolean): Level => {
  const [formA, formB] = [forms[a]!, forms[b]!]
  // Blanks in the wrong place and slips show in the text as a whole, not word by word.
  const shorter = Math.min(formA.length, formB.length)
  if (shorter >= 6 && !/\d/.test(formA) && editDistance(formA, formB, 2) <= 2) return levels.nearlySame
  const { jaccard, containment } = overlapOf(words, a, b, initials)
  if (jaccard >= 0.8) return levels.nearlySame
  if (jaccard >= 0.6) return levels.verySimilar
  if (jaccard >= 0.4 || containment >= 0.9) return levels.similar
  return jaccard >= 0.2 || containment >= 0.6 ? levels.slightlySimilar : levels.different
}

const plainComparer = (type: ColumnType, forms: readonly string[], words: Words | undefined): Comparer => {
  const byText =
    (level: (a: string, b: string) => Level): Comparer =>
    (a, b) =>
      level(forms[a]!, forms[b]!)
  switch (type) {
    case 'given-name':
    case 'family-name':
      return byText(personNameLevel)
    case 'date': {
      const numbers = Int32Array.from(forms, dateNumber)
      return (a, b) => dateLevel(numbers[a]!, numbers[b]!)
    }
    case 'email': {
      const locals = forms.map(localPart)
      return (a, b) => emailLevel(forms[a]!, forms[b]!, locals[a]!, locals[b]!)
    }
    case 'phone':
      return byText(phoneLevel)
    case 'code':
    case 'postcode':
      return byText(codeLevel)
    case 'number': {
      const values = Float64Array.from(forms, Number)
      return (a, b) => numberLevel(values[a]!, values[b]!)
    }
    case 'name':
    case 'organisation':
    case 'address':
    case 'text':
      return (a, b) => wordsLevel(words!, forms, a, b, type === 'name')
    case 'label':
    case 'ignore':
    default:
      return byText(shortTextLevel)
  }
}

/** Up to so many distinct texts every pair's level is kept once computed: 9 MB at most. */
const mostRemembered = 3000

/** Answers a pair of texts that came before from memory. */
const remembering = (compare: Comparer, distinct: number): Comparer => {
  const known = new Uint8Array(distinct * distinct)
  return (a, b) => {
    const at = a < b ? a * distinct + b : b * distinct + a
    const found = known[at]!
    if (found > 0) return found as Level
    const level = compare(a, b)
    known[at] = level
    return level
  }
}

/**
 * How the texts of a column are compared.
 * @param forms distinct texts in the form in which they are compared, the first is ''
 */
export const comparerOf = (type: ColumnType, forms: readonly string[], words: Words | undefined): Comparer => {
  const compare = plainComparer(type, forms, words)
  return forms.length <= mostRemembered ? remembering(compare, forms.length) : compare
}
