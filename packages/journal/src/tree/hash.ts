import { sha256 } from '@noble/hashes/sha2.js'
import { toUtf8 } from '../bytes.ts'

/** Bytes of a hash. */
export const hashLength = 32

/** Root of the tree without leaves: SHA-256 of nothing (RFC 6962 section 2.1). */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array(0))

/** Hash of a leaf, RFC 6962 section 2.1: SHA-256(0x00 ‖ data). */
export const hashLeaf = (data: Uint8Array): Uint8Array => {
  const prefixed = new Uint8Array(data.length + 1)
  prefixed.set(data, 1)
  return sha256(prefixed)
}

const scratch = new Uint8Array(2048)

/**
 * As {@link hashLeaf} over the UTF-8 bytes of `text`. Plain ASCII of ordinary length, which entries are, takes a short
 * way: it is written straight behind the prefix.
 */
export const hashLeafText = (text: string): Uint8Array => {
  if (text.length >= scratch.length) return hashLeaf(toUtf8(text))
  for (let i = 0; i < text.length;) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return hashLeaf(toUtf8(text))
    scratch[++i] = code
  }
  return sha256(scratch.subarray(0, text.length + 1))
}

const children = new Uint8Array(1 + 2 * hashLength)
children[0] = 0x01

/** Hash of an inner node, RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right). Both are 32 bytes. */
export const hashChildren = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  if (left.length !== hashLength || right.length !== hashLength) throw new RangeError('A node hash has 32 bytes.')
  children.set(left, 1)
  children.set(right, 1 + hashLength)
  return sha256(children)
}
