import { bytesOf, textOf, type Content } from '../content.ts'
import { TabularError } from '../errors.ts'
import type { Encoding } from '../text/encodings.ts'

/** Longest property, in bytes: a photograph may stand in one. */
const longestLine = 16 * 1024 * 1024

/** Bytes as one character each: cards of version 2.1 may change their encoding from property to property. */
async function* bytePieces(content: Content, encoding: Encoding): AsyncGenerator<string> {
  if (encoding.startsWith('utf-16') || encoding.startsWith('utf-32')) {
    for await (const text of textOf(content, encoding)) yield Buffer.from(text, 'utf8').toString('latin1')
  } else for await (const chunk of bytesOf(content)) yield chunk.toString('latin1')
}

async function* linesOf(content: Content, encoding: Encoding): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of bytePieces(content, encoding)) {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    if (rest.length > longestLine)
      throw new TabularError('CELL_TOO_LARGE', `a line is longer than ${longestLine} bytes`)
    yield* lines
  }
  if (rest !== '') yield rest
}

const isQuotedPrintable = /^[^:]*(?:;|=)QUOTED-PRINTABLE[^:]*:/i

/**
 * The properties of a file of cards as whole lines: what was folded is joined (RFC 6350, section 3.2; soft line breaks
 * of quoted-printable as in vCard 2.1). Each character stands for one byte.
 */
export async function* unfolded(content: Content, encoding: Encoding): AsyncGenerator<string> {
  let current: string | undefined
  for await (const line of linesOf(content, encoding)) {
    if (current !== undefined && current.endsWith('=') && isQuotedPrintable.test(current)) {
      current = current.slice(0, -1) + line
    } else if (current !== undefined && /^[ \t]/.test(line)) current += line.slice(1)
    else {
      if (current !== undefined && current !== '') yield current
      current = line
    }
    if ((current?.length ?? 0) > longestLine) {
      throw new TabularError('CELL_TOO_LARGE', `a property is longer than ${longestLine} bytes`)
    }
  }
  if (current !== undefined && current !== '') yield current
}
