import { commonWords, keyRows } from './common.ts'
import { identityErrors } from '../errors.ts'

/** What else is known of the person: nothing of it makes a password. */
export type Personal = { readonly name?: string; readonly email?: string; readonly organisation?: string }

/** Fewest characters of a password that remain when everything guessable was taken out of it. */
const leastOwn = 4

/** Digits and signs that stand for letters. */
const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '+': 't',
}

const undisguised = (text: string): string => text.replaceAll(/[^\p{L}]/gu, (sign) => disguises[sign] ?? sign)

const runs = keyRows.flatMap((row) => [row, row.split('').toReversed().join('')])

/** Length of the run of neighbouring keys at a place; 0 when it is shorter than four. */
const runAt = (text: string, at: number): number => {
  for (let length = text.length - at; length >= 4; length -= 1) {
    const part = text.slice(at, at + length)
    if (runs.some((run) => run.includes(part))) return length
  }
  return 0
}

const withoutRuns = (text: string): string => {
  let left = ''
  for (let at = 0; at < text.length;) {
    const length = runAt(text, at)
    if (length === 0) left += text[at]
    at += Math.max(1, length)
  }
  return left
}

/** `abcabcabc` is `abc`, `aaaaaaaa` is `a`. */
const withoutRepetition = (text: string): string => text.replaceAll(/(.+?)\1{2,}/gs, '$1')

const without = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => left.replaceAll(word, ' '), text)

const longestFirst = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => b.length - a.length)

const common = longestFirst(commonWords)

const ownWords = ({ name = '', email = '', organisation = '' }: Personal): string[] =>
  longestFirst(
    [name, email, organisation]
      .flatMap((text) => text.split(/[^\p{L}\p{N}]+/u).concat(text))
      .map((word) => word.toLowerCase())
      .filter((word) => word.length >= 3),
  )

/** Letters and digits of a password that nobody would guess from lists, keyboards, years and the person. */
const ownPart = (password: string, personal: Personal): string => {
  const lower = withoutRepetition(password.toLowerCase())
  const guessable = ownWords(personal).concat(common)
  // Read once as it stands and once with signs taken for the letters they stand for; the shortest rest counts.
  const withoutTail = withoutRuns(lower).replace(/\d+$/, '')
  const rests = [lower, undisguised(lower), undisguised(withoutTail)].map((text) =>
    withoutRuns(without(text, guessable))
      .replaceAll(/(19|20)\d\d/g, ' ')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '')
      .replaceAll(/^\d+|\d+$/g, ''),
  )
  return rests.reduce((shortest, rest) => (rest.length < shortest.length ? rest : shortest))
}

/** Whether a password would be among the first that somebody tries: a common word, a run of keys, a date, a name. */
export const isCommonPassword = (password: string, personal: Personal = {}): boolean =>
  ownPart(password, personal).length < leastOwn || new Set(password).size < 5

/**
 * Refuses a password that others would guess. Its length is checked by the route's schema.
 * @param path where it is in the request
 * @throws IDENTITY_COMMON_PASSWORD
 */
export const requireUncommon = (password: string, personal: Personal, path = '/body/password'): void => {
  if (!isCommonPassword(password, personal)) return
  throw identityErrors.IDENTITY_COMMON_PASSWORD('the password consists of common words, key runs, dates or names', {
    errors: [{ path, message: 'is easily guessed; put together a few words that do not belong together' }],
  })
}
