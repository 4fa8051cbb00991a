import { guessDateOrder, readDate } from '@candor/contact/date/date'
import type { DateOrder } from '@candor/contact/date/order'
import { addressWords } from '@candor/contact/address/words'
import { readEmail } from '@candor/contact/email'
import { compactText } from '@candor/contact/text/fold'
import { tokensOf } from '@candor/contact/text/tokens'
import type { ColumnType } from './type.ts'

/** Brings a text into the form in which it is compared; '' when nothing is left of it. */
export type Former = (text: string) => string

/** What spreadsheets make of whole numbers. */
const withoutFraction = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1')

const dateForm =
  (order: DateOrder): Former =>
  (text) => {
    const reading = readDate(text, { order })
    if ('iso' in reading) return reading.iso
    if (reading.problem === 'other-order') return reading.suggestion
    // A date with a slip in it is none any more, but its figures can still be compared.
    const figures = text.replaceAll(/\D/g, '')
    return figures.length === 8 ? `${figures.slice(0, 4)}-${figures.slice(4, 6)}-${figures.slice(6)}` : ''
  }

const emailForm: Former = (text) => {
  const reading = readEmail(text)
  return 'key' in reading ? reading.key : text.toLowerCase()
}

const phoneForm: Former = (text) => {
  const figures = withoutFraction(text.normalize('NFKC')).replaceAll(/\D/g, '').replace(/^0+/, '')
  return figures.length >= 4 ? figures : ''
}

const numberForm: Former = (text) => {
  const value = Number(text.replaceAll(/[^\d.eE+-]/g, ''))
  return Number.isFinite(value) && /\d/.test(text) ? String(value) : ''
}

/** Dates of a column that are looked at to find out in which order they are written. */
const dateSample = 500

/**
 * How the texts of a column are brought into one form.
 * @param texts all distinct texts, from which the order of dates is found out
 * @param dateOrder decides when the dates themselves do not
 */
export const formerOf = (type: ColumnType, texts: readonly string[], dateOrder: DateOrder): Former => {
  switch (type) {
    case 'date':
      return dateForm(guessDateOrder(texts.slice(1, dateSample), dateOrder))
    case 'email':
      return emailForm
    case 'phone':
      return phoneForm
    case 'number':
      return numberForm
    case 'address':
      return (text) => addressWords(text).join('')
    case 'code':
    case 'postcode':
      return (text) => compactText(withoutFraction(text))
    case 'given-name':
    case 'family-name':
    case 'name':
    case 'organisation':
    case 'label':
    case 'text':
    case 'ignore':
    default:
      return compactText
  }
}

/** How a text is cut into words, for the types that are compared word by word. */
export const wordsOf = (type: ColumnType): ((text: string) => string[]) | undefined => {
  if (type === 'address') return addressWords
  return type === 'name' || type === 'organisation' || type === 'text' ? tokensOf : undefined
}
