import { isUtf8 } from 'node:buffer'

/** How much of a file tells what it is. */
export const headLength = 4096

/** What a file is by its first bytes ("magic numbers", as in the IANA and vendors' descriptions of each format). */
const signs: readonly (readonly [type: string, at: number, sign: readonly number[] | string])[] = [
  ['application/pdf', 0, '%PDF-'],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/tiff', 0, [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', 0, [0x4d, 0x4d, 0x00, 0x2a]],
  ['image/heic', 4, 'ftyphei'],
  ['video/mp4', 4, 'ftyp'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/wav', 8, 'WAVE'],
  ['application/ogg', 0, 'OggS'],
  ['application/zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['application/gzip', 0, [0x1f, 0x8b]],
  ['application/x-7z-compressed', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['application/msword', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['application/rtf', 0, '{\\rtf'],
]

/** First bytes of programs: Windows, Linux, macOS, Java, scripts. */
const programs: readonly (readonly number[] | string)[] = [
  'MZ',
  [0x7f, 0x45, 0x4c, 0x46],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  '#!',
]

const bytesOf = (sign: readonly number[] | string): Buffer =>
  typeof sign === 'string' ? Buffer.from(sign, 'latin1') : Buffer.from(sign)

const stands = (head: Buffer, at: number, sign: readonly number[] | string): boolean => {
  const bytes = bytesOf(sign)
  return head.subarray(at, at + bytes.length).equals(bytes)
}

/** Office documents are zip archives; the names of their members stand in the first bytes or soon after. */
const officeTypes = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['mimetypeapplication/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.text'],
  ['mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'application/vnd.oasis.opendocument.spreadsheet'],
] as const

const zipType = (head: Buffer): string => {
  const names = head.toString('latin1')
  return officeTypes.find(([member]) => names.includes(member))?.[1] ?? 'application/zip'
}

/** Text, cut anywhere: the last character may be incomplete. */
const isText = (head: Buffer): boolean => {
  if (head.includes(0)) return false
  const cut = head.length < headLength ? [0] : [0, 1, 2, 3]
  return cut.some((less) => isUtf8(head.subarray(0, head.length - less)))
}

/**
 * What a file is by its content; the name is not asked.
 * @param head the first {@link headLength} bytes, or all where there are fewer
 * @returns a media type; `program` for what a computer would run. Pages of the web are plain text: they are never shown as pages
 */
export const typeOfContent = (head: Buffer): string => {
  if (programs.some((sign) => stands(head, 0, sign))) return 'program'
  const found = signs.find(([, at, sign]) => stands(head, at, sign))?.[0]
  if (found === 'application/zip') return zipType(head)
  if (found !== undefined) return found
  return isText(head) ? 'text/plain' : 'application/octet-stream'
}
