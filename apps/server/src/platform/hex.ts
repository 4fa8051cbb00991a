/** Bytes as the ledger's tools write them: `0x` and two digits for each. */
export type Hex = `0x${string}`

/** Bytes in that form; the bytes are not copied. */
export const hexOf = (bytes: Uint8Array): Hex =>
  `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`

/** The same back, as the database keeps them. */
export const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex')
