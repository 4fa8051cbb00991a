import { JournalFormatError } from '../errors.ts'
import { hashChildren, hashLength } from './hash.ts'
import { checkSize, type TreeNode } from './range.ts'

/** Hashes in a full tile (C2SP tlog-tiles). */
export const tileWidth = 256
/** Height of the subtree that a full tile stands for: 2^8 = 256. */
export const tileHeight = 8

/** Place of a tile: its hashes are the nodes of height `8 × level`, starting at number `256 × index`. */
export type TileCoordinates = { readonly level: number; readonly index: number }
/** A tile with the number of hashes it has: 256 if full. */
export type SizedTile = TileCoordinates & { readonly width: number }

const refuse = (message: string): never => {
  throw new JournalFormatError('JOURNAL_TILE_MALFORMED', message)
}

/** Width of a tile in the tree of `size` leaves: 0 (no such tile) to 256 (full). */
export const tileWidthAt = (size: number, { level, index }: TileCoordinates): number => {
  const hashes = Math.floor(size / tileWidth ** level)
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth))
}

/** All tiles of the tree of `size` leaves, level by level; the last of a level may be partial. */
export function* tilesOf(size: number): Generator<SizedTile> {
  checkSize(size, 'size')
  for (let level = 0; tileWidth ** level <= size; level++) {
    const tiles = Math.ceil(Math.floor(size / tileWidth ** level) / tileWidth)
    for (let index = 0; index < tiles; index++) yield { level, index, width: tileWidthAt(size, { level, index }) }
  }
}

/** URL path of a tile below the log's prefix: `tile/0/x001/x234/067`, with `.p/<width>` for a partial one. */
export const tilePath = ({ level, index, width }: SizedTile): string => {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  }
  return `tile/${level}/${groups.join('/')}${width === tileWidth ? '' : `.p/${width}`}`
}

/**
 * Reads a path written by {@link tilePath}.
 * @throws JournalFormatError `JOURNAL_TILE_MALFORMED` for any other spelling, so that a tile has one address.
 */
export const parseTilePath = (path: string): SizedTile => {
  const form = /^tile\/([0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/
  const [, level, groups, width] = form.exec(path) ?? []
  if (level === undefined || groups === undefined) return refuse(`${JSON.stringify(path)} is not the path of a tile.`)
  const tile = {
    level: Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  }
  return tilePath(tile) === path && Number.isSafeInteger(tile.index)
    ? tile
    : refuse(`${JSON.stringify(path)} is not the one spelling of a tile's path.`)
}

/** Where the hash of a perfect subtree comes from: tile, and the positions in it that the subtree spans. */
export const tileOfNode = (node: TreeNode): { tile: TileCoordinates; from: number; to: number } => {
  const level = Math.floor(node.height / tileHeight)
  const width = 2 ** (node.height - level * tileHeight)
  const first = node.index * width
  const index = Math.floor(first / tileWidth)
  return { tile: { level, index }, from: first - index * tileWidth, to: first - index * tileWidth + width }
}

/** The hashes of a tile, each 32 bytes. */
export const hashesOfTile = (bytes: Uint8Array): Uint8Array[] => {
  const count = bytes.length / hashLength
  if (!Number.isInteger(count) || count < 1 || count > tileWidth) refuse(`A tile cannot have ${bytes.length} bytes.`)
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * hashLength, (i + 1) * hashLength))
}

/** Root of a perfect subtree given the hashes of its bottom row; their number is a power of two. */
export const foldRow = (row: readonly Uint8Array[]): Uint8Array => {
  if (row.length === 0 || !Number.isInteger(Math.log2(row.length))) refuse(`${row.length} hashes fill no subtree.`)
  let hashes = row
  while (hashes.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i < hashes.length; i += 2) above.push(hashChildren(hashes[i]!, hashes[i + 1]!))
    hashes = above
  }
  return hashes[0]!
}

/** Hash of a perfect subtree out of the tile that {@link tileOfNode} names. */
export const nodeFromTile = (node: TreeNode, tile: readonly Uint8Array[]): Uint8Array => {
  const { from, to } = tileOfNode(node)
  if (to > tile.length) refuse(`A tile of ${tile.length} hashes does not reach position ${to - 1}.`)
  return foldRow(tile.slice(from, to))
}
