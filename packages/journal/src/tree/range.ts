import { JournalFormatError } from '../errors.ts'
import { emptyRoot, hashChildren } from './hash.ts'

/**
 * A perfect subtree: at height `height` and position `index`, counted from the left, it spans the leaves from
 * `index × 2^height` up to, not including, `(index + 1) × 2^height`. Height 0 is a leaf.
 */
export type TreeNode = { readonly height: number; readonly index: number }

/** Leaves from `start` up to, not including, `end`. */
export type LeafRange = { readonly start: number; readonly end: number }

/** Gives the hashes of perfect subtrees in the order asked for, from wherever they are kept. */
export type NodeReader = (nodes: readonly TreeNode[]) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>

/** @throws JournalFormatError `JOURNAL_TREE_RANGE` unless `size` is a whole number from 0 to 2^53 - 1. */
export const checkSize = (size: number, name: string): void => {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new JournalFormatError('JOURNAL_TREE_RANGE', `${name}: expected a whole number that is not negative.`)
  }
}

/** Largest power of two that is smaller than `n`, for n ≥ 2: where RFC 6962 section 2.1 splits a tree. */
export const splitOf = (n: number): number => {
  let power = 1
  while (power * 2 < n) power *= 2
  return power
}

/** The perfect subtrees that a range consists of, left to right, each as large as its place allows. */
export const nodesOf = ({ start, end }: LeafRange): TreeNode[] => {
  const nodes: TreeNode[] = []
  for (let from = start; from < end;) {
    let height = 0
    let width = 1
    while (from % (width * 2) === 0 && from + width * 2 <= end) {
      height += 1
      width *= 2
    }
    nodes.push({ height, index: from / width })
    from += width
  }
  return nodes
}

/** Folds the subtree hashes of {@link nodesOf} of one aligned range into the range's Merkle tree hash. */
export const foldNodes = (hashes: readonly Uint8Array[]): Uint8Array =>
  hashes.length === 0 ? emptyRoot() : hashes.reduceRight((right, left) => hashChildren(left, right))

/**
 * Merkle tree hashes of ranges, each of which starts where a subtree of its size may start (as in every proof).
 * Asks the reader once for all of them.
 */
export const readRanges = async (ranges: readonly LeafRange[], readNodes: NodeReader): Promise<Uint8Array[]> => {
  const perRange = ranges.map(nodesOf)
  const nodes = perRange.flat()
  const hashes = nodes.length === 0 ? [] : await readNodes(nodes)
  if (hashes.length !== nodes.length) {
    throw new JournalFormatError('JOURNAL_TREE_RANGE', `Asked for ${nodes.length} nodes, got ${hashes.length}.`)
  }
  let offset = 0
  return perRange.map((own) => {
    offset += own.length
    return foldNodes(hashes.slice(offset - own.length, offset))
  })
}

/** Root of the tree over the first `size` leaves (RFC 6962 section 2.1), from any node reader. */
export const readRoot = async (size: number, readNodes: NodeReader): Promise<Uint8Array> => {
  checkSize(size, 'size')
  const [root] = await readRanges([{ start: 0, end: size }], readNodes)
  return root ?? emptyRoot()
}
