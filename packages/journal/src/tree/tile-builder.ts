import { joinBytes } from '../bytes.ts'
import { Frontier } from './frontier.ts'
import { type NodeReader, nodesOf, readRanges, type TreeNode } from './range.ts'
import { type TileCoordinates, tileHeight, tileWidth } from './tile.ts'

/** A tile that has just become full, with the root of the subtree it stands for. */
export type FullTile = TileCoordinates & {
  /** 256 hashes, 8,192 bytes. */
  readonly hashes: Uint8Array
  /** Hash of the subtree: the tile's entry in the level above. */
  readonly root: Uint8Array
}

/**
 * A growing tree that hands out each tile as it fills, without hashing anything twice: a tile's entries and its root
 * are nodes that the frontier computes anyway.
 */
export class TileBuilder {
  readonly #frontier: Frontier
  /** Hashes of the last, not yet full tile of each level. */
  readonly #open: Uint8Array[][]

  private constructor(frontier: Frontier, open: Uint8Array[][]) {
    this.#frontier = frontier
    this.#open = open
  }

  /** A tree without leaves. */
  static empty(): TileBuilder {
    return new TileBuilder(new Frontier(), [])
  }

  /** Continues a stored tree of `size` leaves; reads its right edge with one call of the reader. */
  static async restore(size: number, readNodes: NodeReader): Promise<TileBuilder> {
    const edge = nodesOf({ start: 0, end: size })
    const rows: TreeNode[][] = []
    for (let level = 0; tileWidth ** level <= size; level++) {
      const end = Math.floor(size / tileWidth ** level)
      const start = end - (end % tileWidth)
      rows.push(Array.from({ length: end - start }, (_, i) => ({ height: level * tileHeight, index: start + i })))
    }
    const asked = [...edge, ...rows.flat()]
    const hashes = await readRanges(
      asked.map(({ height, index }) => ({ start: index * 2 ** height, end: (index + 1) * 2 ** height })),
      readNodes,
    )
    let offset = edge.length
    const open = rows.map((row) => hashes.slice(offset, (offset += row.length)))
    return new TileBuilder(Frontier.restore(size, hashes.slice(0, edge.length)), open)
  }

  /** Leaves so far. */
  get size(): number {
    return this.#frontier.size
  }

  /** Root of the tree as it stands. */
  root(): Uint8Array {
    return this.#frontier.root()
  }

  /** Appends leaves in order and gives the tiles that became full. */
  append(leafHashes: Iterable<Uint8Array>): FullTile[] {
    const full: FullTile[] = []
    for (const leafHash of leafHashes) {
      this.#frontier.append(leafHash, (height, hash) => {
        if (height % tileHeight !== 0) return
        const level = height / tileHeight
        const below = this.#open[level - 1]
        if (below?.length === tileWidth) {
          const index = this.#completed(level) - 1
          full.push({ level: level - 1, index, hashes: joinBytes(...below), root: hash })
          below.length = 0
        }
        ;(this.#open[level] ??= []).push(hash)
      })
    }
    return full
  }

  /** Nodes of height `8 × level` that the tree has once the leaf being appended is in it. */
  #completed(level: number): number {
    return (this.#frontier.size + 1) / tileWidth ** level
  }
}
