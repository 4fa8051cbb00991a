import { isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import type { Encoding } from './encodings.ts'
import { strangeShare, type TextStatistics } from './statistics.ts'

/** Bytes that Windows-1252 does not use (and Latin-1 only for controls). */
const unusedInWestern = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** Share of high bytes that stand in pairs from which on a text is taken for East Asian. In Western text they mostly stand alone. */
const pairedShare = 0.8

/** How sure the letter statistics must be of an alphabet before Western Europe is given up. */
const sureEnough = 20

/** What the detector calls the encodings, and what they are read as: the Windows ones contain the ISO ones. */
const names: Readonly<Record<string, Encoding>> = {
  'UTF-8': 'utf-8',
  GB18030: 'gb18030',
  Big5: 'big5',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  'ISO-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'ISO-8859-2': 'iso-8859-2',
  'windows-1250': 'windows-1250',
  'ISO-8859-5': 'iso-8859-5',
  'windows-1251': 'windows-1251',
  'ISO-8859-6': 'iso-8859-6',
  'windows-1256': 'windows-1256',
  'ISO-8859-7': 'iso-8859-7',
  'windows-1253': 'windows-1253',
  'ISO-8859-8': 'iso-8859-8',
  'windows-1255': 'windows-1255',
  'ISO-8859-9': 'windows-1254',
  'windows-1254': 'windows-1254',
  'windows-1257': 'windows-1257',
  'KOI8-R': 'koi8-r',
}

const eastAsian = new Set<Encoding>(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'])

/** Their words have single letters from 0x80 up among plain ones, so not all of these stand in pairs. */
const latin = new Set<Encoding>(['windows-1250', 'windows-1252', 'windows-1254', 'windows-1257', 'iso-8859-2'])

const byteOrderMark = ({ start: [a, b, c, d] }: TextStatistics): Encoding | undefined => {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : undefined
}

/** UTF-16 without a mark: the zero bytes of its ASCII characters all stand at the same side. */
const unmarkedUtf16 = ({ zeros, size }: TextStatistics): Encoding | undefined => {
  const total = zeros.even + zeros.odd
  if (size % 2 !== 0 || total < size / 50) return undefined
  if (zeros.odd > total * 0.99) return 'utf-16le'
  if (zeros.even > total * 0.99) return 'utf-16be'
  return undefined
}

/** What the letters of the text point to, likeliest first. */
const byLetters = ({ sample }: TextStatistics): { encoding: Encoding; confidence: number }[] =>
  analyse(sample).flatMap(({ name, confidence }) => {
    const encoding = names[name]
    return encoding === undefined ? [] : [{ encoding, confidence }]
  })

/**
 * The encodings that a file may be in, likeliest first. The caller takes the first that decodes the whole file.
 * @returns nothing when the bytes are not text
 */
export const encodingCandidates = (statistics: TextStatistics): readonly Encoding[] => {
  const marked = byteOrderMark(statistics) ?? unmarkedUtf16(statistics)
  if (marked !== undefined) return [marked]
  const { counts, zeros, highBytes, highPairs } = statistics
  if (zeros.even + zeros.odd > 0 || strangeShare(statistics) > 0.001) return []
  const isWestern = unusedInWestern.every((byte) => counts[byte] === 0)
  const found = byLetters(statistics)
  const isPaired = highPairs * 2 >= highBytes * pairedShare
  // Of few characters the statistics say the same of all of them: then simplified Chinese is the likeliest.
  const asian = found
    .filter(({ encoding }) => eastAsian.has(encoding))
    .toSorted(
      (a, b) => b.confidence - a.confidence || Number(b.encoding === 'gb18030') - Number(a.encoding === 'gb18030'),
    )
  const western: Encoding[] = isWestern ? ['windows-1252'] : []
  const [best] = found
  const isSure = best !== undefined && best.confidence >= sureEnough && !(isPaired && latin.has(best.encoding))
  const likely = isSure ? found.filter(({ confidence }) => confidence >= sureEnough) : isPaired ? asian : []
  // Of a few characters the statistics know little: Chinese is then the likeliest of what is written in pairs.
  const paired: Encoding[] = isPaired ? ['gb18030', 'big5'] : []
  const order = [...likely.map(({ encoding }) => encoding), ...paired, ...western]
  return [...new Set<Encoding>(['utf-8', ...order, ...(isWestern ? [] : (['gb18030'] as const))])]
}

/** Share of lines in UTF-8, of those that are not plain ASCII, from which on the others are strangers in its midst. */
const ownLines = 2 / 3

/**
 * Whether a file that is not UTF-8 as a whole is so for the most part: lines of another encoding were added to it. Read
 * as anything else, all its other lines would come out wrong. That lines of another encoding happen to be UTF-8 is rare.
 */
export const isMostlyUtf8 = ({ sample }: Pick<TextStatistics, 'sample'>): boolean => {
  let [lines, own] = [0, 0]
  for (let from = 0; from < sample.length;) {
    const end = sample.indexOf(0x0a, from)
    const line = sample.subarray(from, end < 0 ? sample.length : end)
    from += line.length + 1
    lines += 1
    if (isUtf8(line)) own += 1
  }
  return own >= 2 && own >= lines * ownLines
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
