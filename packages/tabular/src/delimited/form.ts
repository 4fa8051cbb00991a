import { parse } from 'csv-parse/sync'
import { csvOptions } from './records.ts'

const candidates = [',', ';', '\t', '|'] as const

/** What the first lines say of the table's form. */
export type TableForm = {
  readonly delimiter: string
  /** Lines before the header that are not part of the table. */
  readonly skippedLines: 0 | 1
}

type Score = { readonly delimiter: string; readonly agreeing: number; readonly columns: number }

/** How many of the first rows have as many cells as the header, and how many cells that are. */
const scoreOf = (text: string, delimiter: string, isUnquoted = false): Score => {
  try {
    const records: string[][] = parse(text, { ...csvOptions(delimiter, undefined, isUnquoted), to: 20 })
    const columns = records[0]?.length ?? 0
    return { delimiter, columns, agreeing: records.filter((record) => record.length === columns).length }
  } catch {
    // Tables of tabs are often written without quoting; their quotation marks are signs like any other.
    return delimiter === '\t' && !isUnquoted ? scoreOf(text, delimiter, true) : { delimiter, columns: 0, agreeing: 0 }
  }
}

/**
 * Finds the character between the cells: the one that cuts the most of the first rows into equally many cells.
 * A first line `sep=;`, which spreadsheet programs write, decides at once.
 * @param start beginning of the text; cut off at its last whole line
 */
export const formOf = (start: string): TableForm => {
  const stated = /^sep=(.)\r?\n/i.exec(start)?.[1]
  if (stated !== undefined) return { delimiter: stated, skippedLines: 1 }
  const end = start.lastIndexOf('\n')
  const text = end > 0 ? start.slice(0, end) : start
  const scored = candidates
    .map((delimiter) => scoreOf(text, delimiter))
    .filter(({ columns }) => columns > 1)
    .toSorted((a, b) => b.agreeing - a.agreeing || b.columns - a.columns)
  return { delimiter: scored[0]?.delimiter ?? ',', skippedLines: 0 }
}
