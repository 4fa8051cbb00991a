import type { Hex } from './needs.ts'

/** Bytes as the ledger's tools write them. */
export const hexOf = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString('hex')}`

/** The same back, as the database keeps them. */
export const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex')
