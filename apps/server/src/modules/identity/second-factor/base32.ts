const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 without padding (RFC 4648 §6). */
export const base32 = (bytes: Uint8Array): string => {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= 255
  }
  return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31]
}

/** Undoes {@link base32}; spaces, hyphens and the case of letters do not count. @returns undefined for what is not Base32 */
export const fromBase32 = (text: string): Buffer | undefined => {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const sign of text.toUpperCase().replaceAll(/[\s=-]/g, '')) {
    const five = alphabet.indexOf(sign)
    if (five === -1) return undefined
    value = (value << 5) | five
    bits += 5
    if (bits >= 8) {
      bytes.push((value >>> (bits - 8)) & 255)
      bits -= 8
    }
    value &= 255
  }
  return Buffer.from(bytes)
}
