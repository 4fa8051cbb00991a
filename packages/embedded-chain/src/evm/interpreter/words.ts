/** Numbers of 256 bits, as the EVM computes with them: `bigint`s from 0 to 2^256 − 1. */

export const WORD_MASK = (1n << 256n) - 1n
const MASK_64 = (1n << 64n) - 1n

/** Cuts a number of any size to 256 bits. */
export const cut = (value: bigint): bigint => (value >= 0n && value <= WORD_MASK ? value : BigInt.asUintN(256, value))

/** Reads a word as a signed number in two's complement. */
export const signed = (word: bigint): bigint => BigInt.asIntN(256, word)

/** Reads 32 bytes, big-endian. They must be there. */
export const readWord = (bytes: Uint8Array, offset: number): bigint => {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 32)
  const low = view.getBigUint64(24)
  const isShort =
    view.getUint32(0) === 0 &&
    view.getUint32(4) === 0 &&
    view.getUint32(8) === 0 &&
    view.getUint32(12) === 0 &&
    view.getUint32(16) === 0 &&
    view.getUint32(20) === 0
  if (isShort) return low
  return (view.getBigUint64(0) << 192n) | (view.getBigUint64(8) << 128n) | (view.getBigUint64(16) << 64n) | low
}

/** Writes a word as 32 bytes, big-endian. */
export const writeWord = (bytes: Uint8Array, offset: number, word: bigint): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 32)
  if (word <= MASK_64) {
    view.setBigUint64(0, 0n)
    view.setBigUint64(8, 0n)
    view.setBigUint64(16, 0n)
    view.setBigUint64(24, word)
    return
  }
  view.setBigUint64(24, word & MASK_64)
  view.setBigUint64(16, (word >> 64n) & MASK_64)
  view.setBigUint64(8, (word >> 128n) & MASK_64)
  view.setBigUint64(0, word >> 192n)
}

const scratch = new Uint8Array(32)

/** Reads at most 32 bytes, big-endian; no bytes mean 0. */
export const wordOf = (bytes: Uint8Array): bigint => {
  const { length } = bytes
  if (length <= 6) {
    let value = 0
    for (let index = 0; index < length; index += 1) value = value * 256 + bytes[index]!
    return BigInt(value)
  }
  scratch.fill(0, 0, 32 - length)
  scratch.set(bytes, 32 - length)
  return readWord(scratch, 0)
}

/** A word as 32 bytes. */
export const bytesOf = (word: bigint): Uint8Array => {
  const bytes = new Uint8Array(32)
  writeWord(bytes, 0, word)
  return bytes
}

/** A word without its leading zeros; 0 needs no bytes. */
export const shortBytesOf = (word: bigint): Uint8Array => {
  writeWord(scratch, 0, word)
  let start = 0
  while (start < 32 && scratch[start] === 0) start += 1
  return scratch.slice(start)
}

/** The last 20 bytes of a word: an address. */
export const addressBytesOf = (word: bigint): Uint8Array => {
  writeWord(scratch, 0, word)
  return scratch.slice(12)
}
