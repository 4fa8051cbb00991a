import type { Encoding } from './encodings.ts'

/** Turns pieces of a file into text, one after the other; without a piece it ends. Throws where the bytes are no text. */
export type Decode = (chunk: Uint8Array | undefined) => string

/** UTF-32 (Unicode, section 3.10), which the platform's decoder does not know. */
const utf32 = (isLittle: boolean): Decode => {
  let rest = Buffer.alloc(0)
  let isFirst = true
  return (chunk) => {
    if (chunk === undefined) {
      if (rest.length > 0) throw new TypeError('the text ends within a character')
      return ''
    }
    const bytes = Buffer.concat([rest, chunk])
    const length = bytes.length - (bytes.length % 4)
    let text = ''
    for (let at = 0; at < length; at += 4) {
      const code = isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
      if (code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff)) throw new TypeError(`no character: ${code}`)
      if (!(isFirst && code === 0xfe_ff)) text += String.fromCodePoint(code)
      isFirst = false
    }
    rest = bytes.subarray(length)
    return text
  }
}

/**
 * A decoder that leaves the byte order mark out.
 * @param isLenient whether bytes that the encoding does not have become U+FFFD; they are refused otherwise
 */
export const decoderOf = (encoding: Encoding, isLenient = false): Decode => {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return utf32(encoding === 'utf-32le')
  const decoder = new TextDecoder(encoding, { fatal: !isLenient })
  return (chunk) => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }))
}
