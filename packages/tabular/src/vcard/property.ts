import { isUtf8 } from 'node:buffer'
import type { Encoding } from '../text/encodings.ts'

/** One line of a card, taken apart. */
export type Property = {
  /** What ties properties together (`item1.`), or nothing. */
  readonly group: string
  /** In capitals. */
  readonly name: string
  /** Kinds such as `home` or `cell`, in lower case. */
  readonly types: readonly string[]
  /** The value in text, escapes still in it; nothing where it is a picture or the like. */
  readonly value: string | undefined
}

/** Where the value begins: at the first colon outside quotation marks. */
const colonIn = (line: string): number => {
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted) return at
  }
  return -1
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

const decoderOf = (label: string): InstanceType<typeof TextDecoder> => {
  let decoder = decoders.get(label)
  if (decoder === undefined) {
    try {
      decoder = new TextDecoder(label)
    } catch {
      decoder = new TextDecoder('utf-8')
    }
    decoders.set(label, decoder)
  }
  return decoder
}

/** What is UTF-8 is read as such, whatever the rest of the file is: programs fold lines within characters. */
const decoded = (bytes: Buffer, charset: string | undefined, encoding: Encoding): string => {
  if (charset !== undefined) return decoderOf(charset).decode(bytes)
  return decoderOf(isUtf8(bytes) || /^utf-(?:16|32)/.test(encoding) ? 'utf-8' : encoding).decode(bytes)
}

const quotedPrintable = (value: string): string =>
  value.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const withoutQuotes = (text: string): string => text.replaceAll('"', '')

/**
 * Takes a line apart (RFC 6350, section 3.3; bare parameters as in vCard 2.1).
 * @param encoding of the file; a property may name another
 */
export const readProperty = (line: string, encoding: Encoding): Property | undefined => {
  const colon = colonIn(line)
  if (colon < 0) return undefined
  const [left = '', ...parameters] = line.slice(0, colon).split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const dot = left.indexOf('.')
  const types: string[] = []
  let charset: string | undefined
  let [transfer, isUri] = ['', false]
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=')
    const [key, text] =
      equals < 0
        ? ['', parameter]
        : [parameter.slice(0, equals).toUpperCase(), withoutQuotes(parameter.slice(equals + 1))]
    if (key === 'CHARSET') charset = text.toLowerCase()
    else if (key === 'ENCODING' || /^(?:QUOTED-PRINTABLE|BASE64)$/i.test(parameter)) transfer = text.toUpperCase()
    else if (key === 'VALUE') isUri = text.toLowerCase() === 'uri'
    else if (key === '' || key === 'TYPE')
      types.push(
        ...text
          .toLowerCase()
          .split(',')
          .map((type) => type.trim()),
      )
    else if (key === 'PREF') types.push('pref')
  }
  const raw = line.slice(colon + 1)
  const name = left.slice(dot + 1).toUpperCase()
  const group = dot < 0 ? '' : left.slice(0, dot).toLowerCase()
  if (transfer === 'B' || transfer === 'BASE64') return { group, name, types, value: undefined }
  const bytes = Buffer.from(transfer === 'QUOTED-PRINTABLE' ? quotedPrintable(raw) : raw, 'latin1')
  const text = decoded(bytes, charset, encoding)
  if (text.startsWith('data:')) return { group, name, types, value: undefined }
  return { group, name, types, value: isUri && name === 'TEL' ? text.replace(/^tel:/i, '') : text }
}

/** Text without its escapes (RFC 6350, section 3.4). */
export const unescaped = (text: string): string =>
  text.replaceAll(/\\([nN,;:\\])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))

/** The parts of a structured value, such as a name or an address. */
export const partsOf = (value: string): string[] =>
  (value.match(/(?:\\[\s\S]|[^;\\])*(?:;|$)/g) ?? [])
    .slice(0, value.split(';').length)
    .map((part) => unescaped(part.replace(/;$/, '')).trim())
