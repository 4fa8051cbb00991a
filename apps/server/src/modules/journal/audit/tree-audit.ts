import { foldRow, type Frontier, hashesOfTile, toHex } from '@candor/journal'
import { type Dispute, disputeFindings, leafDispute, type Placed } from './dispute.ts'
import { type Finding, finding, leafKey } from './finding.ts'
import type { TileRecord } from './read.ts'
import { restoreOrder } from './restore-order.ts'

const tileWidth = 256
/** Leaves since the last confirmed root that are remembered, for finding out in which order they were sealed. */
const longestMemory = 20_000
/** Disputes kept back, so that the two halves of an exchange find each other however far apart they are. */
const mostHeldBack = 50_000

/** A root that is known to have been right, because the log signed it. */
export type KnownRoot = { readonly size: number; readonly root: Buffer }

/** Where the hashes of a version of the tree come from. */
type Source = 'leaves' | 'tiles'
type Version = { readonly source: Source; readonly frontier: Frontier }

/** A tile's worth of positions; the last one may be shorter. */
export type Group = {
  readonly start: number
  readonly size: number
  /** By place in the group; a hole where the position is missing. */
  readonly placed: readonly (Placed | undefined)[]
  readonly tile: TileRecord | undefined
  /** Signed roots of sizes within the group, smallest first. */
  readonly roots: readonly KnownRoot[]
}

const nameOf = (level: number, index: number): string => `${level}/${index}`

/**
 * Follows the tree leaf by leaf and compares it with the tiles and the signed roots. Where leaves and tiles disagree,
 * both versions are followed until a signed root says which of them is the one that was sealed.
 */
export class TreeAudit {
  #versions: Version[]
  readonly #upper: ReadonlyMap<string, TileRecord>
  /** Last size whose root was confirmed, and the tree as it was there. */
  #confirmed: { size: number; frontier: Frontier }
  #since: Placed[] | undefined = []
  #open: Dispute[] = []
  #settled: Dispute[] = []
  /** Set once a position is unknown or a root does not fit: nothing after it can be confirmed. */
  #lost = false
  #findings: Finding[] = []

  /**
   * @param start the tree to go on from; its size is a multiple of 256
   * @param upper full tiles of level 1 and above
   */
  constructor(start: Frontier, upper: readonly TileRecord[]) {
    this.#versions = [{ source: 'leaves', frontier: start.clone() }]
    this.#confirmed = { size: start.size, frontier: start.clone() }
    this.#upper = new Map(upper.map((tile) => [nameOf(tile.level, tile.index), tile]))
  }

  /** Root of the tree that is believed to be the sealed one; nothing if it cannot be known. */
  root(): Uint8Array | undefined {
    return this.#lost ? undefined : this.#versions[0]?.frontier.root()
  }

  /** Adds the next group. @returns what is certain by now */
  add(group: Group): Finding[] {
    const disputes = this.#disputesIn(group)
    if (disputes.length > 0) this.#split(disputes)
    const alone = this.#lost || this.#versions.length > 1
    const roots = new Map(group.roots.map((known) => [known.size, known]))
    for (let i = 0; i < group.size; i++) {
      const placed = group.placed[i]
      if (placed === undefined) this.#since = undefined
      else if (this.#since !== undefined && this.#since.push(placed) > longestMemory) this.#since = undefined
      if (!this.#lost) this.#append(group, i)
      const known = roots.get(group.start + i + 1)
      if (known !== undefined && !this.#lost) this.#compare(known)
    }
    if (alone && group.tile !== undefined && disputes.length === 0) this.#checkTileAlone(group.tile)
    if (group.tile === undefined && group.size === tileWidth) {
      const what = 'A full tile of the tree is gone.'
      this.#report(finding('JOURNAL_TILE_MISSING', 'journal_tile', `tile 0/${group.start / tileWidth}`, what))
    }
    return this.#take()
  }

  /** What is left to say at the end. */
  finish(): Finding[] {
    this.#findings.push(...disputeFindings([...this.#settled, ...this.#open]))
    return this.#take()
  }

  #take(): Finding[] {
    return this.#findings.splice(0)
  }

  #report(...findings: readonly Finding[]): void {
    this.#findings.push(...findings)
  }

  #disputesIn({ start, size, placed, tile }: Group): Dispute[] {
    const disputes: Dispute[] = []
    for (let i = 0; i < size; i++) {
      const sealed = tile?.hashes.subarray(i * 32, i * 32 + 32)
      if (placed[i] !== undefined && (sealed === undefined || placed[i]!.hash.equals(sealed))) continue
      if (sealed !== undefined) {
        disputes.push(leafDispute(start + i, placed[i], sealed))
        continue
      }
      const what = 'A position between others is gone.'
      this.#report(finding('JOURNAL_LEAF_MISSING', 'journal_leaf', leafKey(start + i), what))
      this.#lost = true
    }
    return disputes
  }

