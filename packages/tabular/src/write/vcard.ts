/** A property of a card: its name with parameters, and its value or the parts of it. */
export type CardProperty = { readonly name: string; readonly value: string | readonly string[] }

const escaped = (text: string): string =>
  text.replaceAll(/[\\,;]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`)

/** Lines of at most 75 bytes, never cut within a character (RFC 2426, section 2.6). */
const folded = (line: string): string => {
  let [text, length] = ['', 0]
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (length + size > 75) {
      text += '\r\n '
      length = 1
    }
    text += sign
    length += size
  }
  return `${text}\r\n`
}

/** A card in version 3.0 (RFC 2426), which every address book reads; empty properties are left out. */
export const vcardOf = (properties: readonly CardProperty[]): string => {
  const lines = properties
    .map(
      ({ name, value }) => [name, typeof value === 'string' ? escaped(value) : value.map(escaped).join(';')] as const,
    )
    .filter(([, value]) => value.replaceAll(';', '') !== '')
    .map(([name, value]) => folded(`${name}:${value}`))
  return `BEGIN:VCARD\r\nVERSION:3.0\r\n${lines.join('')}END:VCARD\r\n`
}
