import { fromHex, padLeft, type Address, type Hex } from '../bytes/bytes.ts'
import { invalidParams } from '../errors.ts'

/** The parameters of a request, as they came: nothing about them is known. */
export type Params = readonly unknown[]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'nothing')
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

/** An object parameter. @throws RpcError invalid params */
export const objectOf = (value: unknown, name: string): Record<string, unknown> => {
  if (!isObject(value)) throw invalidParams(`${name}: expected an object, got ${shown(value)}`)
  return value
}

/** A byte string of any length. @throws RpcError invalid params */
export const bytesOf = (value: unknown, name: string): Uint8Array => {
  if (typeof value !== 'string' || !/^0x([0-9a-fA-F]{2})*$/.test(value)) {
    throw invalidParams(`${name}: expected 0x and pairs of hexadecimal digits, got ${shown(value)}`)
  }
  return fromHex(value)
}

const exactly = (length: number, what: string) => {
  const pattern = new RegExp(`^0x[0-9a-fA-F]{${length * 2}}$`)
  return (value: unknown, name: string): Uint8Array => {
    if (typeof value !== 'string' || !pattern.test(value)) {
      throw invalidParams(`${name}: expected ${what} (0x and ${length * 2} hexadecimal digits), got ${shown(value)}`)
    }
    return fromHex(value)
  }
}

/** A 32-byte hash. @throws RpcError invalid params */
export const hashOf = exactly(32, 'a hash')

/** A 20-byte address. @throws RpcError invalid params */
export const addressOf = exactly(20, 'an address')

/** An unsigned integer of up to 256 bits, as `0x…`. @throws RpcError invalid params */
export const quantityOf = (value: unknown, name: string): bigint => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(value)) {
    throw invalidParams(`${name}: expected a quantity (0x and up to 64 hexadecimal digits), got ${shown(value)}`)
  }
  return BigInt(value)
}

/** A storage slot: a quantity of up to 256 bits, as 32 bytes. @throws RpcError invalid params */
export const slotOf = (value: unknown, name: string): Uint8Array => {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(value)) {
    throw invalidParams(`${name}: expected a storage slot (0x and up to 64 hexadecimal digits), got ${shown(value)}`)
  }
  return padLeft(fromHex(value), 32)
}

/** A value that may be left out, as `undefined` or `null`. */
export const optional = <T>(value: unknown, name: string, read: (value: unknown, name: string) => T): T | undefined =>
  value === undefined || value === null ? undefined : read(value, name)

/** Which block is meant: a number, a hash, or a name. */
export type BlockReference =
  | { readonly kind: 'latest' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'number'; readonly number: bigint }
  | { readonly kind: 'hash'; readonly hash: Uint8Array }

/**
 * A block by name, by number, or as an EIP-1898 object. Blocks are final when they are published, so `safe` and
 * `finalized` are `latest`.
 *
 * @throws RpcError invalid params
 */
export const blockOf = (value: unknown, name: string): BlockReference => {
  if (value === undefined || value === null) return { kind: 'latest' }
  if (value === 'latest' || value === 'safe' || value === 'finalized') return { kind: 'latest' }
  if (value === 'pending') return { kind: 'pending' }
  if (value === 'earliest') return { kind: 'number', number: 0n }
  if (isObject(value)) {
    if (value['blockHash'] !== undefined) return { kind: 'hash', hash: hashOf(value['blockHash'], `${name}.blockHash`) }
    return { kind: 'number', number: quantityOf(value['blockNumber'], `${name}.blockNumber`) }
  }
  if (typeof value === 'string' && value.length === 66) return { kind: 'hash', hash: hashOf(value, name) }
  return { kind: 'number', number: quantityOf(value, name) }
}

export type { Address, Hex }
