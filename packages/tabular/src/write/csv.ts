import { harmless } from './formula.ts'

/** Byte order mark: by it spreadsheet programs read the file as UTF-8. */
export const csvMark = '\ufeff'

const cell = (text: string): string => {
  const safe = harmless(text)
  return /[",\r\n]/.test(safe) || /^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row of a CSV file (RFC 4180) with its line end; no cell of it is run by a spreadsheet program. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`
