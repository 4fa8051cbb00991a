import { readingsOf } from '@candor/contact'
import type { Tx } from '../../../platform/db/index.ts'
import { blindKeys } from '../../../platform/crypto/index.ts'
import { headsOf } from '../whole/records.ts'
import { blindTokens } from './blind.ts'
import { gramsMeant, type Meant, type Run, type SearchTerms, type SearchWord } from './grams.ts'

/** Shorter words have too many neighbours that are names themselves. */
const shortestWord = 4
const longestWord = 20
/** Words of a search in which a slip is looked for. */
const mostWords = 3
/** Customers who are shown at most: somebody who means one of more types more. */
const mostFound = 200
/** Milliseconds for the looking-up of all ways in which a search may have been meant. */
const patience = 1000

const alphabet = Array.from('abcdefghijklmnopqrstuvwxyz')

/**
 * Words that differ from one by a single slip (Damerau 1964), the likeliest first: two letters in the wrong order, one too many, one
 * typed once instead of twice, another one, one too few.
 */
export const slipsOf = (word: string): string[] => {
  const letters = Array.from(word)
  const at = (index: number, length: number, put: string): string =>
    [...letters.slice(0, index), put, ...letters.slice(index + length)].join('')
  const places = letters.map((_, index) => index)
  const swapped = places.slice(1).map((index) => at(index - 1, 2, letters[index]! + letters[index - 1]!))
  const dropped = letters.length > shortestWord ? places.map((index) => at(index, 1, '')) : []
  const doubled = places.map((index) => at(index, 1, letters[index]!.repeat(2)))
  const replaced = places.flatMap((index) => alphabet.map((letter) => at(index, 1, letter)))
  const added = [...places, letters.length].flatMap((index) => alphabet.map((letter) => at(index, 0, letter)))
  const found = new Set([...swapped, ...dropped, ...doubled, ...replaced, ...added])
  found.delete(word)
  return [...found]
}

/** What a word may have been meant as. Chinese is looked for by how it sounds; of figures, two change places. */
const waysOf = ({ runs }: SearchWord): Run[] => {
  const [run, ...more] = runs
  if (run === undefined || more.length > 0 || run.text.length > longestWord) return []
  const { kind, text } = run
  if (kind === 'han')
    return text.length < 2
      ? []
      : readingsOf(text)
          .slice(0, 1)
          .map((form) => ({ kind: 'letters', text: form }))
  if (text.length < shortestWord) return []
  if (kind === 'letters') return slipsOf(text).map((slip) => ({ kind, text: slip }))
  return Array.from(text.slice(1)).map((digit, at) => ({
    kind,
    text: text.slice(0, at) + digit + text[at]! + text.slice(at + 2),
  }))
}

/** A search as it may have been meant, with one slip in one of its words. */
export const withSlips = (terms: SearchTerms): SearchTerms => ({
  ...terms,
  meant: terms.words
    .slice(0, mostWords)
    .flatMap((word, at): Meant[] =>
      waysOf(word).map((beginning) => ({ beginning, words: terms.words.toSpliced(at, 1) })),
    ),
})

/** Who may have been meant by a search that holds a slip. The likeliest ways are looked up first. */
export const customersMeant = async (tx: Tx, ways: readonly Meant[]): Promise<string[]> => {
  if (ways.length === 0) return []
  const keys = await blindKeys(tx)
  const rows = await tx.rows<{ id: string }>({
    name: 'customers-with-any-tokens',
    text: 'select id from customers_with_any_tokens($1::text[], $2, $3) as id',
    values: [ways.map((way) => `{${blindTokens(keys, gramsMeant(way)).join()}}`), mostFound, patience],
  })
  const ids = [...new Set(rows.map(({ id }) => id))]
  const heads = await headsOf(tx, ids)
  return [...new Set(ids.map((id) => heads.get(id) ?? id))]
}
