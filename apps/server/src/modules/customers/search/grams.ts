import { readingsOf } from '@candor/contact'

/**
 * How text is cut into the pieces that are indexed. A piece is a letter run's three letters in a row or its
 * beginning, a Chinese character or two neighbours, four digits in a row or the beginning of a number.
 */

/** A stretch of text of one kind. */
export type Run = { readonly kind: 'letters' | 'digits' | 'han'; readonly text: string }

const runs =
  /(?<digits>\p{Nd}+)|(?<han>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+)|(?<letters>(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L})+)/gu

/** The same for text without any other character, which most is. */
const asciiRuns = /\d+|[a-z]+/g
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)

/** Text in the form in which it is compared: one width, lower case, without accents. */
export const plainText = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : text.normalize('NFKD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase()

/** What is indexed of a customer: a run, or the digits of a phone number, which are found anywhere only. */
export type IndexedRun = Run | { readonly kind: 'phone'; readonly text: string }

/** Cuts text into its runs. Apostrophes are dropped first, so that O’Brien is one word. */
export const runsOf = (text: string): Run[] => {
  const plain = plainText(text).replaceAll(/['’`]/g, '')
  if (isAscii(plain)) {
    return (plain.match(asciiRuns) ?? []).map((text): Run => ({ kind: text <= ':' ? 'digits' : 'letters', text }))
  }
  return Array.from(plain.matchAll(runs), ({ groups = {} }): Run => {
    const { digits, han, letters } = groups
    if (digits !== undefined) return { kind: 'digits', text: digits }
    return han === undefined ? { kind: 'letters', text: letters ?? '' } : { kind: 'han', text: han }
  })
}

/** Its characters: the text itself where each of them is one unit. */
const charactersOf = (text: string): string | string[] => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text)

const textOf = (characters: string | string[]): string =>
  typeof characters === 'string' ? characters : characters.join('')

const windows = (text: string, length: number): string[] => {
  const characters = charactersOf(text)
  const found: string[] = []
  for (let at = 0; at + length <= characters.length; at += 1) found.push(textOf(characters.slice(at, at + length)))
  return found
}

const beginnings = (text: string, longest: number): string[] => {
  const characters = charactersOf(text)
  const found: string[] = []
  for (let end = 1; end <= Math.min(longest, characters.length); end += 1) {
    found.push(`^${textOf(characters.slice(0, end))}`)
  }
  return found
}

const lengthOf = (text: string): number => charactersOf(text).length

/** Every piece of a run that is kept in the index. */
export const gramsOf = ({ kind, text }: IndexedRun): string[] => {
  if (kind === 'phone') return windows(text, 4)
  if (kind === 'letters') return [...beginnings(text, 2), ...windows(text, 3)]
  if (kind === 'digits') return [...beginnings(text, 3), ...windows(text, 4)]
  return [...windows(text, 1), ...windows(text, 2)]
}

/** From how many characters on a run is found anywhere and not only at the beginning of one. */
const anywhereFrom = { letters: 3, digits: 4, han: 1 } as const

const isShort = ({ kind, text }: Run): boolean => lengthOf(text) < anywhereFrom[kind]

/** The pieces that a customer must have to contain a run that is searched for. */
const gramsToFind = (run: Run): string[] => {
  if (isShort(run)) return [`^${run.text}`]
  if (run.kind === 'han') return windows(run.text, Math.min(2, lengthOf(run.text)))
  return windows(run.text, anywhereFrom[run.kind])
}

/** Digits of a phone number without the zeros and signs before it, so that 07700… and +44 7700… share an ending. */
export const phoneDigits = (phone: string): string => phone.normalize('NFKC').replaceAll(/\D/g, '').replace(/^0+/, '')

/** What of a customer can be found by a part. */
export type Searchable = {
  readonly reference: string | null
  readonly name: string
  readonly emails: readonly string[]
  readonly phones: readonly string[]
}

/** An address without its last label, which every second customer shares. */
const findablePart = (email: string): string => email.replace(/\.[^.@]*$/, '')

/** A Chinese name as it is typed in letters. */
const readingRuns = (name: string): Run[] => readingsOf(name).map((text) => ({ kind: 'letters', text }))

/** All of a customer that is kept in the index. */
export const indexedRuns = ({ reference, name, emails, phones }: Searchable): IndexedRun[] => [
  ...[reference ?? '', name, ...emails.map(findablePart)].flatMap(runsOf),
  ...readingRuns(name),
  ...phones.map((phone): IndexedRun => ({ kind: 'phone', text: phoneDigits(phone) })),
]

/** One word of a search: its text in the form in which it is compared, and the runs that it consists of. */
export type SearchWord = { readonly text: string; readonly runs: readonly Run[] }

/** What a person typed, ready to be compared. */
export type SearchTerms = {
  /** All of them must be found. */
  readonly words: readonly SearchWord[]
  /** Set when all that was typed may be one phone number written with blanks and signs. */
  readonly phone: string | undefined
  /** Set when what was typed holds a slip: what may have been meant instead, any of it. */
  readonly meant?: readonly Meant[]
}

/** One way in which a search may have been meant: a word that begins something, and the words that were typed well. */
export type Meant = { readonly beginning: Run; readonly words: readonly SearchWord[] }

const phoneLike = /^[+(]?[\d\s().+/-]*\d[\d\s().+/-]*$/
const withoutApostrophes = (text: string): string => plainText(text).replaceAll(/['’`]/g, '')

/** Cuts a search into what must all be found. */
export const searchTerms = (search: string): SearchTerms => {
  const text = search.normalize('NFKC').trim()
  const digits = phoneDigits(text)
  if (phoneLike.test(text) && /\D/.test(text) && digits.length >= 4) return { words: [], phone: digits }
  const words = withoutApostrophes(text)
    .split(/\s+/)
    .map((word) => ({ text: word, runs: runsOf(word) }))
  return { words: words.filter(({ runs }) => runs.length > 0), phone: undefined }
}

/** The pieces that every match of the search has. Of an address the last label is not indexed, so it is not asked for. */
export const gramsToSearch = ({ words, phone }: SearchTerms): string[] => [
  ...new Set([
    ...words.flatMap(({ text, runs }) => (text.includes('@') ? runsOf(findablePart(text)) : runs)).flatMap(gramsToFind),
    ...(phone === undefined ? [] : windows(phone, 4)),
  ]),
]

const containsRun = (run: Run, runs: readonly Run[]): boolean => {
  const isAtStart = isShort(run)
  return runs.some(
    ({ kind, text }) => kind === run.kind && (isAtStart ? text.startsWith(run.text) : text.includes(run.text)),
  )
}

/** The pieces that whoever was meant has. */
export const gramsMeant = ({ beginning, words }: Meant): string[] => [
  ...new Set([
    ...(beginning.kind === 'digits' ? gramsToFind : gramsOf)(beginning),
    ...gramsToSearch({ words, phone: undefined }),
  ]),
]

const hasMeant = (ways: readonly Meant[], customer: Searchable): boolean => {
  const fields = [customer.reference ?? '', customer.name, ...customer.emails]
  const runs = [...fields.flatMap(runsOf), ...readingRuns(customer.name)]
  const numbers = customer.phones.map(phoneDigits)
  return ways.some(
    ({ beginning: { kind, text }, words }) =>
      (runs.some((run) => run.kind === kind && run.text.startsWith(text)) ||
        (kind === 'digits' && numbers.some((number) => number.includes(text)))) &&
      (words.length === 0 || matches({ words, phone: undefined }, customer)),
  )
}

/** Whether a customer really matches: pieces can be there without being next to each other. */
export const matches = ({ words, phone, meant }: SearchTerms, customer: Searchable): boolean => {
  if (meant !== undefined) return hasMeant(meant, customer)
  const hasDigits = (part: string): boolean => customer.phones.some((number) => phoneDigits(number).includes(part))
  if (phone !== undefined) return hasDigits(phone)
  const fields = [customer.reference ?? '', customer.name, ...customer.emails].map(withoutApostrophes)
  const runs = [...fields.flatMap(runsOf), ...readingRuns(customer.name)]
  return words.every(({ text, runs: [first, ...more] }) => {
    // A word of several runs, such as an address or K-17, must stand somewhere just as it was typed.
    if (first === undefined || more.length > 0) return fields.some((field) => field.includes(text))
    const { kind, text: run } = first
    return containsRun(first, runs) || (kind === 'digits' && run.length >= 4 && hasDigits(run))
  })
}
