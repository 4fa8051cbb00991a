import type { DateOrder } from '@candor/contact/date/order'
import type { Guess } from '../table/guess.ts'
import type { RawColumn } from '../table/table.ts'
import { comparerOf, type Comparer } from './comparer.ts'
import { formerOf, wordsOf } from './forms.ts'
import type { ColumnType } from './type.ts'
import { wordsFrom, type Words } from './words.ts'

/** A column made ready for comparing. */
export type Column = {
  readonly name: string
  readonly type: ColumnType
  /** For every record the place of its form; 0 where nothing is known. */
  readonly codes: Int32Array
  /** Distinct forms; the first is ''. */
  readonly forms: readonly string[]
  /** Records with each form. */
  readonly counts: Int32Array
  readonly words: Words | undefined
  readonly compare: Comparer
}

/**
 * Brings the texts of a column into one form and numbers the forms.
 * @param dateOrder what 02/03/2024 means when the column itself does not tell
 */
export const columnFrom = (raw: RawColumn, { type }: Pick<Guess, 'type'>, dateOrder: DateOrder): Column => {
  const form = formerOf(type, raw.texts, dateOrder)
  const places = new Map<string, number>([['', 0]])
  const forms = ['']
  /** One text for each form, with its blanks, to cut into words. */
  const examples = ['']
  const placeOf = Int32Array.from(raw.texts, (text) => {
    const formed = text === '' ? '' : form(text)
    let place = places.get(formed)
    if (place === undefined) {
      place = forms.length
      places.set(formed, place)
      forms.push(formed)
      examples.push(text)
    }
    return place
  })
  const codes = raw.codes.map((code) => placeOf[code]!)
  const counts = new Int32Array(forms.length)
  for (const code of codes) counts[code]! += 1
  const cut = wordsOf(type)
  const words = cut === undefined ? undefined : wordsFrom(examples, counts, codes.length, cut)
  return { name: raw.name, type, codes, forms, counts, words, compare: comparerOf(type, forms, words) }
}

/** How much a column tells of who a record is: bits of entropy of its forms, less for what is missing. */
export const information = ({ counts, codes }: Pick<Column, 'counts' | 'codes'>): number => {
  let bits = 0
  for (let code = 1; code < counts.length; code += 1) {
    const share = counts[code]! / codes.length
    if (share > 0) bits -= share * Math.log2(share)
  }
  const filled = 1 - (counts[0] ?? 0) / Math.max(codes.length, 1)
  return filled === 0 ? 0 : bits + filled * Math.log2(filled)
}
