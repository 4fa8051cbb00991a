import type { Hex } from 'viem'

/** Bytes as the ledger's tools write them. */
export const hexOf = (bytes: Uint8Array): Hex =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`

/** Bytes as the database keeps them. */
export const bytesOf = (hex: Hex): Buffer => Buffer.from(hex.slice(2), 'hex')
