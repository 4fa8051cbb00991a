import { open } from 'node:fs/promises'
import { importEncodings, type ImportEncoding } from '@candor/api'
import { importErrors } from '../errors.ts'
import { bytesOf, textOf, type Content } from './content.ts'
import { formOf } from './delimiter.ts'
import { encodingCandidates, signatureOf } from './encoding.ts'
import { recordsOf } from './records.ts'
import { strangeShare, TextCounter, type TextStatistics } from './text-statistics.ts'

/** What was found out about a file. */
export type Layout = {
  readonly isCompressed: boolean
  readonly encoding: ImportEncoding
  readonly delimiter: string
  readonly skippedLines: 0 | 1
  /** Bytes after decompression. */
  readonly contentSize: number
  /** The header's cells, each one named and no two alike. */
  readonly columns: readonly string[]
}

/** Characters of the beginning that the form of the table is guessed from. */
const sampleLength = 64 * 1024

const isGzip = async (path: string): Promise<boolean> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

const decodes = async (content: Content, encoding: ImportEncoding): Promise<boolean> => {
  try {
    for await (const _ of textOf(content, encoding));
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'IMPORT_WRONG_ENCODING') return false
    throw error
  }
}

const refuseBinary = (statistics: TextStatistics, first: Buffer): never => {
  const kind = signatureOf(first)
  const zeros = statistics.zeros.even + statistics.zeros.odd
  throw importErrors.IMPORT_BINARY_FILE(
    kind === undefined
      ? `the file is not text: ${zeros} zero bytes, ${(strangeShare(statistics) * 100).toFixed(1)} % control characters`
      : `the file is ${kind}, not a table in text form`,
  )
}

const encodingOf = async (content: Content): Promise<{ encoding: ImportEncoding; statistics: TextStatistics }> => {
  const counter = new TextCounter()
  let first = Buffer.alloc(0)
  for await (const chunk of bytesOf(content)) {
    if (first.length === 0) first = Buffer.from(chunk.subarray(0, 16))
    counter.add(chunk)
  }
  const statistics = counter.result()
  if (statistics.size === 0) throw importErrors.IMPORT_EMPTY_FILE('the file holds no bytes')
  if (signatureOf(first) !== undefined) refuseBinary(statistics, first)
  if (statistics.isPlain) return { encoding: 'utf-8', statistics }
  const candidates = encodingCandidates(statistics)
  if (candidates.length === 0) refuseBinary(statistics, first)
  for (const encoding of candidates) {
    if (await decodes(content, encoding)) return { encoding, statistics }
  }
  throw importErrors.IMPORT_WRONG_ENCODING(
    `the file is text in none of ${candidates.join(', ')}; save it as UTF-8, or choose one of ${importEncodings.join(', ')}`,
  )
}

const startOf = async (content: Content, encoding: ImportEncoding): Promise<string> => {
  let start = ''
  for await (const piece of textOf(content, encoding)) {
    start += piece
    if (start.length >= sampleLength) break
  }
  return start
}

/** Cells of a header as names: trimmed, numbered where empty or repeated. */
export const columnNames = (header: readonly string[]): string[] => {
  const seen = new Map<string, number>()
  return header.map((cell, at) => {
    const name = cell.replaceAll(/\s+/g, ' ').trim().slice(0, 180) || `column ${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** Text of the table alone, without lines before its header. */
export async function* tableText(content: Content, layout: Pick<Layout, 'encoding' | 'skippedLines'>) {
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

/** Most columns of a table. */
const mostColumns = 500

/**
 * Reads the whole file once and finds out how to read it.
 * @param path the stored file
 * @param maximumSize most bytes of its content
 * @param chosen encoding that a person set instead of the guess
 * @throws IMPORT_EMPTY_FILE, IMPORT_BINARY_FILE, IMPORT_DAMAGED_ARCHIVE, IMPORT_WRONG_ENCODING, IMPORT_FILE_TOO_LARGE,
 *   IMPORT_MALFORMED, IMPORT_CELL_TOO_LARGE, IMPORT_NO_ROWS
 */
export const inspectFile = async (path: string, maximumSize: number, chosen?: ImportEncoding): Promise<Layout> => {
  const content = { path, isCompressed: await isGzip(path), maximumSize }
  const { encoding: guessed, statistics } = await encodingOf(content)
  const encoding = chosen ?? guessed
  const start = await startOf(content, encoding)
  if (start.trim() === '') throw importErrors.IMPORT_EMPTY_FILE('the file holds nothing but blanks')
  const form = formOf(start)
  const layout = { isCompressed: content.isCompressed, encoding, ...form, contentSize: statistics.size }
  let columns: string[] | undefined
  for await (const record of recordsOf(tableText(content, layout), form.delimiter)) {
    if (columns !== undefined) return { ...layout, columns }
    columns = columnNames(record)
    if (columns.length > mostColumns) {
      throw importErrors.IMPORT_MALFORMED(
        `the header has ${columns.length} columns; at most ${mostColumns} can be read`,
      )
    }
  }
  throw importErrors.IMPORT_NO_ROWS('the file ends after its header')
}
