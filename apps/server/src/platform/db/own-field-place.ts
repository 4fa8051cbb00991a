/** Where a list finds a value of a field of a company’s own: rows of `custom_index`. Numbers are whole, in text, ends included. */
export type OwnFieldPlace =
  | { readonly fieldId: string; readonly is: 'filled' | 'empty' }
  | { readonly fieldId: string; readonly is: 'anyOf' | 'noneOf'; readonly words: readonly string[] }
  | {
      readonly fieldId: string
      readonly is: 'range'
      readonly from?: string
      readonly to?: string
      readonly not?: true
    }

/** Which rows `x` of the index a place means. @param add puts a value into the statement and says how it is called there */
export const placeSql = (place: OwnFieldPlace, add: (value: unknown) => string): string => {
  if (place.is === 'anyOf' || place.is === 'noneOf') return ` and x.word = any(${add(place.words)}::text[])`
  if (place.is !== 'range') return ''
  return [
    ...(place.from === undefined ? [] : [` and x.number >= ${add(place.from)}::int8`]),
    ...(place.to === undefined ? [] : [` and x.number <= ${add(place.to)}::int8`]),
  ].join('')
}

/** Whether a place means the records that have no such row. */
export const isNegated = (place: OwnFieldPlace): boolean =>
  place.is === 'noneOf' || place.is === 'empty' || (place.is === 'range' && place.not === true)
