import { RLP } from '@ethereumjs/rlp'
import { EMPTY_BYTES } from '../bytes/bytes.ts'
import { EMPTY_TRIE_ROOT, keccak256 } from '../crypto/keccak.ts'
import { compactPath } from '../state/trie/nibbles.ts'

/** A list member under its key: the RLP of its index, as nibbles. */
interface Item {
  readonly path: Uint8Array
  readonly value: Uint8Array
}

type Node = (Uint8Array | Node)[]

const pathOfIndex = (index: number): Uint8Array => {
  const key = RLP.encode(index)
  const path = new Uint8Array(key.length * 2)
  for (const [position, byte] of key.entries()) {
    path[position * 2] = byte >> 4
    path[position * 2 + 1] = byte & 15
  }
  return path
}

/** A node goes into its parent as it is when shorter than 32 bytes, else as its hash. */
const reference = (node: Node): Uint8Array | Node => {
  const encoded = RLP.encode(node)
  return encoded.length < 32 ? node : keccak256(encoded)
}

const sharedLength = (items: readonly Item[], from: number, first: Item): number => {
  let length = from
  while (length < first.path.length) {
    const nibble = first.path[length]
    if (items.some((item) => item.path[length] !== nibble)) return length
    length += 1
  }
  return length
}

/** Node over `items`, which all agree in the first `depth` nibbles and of which there is at least one. */
const build = (items: readonly Item[], depth: number): Node => {
  const first = items[0] as Item
  if (items.length === 1) return [compactPath(first.path, depth, first.path.length, true), first.value]
  const shared = sharedLength(items, depth, first)
  if (shared > depth) return [compactPath(first.path, depth, shared, false), reference(build(items, shared))]
  const branch: Node = []
  for (let nibble = 0; nibble < 16; nibble += 1) {
    const below = items.filter((item) => item.path[depth] === nibble)
    branch.push(below.length === 0 ? EMPTY_BYTES : reference(build(below, depth + 1)))
  }
  branch.push(items.find((item) => item.path.length === depth)?.value ?? EMPTY_BYTES)
  return branch
}

/**
 * Root of the Merkle-Patricia trie that maps RLP(0), RLP(1), … to `values`: the form in which a header commits to its
 * transactions and receipts (Yellow Paper §4.3.2).
 */
export const listRoot = (values: readonly Uint8Array[]): Uint8Array => {
  if (values.length === 0) return EMPTY_TRIE_ROOT
  const items = values.map((value, index) => ({ path: pathOfIndex(index), value }))
  return keccak256(RLP.encode(build(items, 0)))
}
