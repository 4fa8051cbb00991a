import { describe, expect, it } from 'vitest'
import { toHex, toUtf8 } from '../bytes.ts'
import { inclusionProof, verifyInclusion } from './inclusion.ts'
import { consistencyProof, verifyConsistency } from './consistency.ts'
import { Frontier } from './frontier.ts'
import { hashLeaf } from './hash.ts'
import { type NodeReader, readRoot, type TreeNode } from './range.ts'
import { type FullTile, TileBuilder } from './tile-builder.ts'
import {
  foldRow,
  hashesOfTile,
  nodeFromTile,
  parseTilePath,
  tileOfNode,
  tilePath,
  tilesOf,
  tileWidthAt,
} from './tile.ts'

describe('tile paths (C2SP tlog-tiles)', () => {
  it.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, index: 999, width: 17 }, 'tile/1/999.p/17'],
    [{ level: 2, index: 1000, width: 1 }, 'tile/2/x001/000.p/1'],
    [{ level: 63, index: 0, width: 255 }, 'tile/63/000.p/255'],
  ])('writes and reads %j as %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/0',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001/x000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/entries/000',
    'tile/0/../000',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('refuses %j', (path) => {
    expect(() => parseTilePath(path)).toThrow(expect.objectContaining({ code: 'JOURNAL_TILE_MALFORMED' }))
  })
})

describe('tiles of a tree', () => {
  it('are those that the specification lists for 70,000 leaves', () => {
    const tiles = [...tilesOf(70_000)]
    const full = tiles.filter(({ width }) => width === 256)
    expect(full.filter(({ level }) => level === 0)).toHaveLength(273)
    expect(full.filter(({ level }) => level === 1)).toEqual([{ level: 1, index: 0, width: 256 }])
    expect(tiles.filter(({ width }) => width < 256)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ])
  })

  it('are a full tile and the one above it for 256 leaves, and none for none', () => {
    expect([...tilesOf(256)]).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ])
    expect([...tilesOf(0)]).toEqual([])
    expect(tileWidthAt(255, { level: 0, index: 0 })).toBe(255)
    expect(tileWidthAt(255, { level: 1, index: 0 })).toBe(0)
    expect(tileWidthAt(256, { level: 0, index: 1 })).toBe(0)
  })

  it('place each node where its tile has it', () => {
    expect(tileOfNode({ height: 0, index: 300 })).toEqual({ tile: { level: 0, index: 1 }, from: 44, to: 45 })
    expect(tileOfNode({ height: 3, index: 33 })).toEqual({ tile: { level: 0, index: 1 }, from: 8, to: 16 })
    expect(tileOfNode({ height: 8, index: 5 })).toEqual({ tile: { level: 1, index: 0 }, from: 5, to: 6 })
    expect(tileOfNode({ height: 15, index: 1 })).toEqual({ tile: { level: 1, index: 0 }, from: 128, to: 256 })
  })

  it('refuse bytes and positions that make no sense', () => {
    expect(() => hashesOfTile(new Uint8Array(0))).toThrow('cannot have 0 bytes')
    expect(() => hashesOfTile(new Uint8Array(33))).toThrow('cannot have 33 bytes')
    expect(() => hashesOfTile(new Uint8Array(257 * 32))).toThrow('cannot have')
    expect(() => nodeFromTile({ height: 1, index: 0 }, [new Uint8Array(32)])).toThrow('does not reach')
    expect(() => foldRow([new Uint8Array(32), new Uint8Array(32), new Uint8Array(32)])).toThrow('fill no subtree')
  })
})

describe('a tree kept as full tiles and loose leaves', () => {
  const leaves = Array.from({ length: 66_100 }, (_, i) => hashLeaf(toUtf8(String(i))))
  const builder = TileBuilder.empty()
  const tiles = new Map<string, FullTile>()
  for (let i = 0; i < leaves.length; i += 777) {
    for (const tile of builder.append(leaves.slice(i, i + 777))) tiles.set(`${tile.level}/${tile.index}`, tile)
  }
  const roots = new Map<number, string>()
  const frontier = new Frontier()
  for (const leaf of leaves) {
    frontier.append(leaf)
    roots.set(frontier.size, toHex(frontier.root()))
  }

  /** Reads only what a store of ours keeps: full tiles with their roots, and leaves. */
  const readStored: NodeReader = (nodes: readonly TreeNode[]) =>
    nodes.map((node) => {
      const { tile, from, to } = tileOfNode(node)
      const stored = tiles.get(`${tile.level}/${tile.index}`)
      if (stored) return nodeFromTile(node, hashesOfTile(stored.hashes))
      const below = (i: number) =>
        tile.level === 0 ? leaves[tile.index * 256 + i]! : tiles.get(`${tile.level - 1}/${tile.index * 256 + i}`)!.root
      return foldRow(Array.from({ length: to - from }, (_, i) => below(from + i)))
    })

  it('has handed out every full tile once, with the right root', () => {
    expect(tiles.size).toBe([...tilesOf(leaves.length)].filter(({ width }) => width === 256).length)
    for (const tile of tiles.values()) expect(toHex(foldRow(hashesOfTile(tile.hashes)))).toBe(toHex(tile.root))
    expect(toHex(builder.root())).toBe(roots.get(leaves.length))
  })

  it('gives roots and proofs of any size', async () => {
    for (const size of [1, 255, 256, 257, 511, 513, 65_535, 65_536, 65_537, 66_047, 66_100]) {
      const root = await readRoot(size, readStored)
      expect(toHex(root)).toBe(roots.get(size))
      for (const index of [0, size >> 1, size - 1]) {
        const proof = await inclusionProof(index, size, readStored)
        expect(verifyInclusion({ leafHash: leaves[index]!, index, size, root, proof })).toEqual({ ok: true })
      }
      const toRoot = await readRoot(66_100, readStored)
      const proof = await consistencyProof(size, 66_100, readStored)
      expect(verifyConsistency({ fromSize: size, fromRoot: root, toSize: 66_100, toRoot, proof })).toEqual({ ok: true })
    }
  })

  it('grows on after a restart at any size as if it had never stopped', async () => {
    for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 65_791]) {
      const restored = await TileBuilder.restore(size, readStored)
      expect(restored.size).toBe(size)
      if (size > 0) expect(toHex(restored.root())).toBe(roots.get(size))
      for (const tile of restored.append(leaves.slice(size, size + 300))) {
        expect(toHex(tile.hashes)).toBe(toHex(tiles.get(`${tile.level}/${tile.index}`)!.hashes))
      }
      expect(toHex(restored.root())).toBe(roots.get(size + 300))
    }
  })
})
