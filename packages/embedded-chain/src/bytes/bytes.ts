import { hexDigits, latin1 } from './native.ts'

/** A byte string written as `0x…`. */
export type Hex = `0x${string}`

/** A 20-byte account address, lower case. */
export type Address = Hex

export const EMPTY_BYTES = new Uint8Array(0)

const decodeHex = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, 'hex'))

/** Writes bytes as `0x…`, two digits a byte. */
export const toHex = (bytes: Uint8Array): Hex => `0x${hexDigits(bytes)}`

/** Writes an unsigned integer the JSON-RPC way: `0x`, no leading zero. */
export const toQuantity = (value: bigint | number): Hex => `0x${value.toString(16)}`

/** Reads `0x…` of any length; an odd number of digits gets a leading zero. The digits must have been checked. */
export const fromHex = (hex: string): Uint8Array => {
  const digits = hex.startsWith('0x') ? hex.slice(2) : hex
  return decodeHex(digits.length % 2 === 0 ? digits : `0${digits}`)
}

/** Reads bytes as one big-endian unsigned integer; no bytes mean 0. */
export const toBigInt = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(toHex(bytes)))

/** Writes an unsigned integer big-endian in as few bytes as possible; 0 needs none. */
export const minimalBytes = (value: bigint): Uint8Array => (value === 0n ? EMPTY_BYTES : fromHex(value.toString(16)))

/** Writes an unsigned 64-bit integer as 8 bytes, big-endian, so that keys sort by number. */
export const uint64Bytes = (value: bigint): Uint8Array => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, value)
  return bytes
}

/** Puts zeros before `bytes` until they are `length` long. */
export const padLeft = (bytes: Uint8Array, length: number): Uint8Array => {
  if (bytes.length >= length) return bytes
  const padded = new Uint8Array(length)
  padded.set(bytes, length - bytes.length)
  return padded
}

/** Removes leading zero bytes. */
export const trimLeft = (bytes: Uint8Array): Uint8Array => {
  let start = 0
  while (start < bytes.length && bytes[start] === 0) start += 1
  return start === 0 ? bytes : bytes.subarray(start)
}

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}

export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => {
  let length = 0
  for (const part of parts) length += part.length
  const joined = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/** A string with one character per byte: the cheapest key that a `Map` can hold. */
export const mapKey: (bytes: Uint8Array) => string = latin1

/** The bytes that {@link mapKey} was given. */
export const fromMapKey = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'latin1'))
