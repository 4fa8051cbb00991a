import {
  foldRow,
  hashesOfTile,
  type NodeReader,
  type TileCoordinates,
  tileOfNode,
  tileWidth,
  type TreeNode,
} from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { journalErrors } from './errors.ts'

type TileRow = { level: number; tile_index: number; hashes: Buffer }
type Wanted = { readonly tile: TileCoordinates; readonly first: number; readonly last: number }

const nameOf = ({ level, index }: TileCoordinates): string => `${level}/${index}`

/** Which positions of which tiles the nodes span. */
const wantedOf = (nodes: readonly TreeNode[]): Map<string, Wanted> => {
  const wanted = new Map<string, Wanted>()
  for (const node of nodes) {
    const { tile, from, to } = tileOfNode(node)
    const known = wanted.get(nameOf(tile))
    const first = Math.min(from, known?.first ?? from)
    const last = Math.max(to - 1, known?.last ?? to - 1)
    wanted.set(nameOf(tile), { tile, first, last })
  }
  return wanted
}

const readFull = async (tx: Tx, wanted: readonly Wanted[]): Promise<Map<string, Uint8Array[]>> => {
  const rows = await tx.rows<TileRow>({
    name: 'journal-tiles',
    text: `select t.level, t.tile_index, t.hashes
             from unnest($2::smallint[], $3::bigint[]) as w (level, tile_index)
             join journal_tile t on t.organisation_id = $1 and t.level = w.level and t.tile_index = w.tile_index`,
    values: [tx.organisationId, wanted.map(({ tile }) => tile.level), wanted.map(({ tile }) => tile.index)],
  })
  return new Map(rows.map((row) => [nameOf({ level: row.level, index: row.tile_index }), hashesOfTile(row.hashes)]))
}

const below = {
  leaves: {
    name: 'journal-leaves-range',
    text: `select leaf_index as at, leaf_hash as hash from journal_leaf
            where organisation_id = $1 and leaf_index between $2 and $3 order by leaf_index`,
  },
  tiles: {
    name: 'journal-tile-roots-range',
    text: `select tile_index as at, root as hash from journal_tile
            where organisation_id = $1 and tile_index between $2 and $3 and level = $4 order by tile_index`,
  },
}

/** Hashes of a tile that is not full yet, from the level below it; holes where the positions were not asked for. */
const readPartial = async (tx: Tx, { tile, first, last }: Wanted): Promise<Uint8Array[]> => {
  const start = tile.index * tileWidth
  const range = [tx.organisationId, start + first, start + last]
  const sql =
    tile.level === 0 ? { ...below.leaves, values: range } : { ...below.tiles, values: [...range, tile.level - 1] }
  const rows = await tx.rows<{ at: number; hash: Buffer }>(sql)
  const hashes: Uint8Array[] = []
  for (const { at, hash } of rows) hashes[at - start] = hash
  for (let i = first; i <= last; i++) {
    if (hashes[i] === undefined) {
      const what = tile.level === 0 ? `leaf ${start + i}` : `tile ${tile.level - 1}/${start + i}`
      throw journalErrors.JOURNAL_INCONSISTENT(`${what} of organisation ${tx.organisationId} is missing`)
    }
  }
  return hashes
}

/**
 * Reads nodes of the organisation's tree from its full tiles and, on the right edge, from leaves and tile roots: two
 * round trips, however many nodes.
 * @throws JOURNAL_INCONSISTENT when something that must be there is not
 */
export const treeReader =
  (tx: Tx): NodeReader =>
  async (nodes) => {
    const wanted = wantedOf(nodes)
    const tiles = await readFull(tx, [...wanted.values()])
    const open = [...wanted].filter(([name]) => !tiles.has(name))
    const partial = await Promise.all(open.map(async ([, each]) => readPartial(tx, each)))
    open.forEach(([name], i) => tiles.set(name, partial[i]!))
    return nodes.map((node) => {
      const { tile, from, to } = tileOfNode(node)
      return foldRow(tiles.get(nameOf(tile))!.slice(from, to))
    })
  }
