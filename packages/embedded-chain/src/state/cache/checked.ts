import { crc32 } from 'node:zlib'
import { ChainError } from '../../errors.ts'

const CHECKSUM_BYTES = 4

const checksum = (key: Uint8Array, value: Uint8Array): number => crc32(value, crc32(key))

/** Adds a checksum over key and value, so that a record that was changed or misplaced on disk is not believed. */
export const sealRecord = (key: Uint8Array, value: Uint8Array): Uint8Array => {
  const record = new Uint8Array(value.length + CHECKSUM_BYTES)
  record.set(value)
  new DataView(record.buffer).setUint32(value.length, checksum(key, value))
  return record
}

/**
 * Takes the checksum off again.
 *
 * @throws ChainError `CHAIN_CACHE_DAMAGED` when it does not fit
 */
export const openRecord = (key: Uint8Array, record: Uint8Array): Uint8Array => {
  const length = record.length - CHECKSUM_BYTES
  const value = record.slice(0, Math.max(0, length))
  if (length < 0 || new DataView(record.buffer, record.byteOffset + length).getUint32(0) !== checksum(key, value)) {
    throw new ChainError('CHAIN_CACHE_DAMAGED', 'The state cache has a record that was changed.')
  }
  return value
}
