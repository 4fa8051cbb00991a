import { TabularError } from './errors.ts'
import { mostColumns } from './layout.ts'

/** Cells of a header as names: trimmed, numbered where empty or repeated. */
export const columnNames = (header: readonly string[]): string[] => {
  if (header.length > mostColumns) {
    throw new TabularError('MALFORMED', `the table has ${header.length} columns; at most ${mostColumns} can be read`)
  }
  const seen = new Set<string>()
  return header.map((cell, at) => {
    const name = cell.replaceAll(/\s+/g, ' ').trim().slice(0, 180) || `column ${at + 1}`
    let unique = name
    for (let times = 2; seen.has(unique); times += 1) unique = `${name} (${times})`
    seen.add(unique)
    return unique
  })
}

/** What stands in rows and not in headers: an address, a number, a date, an amount, a telephone number. */
const value =
  /^(?:[^\s@]+@[^\s@]+\.[^\s@]+|[+-]?[\d.,]*\d[\d.,]*%?|\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?(?:[ T].*)?|\+?[\d ().-]{6,}|https?:\/\/\S+|true|false)$/i

/**
 * Whether the first row of a table names its columns. It does not where one of its cells is an address, number or
 * date while the next rows have the like in the same place; a table whose columns are years has names all the same.
 */
export const isHeader = (first: readonly string[], next: readonly (readonly string[])[]): boolean => {
  const filled = first.filter((cell) => cell.trim() !== '')
  if (filled.length === 0 || next.length === 0) return filled.length > 0
  const values = first.flatMap((cell, at) => (value.test(cell.trim()) ? [at] : []))
  if (values.length === 0) return true
  const isYear = values.every((at) => /^(?:19|20)\d\d$/.test(first[at]!.trim()))
  if (isYear && values.length < first.length) return true
  return !values.some((at) => next.some((row) => value.test((row[at] ?? '').trim())))
}
