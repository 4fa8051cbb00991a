/**
 * `Buffer` turns bytes into text natively, and its methods work on any byte array. They are reached directly, without
 * making a `Buffer` first, because this happens hundreds of times per transaction.
 */
interface Slices {
  hexSlice?: (this: Uint8Array, start: number, end: number) => string
  latin1Slice?: (this: Uint8Array, start: number, end: number) => string
}

const { hexSlice, latin1Slice } = Buffer.prototype as unknown as Slices

const through =
  (encoding: 'hex' | 'latin1') =>
  (bytes: Uint8Array): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(encoding)

/** Two hexadecimal digits per byte. */
export const hexDigits: (bytes: Uint8Array) => string =
  hexSlice === undefined ? through('hex') : (bytes) => hexSlice.call(bytes, 0, bytes.length)

/** One character per byte. */
export const latin1: (bytes: Uint8Array) => string =
  latin1Slice === undefined ? through('latin1') : (bytes) => latin1Slice.call(bytes, 0, bytes.length)
