/**
 * Nodes of a Merkle-Patricia trie (Yellow Paper appendix D) in memory. `reference` is what the parent holds of the node:
 * its Keccak-256, or the encoded node itself when that is shorter than 32 bytes; `null` while the node has changes that
 * were not hashed yet. `stored` tells whether the store holds the node under its path.
 */
export type Node = Leaf | Extension | Branch | Stub

export interface Leaf {
  readonly kind: 'leaf'
  /** The whole key, 64 nibbles: how much of it the node encodes depends on its depth. */
  readonly path: Uint8Array
  value: Uint8Array
  reference: Uint8Array | null
  stored: boolean
}

export interface Extension {
  readonly kind: 'extension'
  readonly nibbles: Uint8Array
  child: Node
  reference: Uint8Array | null
  stored: boolean
}

export interface Branch {
  readonly kind: 'branch'
  readonly children: (Node | null)[]
  reference: Uint8Array | null
  stored: boolean
  /** Generation in which the node was last made, loaded or changed. */
  touched: number
}

/** A node that is in the store and not in memory. */
export interface Stub {
  readonly kind: 'stub'
  readonly reference: Uint8Array
}

export const newLeaf = (path: Uint8Array, value: Uint8Array): Leaf => ({
  kind: 'leaf',
  path,
  value,
  reference: null,
  stored: false,
})

export const newExtension = (nibbles: Uint8Array, child: Node): Extension => ({
  kind: 'extension',
  nibbles,
  child,
  reference: null,
  stored: false,
})

export const newBranch = (touched: number): Branch => ({
  kind: 'branch',
  children: [null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null],
  reference: null,
  stored: false,
  touched,
})

export const newStub = (reference: Uint8Array): Stub => ({ kind: 'stub', reference })
