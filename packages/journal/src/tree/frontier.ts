import { JournalFormatError } from '../errors.ts'
import { hashChildren } from './hash.ts'
import { checkSize, foldNodes, nodesOf } from './range.ts'

/** Told of every perfect subtree that an appended leaf completes, from the leaf (height 0) upwards. */
export type NodeListener = (height: number, hash: Uint8Array) => void

/**
 * The right edge of a growing tree: the roots of its perfect subtrees, from which the next root follows. Memory and
 * work per leaf grow with the logarithm of the size.
 */
export class Frontier {
  #size = 0
  /** Subtree roots, largest first: one for each bit set in the size. */
  #roots: Uint8Array[] = []

  /**
   * Continues a tree of `size` leaves.
   * @param roots hashes of `nodesOf({ start: 0, end: size })`, in that order.
   */
  static restore(size: number, roots: readonly Uint8Array[]): Frontier {
    checkSize(size, 'size')
    if (roots.length !== nodesOf({ start: 0, end: size }).length) {
      throw new JournalFormatError('JOURNAL_TREE_RANGE', `${roots.length} subtree roots do not make a tree of ${size}.`)
    }
    const frontier = new Frontier()
    frontier.#size = size
    frontier.#roots = [...roots]
    return frontier
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size
  }

  /** Appends one leaf, given by its leaf hash. */
  append(leafHash: Uint8Array, listener?: NodeListener): void {
    let hash = leafHash
    listener?.(0, hash)
    let height = 0
    // Each trailing one bit of the size is a subtree as large as the one just completed: they become one.
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = hashChildren(this.#roots.pop()!, hash)
      height += 1
      listener?.(height, hash)
    }
    this.#roots.push(hash)
    this.#size += 1
  }

  /** Appends many leaves in order. */
  appendMany(leafHashes: Iterable<Uint8Array>, listener?: NodeListener): void {
    for (const leafHash of leafHashes) this.append(leafHash, listener)
  }

  /** Root of the tree as it stands. */
  root(): Uint8Array {
    return foldNodes(this.#roots)
  }

  /** A copy that grows on its own. */
  clone(): Frontier {
    return Frontier.restore(this.#size, this.#roots)
  }
}
