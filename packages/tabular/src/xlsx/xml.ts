import { TabularError } from '../errors.ts'

/** What is told of an XML text while it is read. Names come without their prefix. */
export type XmlHandler = {
  /** @param attributes as they are written; see {@link attributeOf} */
  readonly open: (name: string, attributes: string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const entity = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return named[name] ?? whole
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : ''
}

/** Text with its character references resolved; entities of a document type are never known, since there is none. */
export const xmlText = (text: string): string =>
  text.includes('&') ? text.replaceAll(/&(#x?[0-9a-fA-F]+|[a-z]+);/g, entity) : text

/** The value of an attribute, or nothing. */
export const attributeOf = (attributes: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found === null ? undefined : xmlText(found[1] ?? found[2] ?? '')
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Longest stretch without an end of a tag. */
const longestPiece = 16 * 1024 * 1024

const endOfTag = (text: string, from: number): number => {
  let end = text.indexOf('>', from)
  // A sign within an attribute does not end the tag.
  while (end >= 0 && (text.slice(from, end).split('"').length - 1) % 2 === 1) end = text.indexOf('>', end + 1)
  return end
}

/**
 * Reads the XML of office documents piece by piece: elements, attributes and text, no document types, so that nothing
 * can be defined or fetched by a file.
 * @throws MALFORMED, CELL_TOO_LARGE
 */
export const xmlReader = (handler: XmlHandler): ((piece: string) => void) => {
  let rest = ''
  const tag = (inner: string): void => {
    if (inner.startsWith('/')) {
      handler.close(localName(inner.slice(1).trim()))
      return
    }
    const isEmpty = inner.endsWith('/')
    const body = isEmpty ? inner.slice(0, -1) : inner
    const blank = body.search(/\s/)
    const name = localName(blank < 0 ? body : body.slice(0, blank))
    handler.open(name, blank < 0 ? '' : body.slice(blank))
    if (isEmpty) handler.close(name)
  }
  return (piece) => {
    const text = rest + piece
    let at = 0
    for (;;) {
      const start = text.indexOf('<', at)
      if (start < 0) break
      const isComment = text.startsWith('<!--', start)
      const isRaw = text.startsWith('<![CDATA[', start)
      const end = isComment
        ? text.indexOf('-->', start)
        : isRaw
          ? text.indexOf(']]>', start)
          : endOfTag(text, start + 1)
      if (end < 0) break
      if (start > at) handler.text(xmlText(text.slice(at, start)))
      if (isRaw) handler.text(text.slice(start + 9, end))
      else if (text.startsWith('<!DOCTYPE', start)) {
        throw new TabularError('MALFORMED', 'the workbook holds a document type, which no workbook needs')
      } else if (!isComment && text[start + 1] !== '?') tag(text.slice(start + 1, end))
      at = end + (isComment || isRaw ? 3 : 1)
    }
    rest = text.slice(at)
    if (rest.length > longestPiece) throw new TabularError('CELL_TOO_LARGE', 'the workbook holds an endless cell')
  }
}
