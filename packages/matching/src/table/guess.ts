import type { ColumnType } from '../column/type.ts'
import { promisedType } from './header.ts'
import { profileOf, type Profile } from './profile.ts'
import type { RawColumn } from './table.ts'

/** Whether the numbers of a column only count the records, as a key does that a database gave. */
const isCounter = ({ texts }: RawColumn, { figuresOnly, filled, uniqueness }: Profile): boolean => {
  if (figuresOnly < 1 || filled < 1 || uniqueness < 1) return false
  let [least, most] = [Infinity, -Infinity]
  for (let at = 1; at < texts.length; at += 1) {
    const value = Number(texts[at])
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return most - least < (texts.length - 1) * 1.5
}

/** Whether a column keeps what its name promises. */
const keeps = (type: ColumnType, profile: Profile): boolean => {
  switch (type) {
    case 'email':
      return profile.emails >= 0.5
    case 'phone':
      return profile.phoneLike >= 0.5 || (profile.withFigures >= 0.8 && profile.length >= 5 && profile.length <= 24)
    case 'date':
      return profile.dates >= 0.5
    case 'number':
      return profile.numbers >= 0.7
    case 'given-name':
    case 'family-name':
      return profile.words <= 2.5 && profile.withFigures < 0.3
    case 'name':
      return profile.words <= 3.5 && profile.withFigures < 0.3
    case 'label':
    case 'postcode':
    case 'code':
      return profile.words <= 3.5
    case 'organisation':
    case 'address':
    case 'text':
    case 'ignore':
    default:
      return true
  }
}

const typeByContent = (profile: Profile): ColumnType => {
  if (profile.emails >= 0.5) return 'email'
  const isOneNumber = profile.figuresOnly >= 0.8
  if (isOneNumber ? profile.compactDates >= 0.95 : profile.dates >= 0.8) return 'date'
  if (profile.phoneLike >= 0.8 && !isOneNumber) return 'phone'
  if (profile.numbers >= 0.9) return profile.figuresOnly >= 0.9 && profile.length >= 5 ? 'code' : 'number'
  if (profile.words >= 3.5 || profile.length >= 30) return 'text'
  return profile.withFigures >= 0.9 && profile.words < 1.5 && profile.uniqueness > 0.3 ? 'code' : 'label'
}

/** What a column was taken for, and from what. */
export type Guess = { readonly type: ColumnType; readonly profile: Profile }

/** Guesses what a column holds: by its name where the content bears it out, else by the content. */
export const guessType = (column: RawColumn): Guess => {
  const profile = profileOf(column)
  if (profile.distinct < 2 || isCounter(column, profile)) return { type: 'ignore', profile }
  const promised = promisedType(column.name)
  const type = promised !== undefined && keeps(promised, profile) ? promised : typeByContent(profile)
  return { type, profile }
}
