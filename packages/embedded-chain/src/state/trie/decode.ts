import { RLP, type NestedUint8Array } from '@ethereumjs/rlp'
import { expandPath } from './nibbles.ts'
import { newBranch, newExtension, newLeaf, newStub, type Leaf, type Extension, type Branch, type Stub } from './node.ts'

/** A child is written as a hash, or in full when it is short. */
const stubOf = (item: Uint8Array | NestedUint8Array): Stub =>
  newStub(item instanceof Uint8Array ? item : RLP.encode(item))

const pathBelow = (path: Uint8Array, depth: number, rest: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(depth + rest.length)
  whole.set(path.subarray(0, depth))
  whole.set(rest, depth)
  return whole
}

/**
 * Reads an encoded node that lies under `path[0, depth)`.
 *
 * @param touched - generation to note on a branch
 * @throws TypeError when the bytes are no node
 */
export const decodeNode = (
  encoded: Uint8Array,
  path: Uint8Array,
  depth: number,
  touched: number,
): Leaf | Extension | Branch => {
  const items = RLP.decode(encoded)
  if (!Array.isArray(items)) throw new TypeError('trie node: expected a list')
  if (items.length === 17) {
    const branch = newBranch(touched)
    for (let index = 0; index < 16; index += 1) {
      const item = items[index] as Uint8Array | NestedUint8Array
      if (item.length > 0) branch.children[index] = stubOf(item)
    }
    return branch
  }
  const [compact, payload] = items
  if (items.length !== 2 || !(compact instanceof Uint8Array) || payload === undefined) {
    throw new TypeError('trie node: expected 2 or 17 items')
  }
  const { nibbles, leaf } = expandPath(compact)
  if (!leaf) return newExtension(nibbles, stubOf(payload))
  return newLeaf(pathBelow(path, depth, nibbles), payload as Uint8Array)
}
