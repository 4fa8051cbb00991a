import { keccak256 } from '../../crypto/keccak.ts'
import { compactPath } from './nibbles.ts'
import type { Branch, Extension, Leaf } from './node.ts'

const HASH_LENGTH = 32
const EMPTY_STRING = 0x80

/** Where nodes are written before they are hashed. The largest, a full branch, takes 532 bytes. */
const scratch = new Uint8Array(2_048)

const headLength = (length: number): number => {
  if (length < 56) return 1
  return length < 256 ? 2 : 3
}

/** Writes the head of an RLP string (`base` 0x80) or list (0xc0) and returns where the payload begins. */
const writeHead = (at: number, length: number, base: number): number => {
  if (length < 56) {
    scratch[at] = base + length
    return at + 1
  }
  if (length < 256) {
    scratch[at] = base + 56
    scratch[at + 1] = length
    return at + 2
  }
  scratch[at] = base + 57
  scratch[at + 1] = length >> 8
  scratch[at + 2] = length & 255
  return at + 3
}

const isSingle = (bytes: Uint8Array): boolean => bytes.length === 1 && (bytes[0] as number) < EMPTY_STRING

const stringLength = (bytes: Uint8Array): number => (isSingle(bytes) ? 1 : headLength(bytes.length) + bytes.length)

const writeString = (at: number, bytes: Uint8Array): number => {
  const payload = isSingle(bytes) ? at : writeHead(at, bytes.length, EMPTY_STRING)
  scratch.set(bytes, payload)
  return payload + bytes.length
}

/** A hash is written as a string, a short node as it is. */
const referenceLength = (reference: Uint8Array): number =>
  reference.length === HASH_LENGTH ? HASH_LENGTH + 1 : reference.length

const writeReference = (at: number, reference: Uint8Array): number => {
  let start = at
  if (reference.length === HASH_LENGTH) {
    scratch[start] = EMPTY_STRING + HASH_LENGTH
    start += 1
  }
  scratch.set(reference, start)
  return start + reference.length
}

/**
 * The RLP of a leaf that lies at `depth`. Like the others here it is a view that the next call overwrites.
 */
export const encodeLeaf = (leaf: Leaf, depth: number): Uint8Array => {
  const compact = compactPath(leaf.path, depth, leaf.path.length, true)
  const start = writeHead(0, stringLength(compact) + stringLength(leaf.value), 0xc0)
  return scratch.subarray(0, writeString(writeString(start, compact), leaf.value))
}

/** The RLP of an extension whose child has been hashed. */
export const encodeExtension = ({ nibbles, child }: Extension): Uint8Array => {
  const compact = compactPath(nibbles, 0, nibbles.length, false)
  const reference = child.reference as Uint8Array
  const start = writeHead(0, stringLength(compact) + referenceLength(reference), 0xc0)
  return scratch.subarray(0, writeReference(writeString(start, compact), reference))
}

/** The RLP of a branch whose children have been hashed. Keys all have one length, so a branch has no value. */
export const encodeBranch = ({ children }: Branch): Uint8Array => {
  let length = 1
  for (const child of children) length += child === null ? 1 : referenceLength(child.reference as Uint8Array)
  let at = writeHead(0, length, 0xc0)
  for (const child of children) {
    if (child === null) {
      scratch[at] = EMPTY_STRING
      at += 1
    } else at = writeReference(at, child.reference as Uint8Array)
  }
  scratch[at] = EMPTY_STRING
  return scratch.subarray(0, at + 1)
}

/** What a parent holds of the node with this encoding. */
export const referenceTo = (encoded: Uint8Array): Uint8Array =>
  encoded.length < HASH_LENGTH ? encoded.slice() : keccak256(encoded)

/** Whether a reference leads to the store, as opposed to holding the node itself. */
export const isHash = (reference: Uint8Array): boolean => reference.length === HASH_LENGTH
