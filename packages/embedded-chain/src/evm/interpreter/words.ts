/** Numbers of 256 bits, as the EVM computes with them: `bigint`s from 0 to 2^256 − 1. */

export const WORD_MASK = (1n << 256n) - 1n
const MASK_64 = (1n << 64n) - 1n

/** Cuts a number of any size to 256 bits. */
export const cut = (value: bigint): bigint => (value >= 0n && value <= WORD_MASK ? value : BigInt.asUintN(256, value))

/** Reads a word as a signed number in two's complement. */
export const signed = (word: bigint): bigint => BigInt.asIntN(256, word)

/** Reads 32 bytes, big-endian. They must be there. */
export const readWord = (view: DataView, offset: number): bigint => {
  const low = view.getBigUint64(offset + 24)
  const isShort =
    view.getUint32(offset) === 0 &&
    view.getUint32(offset + 4) === 0 &&
    view.getUint32(offset + 8) === 0 &&
    view.getUint32(offset + 12) === 0 &&
    view.getUint32(offset + 16) === 0 &&
    view.getUint32(offset + 20) === 0
  if (isShort) return low
  const high = (view.getBigUint64(offset) << 64n) | view.getBigUint64(offset + 8)
  return (high << 128n) | (view.getBigUint64(offset + 16) << 64n) | low
}

/** Writes a word as 32 bytes, big-endian. */
export const writeWord = (view: DataView, offset: number, word: bigint): void => {
  if (word <= MASK_64) {
    view.setFloat64(offset, 0)
    view.setFloat64(offset + 8, 0)
    view.setFloat64(offset + 16, 0)
    view.setBigUint64(offset + 24, word)
    return
  }
  // What does not fit into 64 bits is left out by the view itself.
  view.setBigUint64(offset, word >> 192n)
  view.setBigUint64(offset + 8, word >> 128n)
  view.setBigUint64(offset + 16, word >> 64n)
  view.setBigUint64(offset + 24, word)
}

const scratch = new Uint8Array(32)
const scratchView = new DataView(scratch.buffer)

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
  return readWord(scratchView, 0)
}

/** A word as 32 bytes. */
export const bytesOf = (word: bigint): Uint8Array => {
  writeWord(scratchView, 0, word)
  return scratch.slice()
}

/** A word without its leading zeros; 0 needs no bytes. */
export const shortBytesOf = (word: bigint): Uint8Array => {
  writeWord(scratchView, 0, word)
  let start = 0
  while (start < 32 && scratch[start] === 0) start += 1
  return scratch.slice(start)
}

/** The last 20 bytes of a word: an address. */
export const addressBytesOf = (word: bigint): Uint8Array => {
  writeWord(scratchView, 0, word)
  return scratch.slice(12)
}
