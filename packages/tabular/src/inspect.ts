import { bytesOf, firstBytes, textOf, type Content } from './content.ts'
import { formOf } from './delimited/form.ts'
import { recordsOf } from './delimited/records.ts'
import { TabularError } from './errors.ts'
import { columnNames, isHeader } from './header.ts'
import { inspectJson, isJson } from './json/inspect.ts'
import type { Layout, ReadLimits } from './layout.ts'
import { encodingCandidates, isMostlyUtf8, signatureOf } from './text/detect.ts'
import { encodings, type Encoding } from './text/encodings.ts'
import { strangeShare, TextCounter, type TextStatistics } from './text/statistics.ts'
import { inspectCards, isCards } from './vcard/inspect.ts'
import { inspectWorkbook } from './xlsx/inspect.ts'

/** What a caller knows or wants of a file. */
export type InspectOptions = ReadLimits & {
  /** Encoding that a person set instead of the guess. */
  readonly encoding?: Encoding | undefined
  /** Formats that the caller can use; all unless given. */
  readonly formats?: readonly Layout['format'][]
  /** Whether the first row names the columns, where that is known. */
  readonly hasHeader?: boolean | undefined
  /** Sheet of a workbook; the first one that is shown unless given. */
  readonly sheet?: string | undefined
}

/** Characters of the beginning that the form of the table is guessed from. */
const sampleLength = 64 * 1024

const decodes = async (content: Content, encoding: Encoding): Promise<boolean> => {
  try {
    for await (const _ of textOf(content, encoding));
    return true
  } catch (error) {
    if (error instanceof TabularError && error.code === 'WRONG_ENCODING') return false
    throw error
  }
}

const refuseBinary = (statistics: TextStatistics, first: Buffer): never => {
  const kind = signatureOf(first)
  const zeros = statistics.zeros.even + statistics.zeros.odd
  throw new TabularError(
    'BINARY_FILE',
    kind === undefined
      ? `the file is not text: ${zeros} zero bytes, ${(strangeShare(statistics) * 100).toFixed(1)} % control characters`
      : `the file is ${kind}, not a table in text form`,
  )
}

type Guess = { readonly encoding: Encoding; readonly statistics: TextStatistics; readonly isMixed?: true }

const encodingOf = async (content: Content): Promise<Guess> => {
  const counter = new TextCounter()
  let first = Buffer.alloc(0)
  for await (const chunk of bytesOf(content)) {
    if (first.length === 0) first = Buffer.from(chunk.subarray(0, 64))
    counter.add(chunk)
  }
  const statistics = counter.result()
  if (statistics.size === 0) throw new TabularError('EMPTY_FILE', 'the file holds no bytes')
  if (signatureOf(first) !== undefined) refuseBinary(statistics, first)
  if (statistics.isPlain) return { encoding: 'utf-8', statistics }
  const candidates = encodingCandidates(statistics)
  if (candidates.length === 0) refuseBinary(statistics, first)
  for (const encoding of candidates) {
    if (await decodes(content, encoding)) return { encoding, statistics }
    // Cards are read property by property, each in an encoding of its own.
    const mayBeMixed = encoding === 'utf-8' && !isCards(first.toString('latin1'))
    if (mayBeMixed && isMostlyUtf8(statistics)) return { encoding, statistics, isMixed: true }
  }
  throw new TabularError(
    'WRONG_ENCODING',
    `the file is text in none of ${candidates.join(', ')}; save it as UTF-8, or choose one of ${encodings.join(', ')}`,
  )
}

const startOf = async (content: Content, encoding: Encoding): Promise<string> => {
  let start = ''
  for await (const piece of textOf(content, encoding)) {
    start += piece
    if (start.length >= sampleLength) break
  }
  return start
}

/** Text of a delimited table alone, without lines before its header. */
export async function* tableText(
  content: Content,
  layout: Pick<Layout, 'encoding' | 'skippedLines'>,
): AsyncGenerator<string> {
  let toSkip: number = layout.skippedLines
  for await (const piece of textOf(content, layout.encoding)) {
    if (toSkip === 0) {
      yield piece
      continue
    }
    const end = piece.indexOf('\n')
    if (end < 0) continue
    toSkip = 0
    yield piece.slice(end + 1)
  }
}