  /** Leaves and tiles disagree from here on: both are followed. */
  #split(disputes: readonly Dispute[]): void {
    this.#open.push(...disputes)
    const [version] = this.#versions
    if (this.#versions.length > 1 || version === undefined) return
    const tiles: Version = { source: 'tiles', frontier: version.frontier.clone() }
    this.#versions = [{ source: 'leaves', frontier: version.frontier }, tiles]
  }

  #append({ placed, tile, start }: Group, i: number): void {
    const fromTile = tile?.hashes.subarray(i * 32, i * 32 + 32)
    const fromLeaf = placed[i]?.hash
    const [only, another] = this.#versions
    if (only?.source === 'leaves' && another === undefined && fromLeaf !== undefined) {
      only.frontier.append(fromLeaf, (height, hash) => {
        if (height > 0 && height % 8 === 0) this.#compareNode(height / 8, (start + i + 1) / 2 ** height - 1, hash, tile)
      })
      return
    }
    // Leaves with a hole cannot be what was sealed.
    if (fromLeaf === undefined) this.#versions = this.#versions.filter(({ source }) => source === 'tiles')
    for (const { source, frontier } of this.#versions) {
      frontier.append((source === 'tiles' ? fromTile : undefined) ?? fromLeaf ?? fromTile!)
    }
  }

  /** While it is not known which leaves are right, a tile can still be compared with its own root. */
  #checkTileAlone(tile: TileRecord): void {
    const root = foldRow(hashesOfTile(tile.hashes))
    if (!tile.root.equals(root)) this.#reportTile(tile, 'The root kept with a tile is not that of its leaves.', root)
  }

  #reportTile({ level, index }: TileRecord, what: string, computed: Uint8Array): void {
    const key = `tile ${nameOf(level, index)}`
    const detail = { computed: toHex(computed) }
    this.#report(finding('JOURNAL_TILE_CHANGED', 'journal_tile', key, what, detail))
  }

  /** Compares the root of a tile, and its place in the tile above, with what is stored. */
  #compareNode(level: number, index: number, hash: Uint8Array, lowest: TileRecord | undefined): void {
    const tile = level === 1 ? lowest : this.#upper.get(nameOf(level - 1, index))
    if (tile === undefined && level > 1) {
      const key = `tile ${nameOf(level - 1, index)}`
      this.#report(finding('JOURNAL_TILE_MISSING', 'journal_tile', key, 'A full tile of the tree is gone.'))
    }
    if (tile !== undefined && !tile.root.equals(hash)) {
      this.#reportTile(tile, 'The root kept with a tile is not that of its leaves.', hash)
    }
    const above = this.#upper.get(nameOf(level, Math.floor(index / tileWidth)))
    const at = (index % tileWidth) * 32
    if (above !== undefined && !above.hashes.subarray(at, at + 32).equals(hash)) {
      this.#reportTile(above, `Hash ${index % tileWidth} of a tile is not that of the leaves below it.`, hash)
    }
  }

  #compare({ size, root }: KnownRoot): void {
    const right = this.#versions.find(({ frontier }) => root.equals(frontier.root()))
    if (right !== undefined) return this.#confirm(size, right)
    const order = this.#open.length === 0 && this.#since ? restoreOrder(this.#confirmed, this.#since, root) : undefined
    if (order !== undefined) {
      this.#settled.push(...order.disputes)
      return this.#confirm(size, { source: 'leaves', frontier: order.frontier })
    }
    const from = this.#confirmed.size
    const what =
      `The log signed another root for its first ${size} entries than the stored ones give; ` +
      `what was changed is among ${leafKey(from, size - 1)}.`
    const detail = { from, to: size - 1, signed: root.toString('hex') }
    this.#report(finding('JOURNAL_CHECKPOINT_ROOT_DIFFERS', 'journal_leaf', leafKey(from, size - 1), what, detail))
    this.#lost = true
  }

  /** A signed root fits one of the versions: what was disputed below it is settled. */
  #confirm(size: number, right: Version): void {
    for (const { index, placed, other } of this.#open) {
      if (index < size) this.#settled.push({ index, placed, other, sealed: right.source })
    }
    this.#open = this.#open.filter(({ index }) => index >= size)
    if (this.#settled.length > mostHeldBack) this.#report(...disputeFindings(this.#settled.splice(0)))
    this.#versions = [{ source: 'leaves', frontier: right.frontier }]
    if (this.#open.length > 0) this.#versions.push({ source: 'tiles', frontier: right.frontier.clone() })
    this.#confirmed = { size, frontier: right.frontier.clone() }
    this.#since = []
  }
}
