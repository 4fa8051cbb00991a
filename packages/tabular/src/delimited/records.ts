import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse, type Options } from 'csv-parse'
import { TabularError, type TabularFault } from '../errors.ts'

/** Longest row, in characters, before a quotation mark must be missing somewhere; unless a caller says otherwise. */
export const longestRecord = 1024 * 1024

/** How the text is cut into cells (RFC 4180, read generously). */
export const csvOptions = (delimiter: string, longest: number = longestRecord, isUnquoted = false): Options => ({
  delimiter,
  ...(isUnquoted && { quote: null }),
  // A tab- or bar-separated file may hold stray quotation marks; a row that is too short or too long gets its own report.
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: longest,
})

/** What the parser's refusal means to the person with the file. */
export const fromCsvError = (error: unknown): unknown => {
  if (!(error instanceof CsvError)) return error
  const { lines, records } = error as CsvError & { lines?: number; records?: number }
  const place = `at line ${lines ?? '?'}, after ${records ?? 0} rows`
  const code: TabularFault = error.code === 'CSV_MAX_RECORD_SIZE' ? 'CELL_TOO_LARGE' : 'MALFORMED'
  return new TabularError(code, `${place}: ${error.message}`)
}

/**
 * Cuts text into rows of cells.
 * @param text pieces of the file in order; a piece may end within a row
 * @param longest characters that a row may have
 * @param isUnquoted whether quotation marks are signs like any other
 * @returns every row, the header among them
 * @throws CELL_TOO_LARGE, MALFORMED with the line, and whatever `text` throws
 */
export async function* recordsOf(
  text: AsyncIterable<string>,
  delimiter: string,
  longest: number = longestRecord,
  isUnquoted = false,
): AsyncGenerator<string[]> {
  const parser = parse(csvOptions(delimiter, longest, isUnquoted))
  const source = Readable.from(text, { objectMode: false, highWaterMark: 1 << 18 })
  // A failure of the source reaches the reader below through the parser, which the pipeline destroys with it.
  const done = pipeline(source, parser).catch(() => undefined)
  try {
    for await (const record of parser as AsyncIterable<string[]>) yield record
  } catch (error) {
    throw fromCsvError(error)
  } finally {
    source.destroy()
    parser.destroy()
    await done
  }
}