type Delimited = Pick<Layout, 'encoding' | 'skippedLines' | 'delimiter' | 'isUnquoted'>

/**
 * Whether quotation marks part nothing in a table of tabs. Many programs write such tables without quoting, so that a cell that begins with a
 * mark would swallow the rows after it, up to the next one.
 */
const swallowsRows = async (content: Content, layout: Delimited, longestRow: number | undefined): Promise<boolean> => {
  if (layout.delimiter !== '\t') return false
  try {
    for await (const record of recordsOf(tableText(content, layout), layout.delimiter, longestRow)) {
      if (record.some((cell) => cell.includes('\t') && cell.includes('\n'))) return true
    }
    return false
  } catch (error) {
    if (error instanceof TabularError && error.code === 'MALFORMED') return true
    throw error
  }
}

/** First rows of a delimited table. */
const firstRecords = async (
  content: Content,
  layout: Delimited,
  longestRow: number | undefined,
): Promise<string[][]> => {
  const records: string[][] = []
  const { delimiter, isUnquoted } = layout
  for await (const record of recordsOf(tableText(content, layout), delimiter, longestRow, isUnquoted)) {
    records.push(record)
    if (records.length === 6) break
  }
  return records
}

type Found = Pick<Layout, 'encoding' | 'contentSize' | 'isCompressed' | 'isMixed'>

const inspectTable = async (
  content: Content,
  found: Found,
  start: string,
  options: InspectOptions,
): Promise<Layout> => {
  const form = formOf(start)
  const quoted = { format: 'delimited' as const, ...found, ...form }
  const isUnquoted = await swallowsRows(content, quoted, options.longestRow)
  const layout = { ...quoted, ...(isUnquoted && { isUnquoted }) }
  const [first, ...next] = await firstRecords(content, layout, options.longestRow)
  if (first === undefined) throw new TabularError('NO_ROWS', 'the file holds no row')
  const hasHeader = options.hasHeader ?? isHeader(first, next)
  if (hasHeader && next.length === 0) throw new TabularError('NO_ROWS', 'the file ends after its header')
  const columns = columnNames(hasHeader ? first : first.map(() => ''))
  return { ...layout, hasHeader, columns }
}

const requireFormat = (format: Layout['format'], { formats }: InspectOptions): void => {
  if (formats?.includes(format) === false) {
    throw new TabularError('BINARY_FILE', `the file is ${format}, which is not read here; save the table as CSV`)
  }
}

/**
 * Reads the whole file once and finds out how to read it.
 * @param path the stored file
 * @throws EMPTY_FILE, BINARY_FILE, DAMAGED_ARCHIVE, WRONG_ENCODING, FILE_TOO_LARGE, MALFORMED, CELL_TOO_LARGE, NO_ROWS,
 *   FILE_GONE
 */
export const inspectFile = async (path: string, options: InspectOptions): Promise<Layout> => {
  const start = await firstBytes(path, 4)
  const isZip = start.toString('latin1') === 'PK\u0003\u0004'
  if (isZip && options.formats?.includes('xlsx') !== false) return inspectWorkbook(path, options)
  const file = { path, isCompressed: start[0] === 0x1f && start[1] === 0x8b, maximumSize: options.maximumSize }
  const { encoding: guessed, statistics, isMixed } = await encodingOf(file)
  const encoding = options.encoding ?? guessed
  const mixed = isMixed === true && encoding === guessed ? { isMixed } : {}
  const found = { isCompressed: file.isCompressed, encoding, contentSize: statistics.size, ...mixed }
  const content: Content = { ...file, ...mixed }
  const text = await startOf(content, encoding)
  if (text.trim() === '') throw new TabularError('EMPTY_FILE', 'the file holds nothing but blanks')
  if (isCards(text)) {
    requireFormat('vcard', options)
    return inspectCards(content, found)
  }
  if (isJson(text)) {
    requireFormat('json', options)
    return inspectJson(content, found, text)
  }
  return inspectTable(content, found, text, options)
}
