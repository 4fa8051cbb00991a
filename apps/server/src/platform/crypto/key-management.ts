/** What a key is for. Given again to unwrap it, so that one organisation's key cannot be put in another's place. */
export type KeyContext = Readonly<Record<string, string>>

/**
 * The outermost keeper of keys: a file here; a cloud service or a vault through the same two calls. The key
 * that it wraps with never leaves it.
 */
export interface KeyManagement {
  /** @param key 32 bytes in clear */
  wrap(key: Uint8Array, context: KeyContext): Promise<Buffer>
  /** @throws CORRUPT_CIPHERTEXT when it was wrapped elsewhere or for another context */
  unwrap(wrapped: Uint8Array, context: KeyContext): Promise<Buffer>
}

/** The context as one text, the same for the same content in any order. */
export const contextText = (context: KeyContext): string =>
  JSON.stringify(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
