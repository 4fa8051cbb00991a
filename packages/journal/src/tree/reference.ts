import { emptyRoot, hashChildren } from './hash.ts'
import { type NodeReader, splitOf } from './range.ts'

/*
 * The definitions of RFC 6962 section 2.1, written down as they stand there: slow, and obviously right. Tests compare
 * everything else with them.
 */

/** MTH(D[n]). */
export const merkleTreeHash = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return emptyRoot()
  if (leaves.length === 1) return leaves[0]!
  const k = splitOf(leaves.length)
  return hashChildren(merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)))
}

/** PATH(m, D[n]). */
export const auditPath = (m: number, leaves: readonly Uint8Array[]): Uint8Array[] => {
  if (leaves.length === 1) return []
  const k = splitOf(leaves.length)
  return m < k
    ? [...auditPath(m, leaves.slice(0, k)), merkleTreeHash(leaves.slice(k))]
    : [...auditPath(m - k, leaves.slice(k)), merkleTreeHash(leaves.slice(0, k))]
}

const subproof = (m: number, leaves: readonly Uint8Array[], known: boolean): Uint8Array[] => {
  if (m === leaves.length) return known ? [] : [merkleTreeHash(leaves)]
  const k = splitOf(leaves.length)
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), known), merkleTreeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), merkleTreeHash(leaves.slice(0, k))]
}

/** PROOF(m, D[n]), for m > 0. */
export const consistencyPath = (m: number, leaves: readonly Uint8Array[]): Uint8Array[] => subproof(m, leaves, true)

/** Reads perfect subtrees straight from the leaves. */
export const leavesReader =
  (leaves: readonly Uint8Array[]): NodeReader =>
  (nodes) =>
    nodes.map(({ height, index }) => {
      const end = (index + 1) * 2 ** height
      if (end > leaves.length) throw new RangeError(`No such node: height ${height}, index ${index}.`)
      return merkleTreeHash(leaves.slice(index * 2 ** height, end))
    })
