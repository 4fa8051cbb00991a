/** What a column holds, as far as comparing is concerned. */
export const columnTypes = [
  'given-name',
  'family-name',
  'name',
  'organisation',
  'email',
  'phone',
  'date',
  'address',
  'label',
  'postcode',
  'code',
  'number',
  'text',
  'ignore',
] as const
export type ColumnType = (typeof columnTypes)[number]

/** Whether a word names a type. */
export const isColumnType = (word: string): word is ColumnType => (columnTypes as readonly string[]).includes(word)
