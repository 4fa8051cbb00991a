import { toBigInt, toHex } from '../bytes/bytes.ts'

/** Selector of `Error(string)`. */
const ERROR_SELECTOR = '0x08c379a0'
/** Selector of `Panic(uint256)`. */
const PANIC_SELECTOR = '0x4e487b71'

/** What the codes mean that Solidity panics with, in the words other nodes use. */
const PANIC_REASONS: Readonly<Record<string, string>> = {
  0x00: 'generic panic',
  0x01: 'assert(false)',
  0x11: 'arithmetic underflow or overflow',
  0x12: 'division or modulo by zero',
  0x21: 'enum overflow',
  0x22: 'invalid encoded storage byte array accessed',
  0x31: 'out-of-bounds array access; popping on an empty array',
  0x32: 'out-of-bounds access of an array or bytesN',
  0x41: 'out of memory',
  0x51: 'uninitialized function',
}

const wordAt = (bytes: Uint8Array, offset: number): bigint => toBigInt(bytes.subarray(offset, offset + 32))

const errorString = (payload: Uint8Array): string | undefined => {
  if (payload.length < 64 || wordAt(payload, 0) !== 32n) return undefined
  const length = wordAt(payload, 32)
  if (length > BigInt(payload.length - 64)) return undefined
  return new TextDecoder().decode(payload.subarray(64, 64 + Number(length)))
}

/** The reason that is written in the data of a revert, if it is a plain `Error` or `Panic` of Solidity. */
export const revertReason = (data: Uint8Array): string | undefined => {
  if (data.length < 4) return undefined
  const selector = toHex(data.subarray(0, 4))
  const payload = data.subarray(4)
  if (selector === ERROR_SELECTOR) return errorString(payload)
  if (selector !== PANIC_SELECTOR || payload.length < 32) return undefined
  const code = wordAt(payload, 0)
  return PANIC_REASONS[code.toString()] ?? `unknown panic code: 0x${code.toString(16)}`
}
