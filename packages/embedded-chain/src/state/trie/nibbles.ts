/** Splits each byte of a hashed key into two half-bytes, high one first. */
export const nibblesOf = (key: Uint8Array): Uint8Array => {
  const path = new Uint8Array(key.length * 2)
  for (let index = 0; index < key.length; index += 1) {
    const byte = key[index] as number
    path[index * 2] = byte >> 4
    path[index * 2 + 1] = byte & 15
  }
  return path
}

/**
 * Hex-prefix encoding of `path[from, to)` (Yellow Paper appendix C): the first half-byte tells whether the node is a
 * leaf and whether the number of nibbles is odd.
 */
export const compactPath = (path: Uint8Array, from: number, to: number, leaf: boolean): Uint8Array => {
  const length = to - from
  const odd = length % 2
  const compact = new Uint8Array((length >> 1) + 1)
  compact[0] = (leaf ? 0x20 : 0) | (odd === 1 ? 0x10 | (path[from] as number) : 0)
  for (let index = 1, nibble = from + odd; nibble < to; index += 1, nibble += 2) {
    compact[index] = ((path[nibble] as number) << 4) | (path[nibble + 1] as number)
  }
  return compact
}

/** Reads what {@link compactPath} wrote. */
export const expandPath = (compact: Uint8Array): { readonly nibbles: Uint8Array; readonly leaf: boolean } => {
  const flags = compact[0] as number
  const odd = (flags & 0x10) !== 0
  const nibbles = new Uint8Array((compact.length - 1) * 2 + (odd ? 1 : 0))
  let at = 0
  if (odd) nibbles[at++] = flags & 15
  for (let index = 1; index < compact.length; index += 1) {
    const byte = compact[index] as number
    nibbles[at++] = byte >> 4
    nibbles[at++] = byte & 15
  }
  return { nibbles, leaf: (flags & 0x20) !== 0 }
}
