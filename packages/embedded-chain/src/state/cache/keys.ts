/** First byte of a key in the cache. Flat records serve reads, nodes serve roots and proofs. */
const marks = { account: 0x41, slot: 0x53, code: 0x43, accountNode: 0x61, slotNode: 0x73, position: 0x21 } as const

const keyOf = (mark: number, first: Uint8Array, second?: Uint8Array): Uint8Array => {
  const key = new Uint8Array(1 + first.length + (second?.length ?? 0))
  key[0] = mark
  key.set(first, 1)
  if (second !== undefined) key.set(second, 1 + first.length)
  return key
}

/** Of the record that says which block the cache stands for. */
export const positionKey = Uint8Array.of(marks.position)

export const accountKey = (accountHash: Uint8Array): Uint8Array => keyOf(marks.account, accountHash)

export const slotKey = (accountHash: Uint8Array, slotHash: Uint8Array): Uint8Array =>
  keyOf(marks.slot, accountHash, slotHash)

export const codeKey = (codeHash: Uint8Array): Uint8Array => keyOf(marks.code, codeHash)

/** Of a node of the state trie, by the nibbles that lead to it. */
export const accountNodeKey = (path: Uint8Array): Uint8Array => keyOf(marks.accountNode, path)

/** Of a node of an account's storage trie. */
export const slotNodeKey = (accountHash: Uint8Array, path: Uint8Array): Uint8Array =>
  keyOf(marks.slotNode, accountHash, path)
