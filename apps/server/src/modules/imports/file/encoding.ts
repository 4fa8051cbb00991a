import type { ImportEncoding } from '@candor/api'
import { strangeShare, type TextStatistics } from './text-statistics.ts'

/** Bytes that Windows-1252 does not use (and Latin-1 only for controls). */
const unusedInWestern = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** Share of high bytes that stand in pairs from which on a text is taken for Chinese. In Western text they mostly stand alone. */
const chineseShare = 0.8

const byteOrderMark = ({ start }: TextStatistics): ImportEncoding | undefined => {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: the zero bytes of its ASCII characters all stand at the same side. */
const unmarkedUtf16 = ({ zeros, size }: TextStatistics): ImportEncoding | undefined => {
  const total = zeros.even + zeros.odd
  if (size % 2 !== 0 || total < size / 50) return undefined
  if (zeros.odd > total * 0.99) return 'utf-16le'
  if (zeros.even > total * 0.99) return 'utf-16be'
  return undefined
}

/**
 * The encodings that a file may be in, likeliest first. The caller takes the first that decodes the whole file.
 * @returns nothing when the bytes are not text
 */
export const encodingCandidates = (statistics: TextStatistics): readonly ImportEncoding[] => {
  const marked = byteOrderMark(statistics) ?? unmarkedUtf16(statistics)
  if (marked !== undefined) return [marked]
  const { counts, zeros, highBytes, highPairs } = statistics
  if (zeros.even + zeros.odd > 0 || strangeShare(statistics) > 0.001) return []
  const isChinese = highPairs * 2 >= highBytes * chineseShare
  const isWestern = unusedInWestern.every((byte) => counts[byte] === 0)
  if (isChinese) return ['utf-8', 'gb18030', ...(isWestern ? (['windows-1252'] as const) : [])]
  return isWestern ? ['utf-8', 'windows-1252'] : ['utf-8', 'gb18030']
}

/** Beginnings of files that people mistake for a table, and what they are called. */
const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Excel workbook (.xlsx)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook (.xls)'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'an image'],
  [[0xff, 0xd8, 0xff], 'an image'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
]

/** What a file is that is not text, as far as its beginning tells. */
export const signatureOf = (start: Uint8Array): string | undefined =>
  signatures.find(([bytes]) => bytes.every((byte, at) => start[at] === byte))?.[1]
