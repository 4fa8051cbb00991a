import type { Encoding } from './text/encodings.ts'

/** What was found out about a file: all that is needed to read its rows again. */
export type Layout = {
  readonly format: 'delimited' | 'xlsx' | 'vcard' | 'json'
  /** Packed with gzip as a whole. */
  readonly isCompressed: boolean
  readonly encoding: Encoding
  /** Character between cells; empty where the format has none. */
  readonly delimiter: string
  /** Whether quotation marks are signs like any other, because read otherwise they would swallow rows. */
  readonly isUnquoted?: boolean
  /** Lines before the header that are not part of the table. */
  readonly skippedLines: 0 | 1
  /** Whether the first row names the columns. */
  readonly hasHeader: boolean
  /** Bytes after decompression. */
  readonly contentSize: number
  /** Whether lines of other encodings stand in a file of UTF-8; their characters are read as U+FFFD. */
  readonly isMixed?: boolean
  /** Names of the columns, each one named and no two alike. */
  readonly columns: readonly string[]
  /** The sheet of a workbook that is read, and all that it has. */
  readonly sheet?: string
  readonly sheets?: readonly string[]
  /** How deep the records of a JSON file lie: 0 one after the other, 1 in a list, 2 in a list inside an object, and so on. */
  readonly depth?: number
}

/** How much a file may be. */
export type ReadLimits = {
  /** Most bytes after decompression. */
  readonly maximumSize: number
  /** Most characters of one row; 1,048,576 unless given. */
  readonly longestRow?: number
}

/** Most columns of a table. */
export const mostColumns = 500
