import { JournalFormatError, parseTilePath, tileWidth, tileWidthAt } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { newestCheckpoint } from './checkpoint.ts'
import { journalErrors } from './errors.ts'
import { treeReader } from './tree-reader.ts'

/**
 * Bytes of a tile of the log, full or partial, as C2SP tlog-tiles addresses it.
 * @param path `tile/<level>/<index>[.p/<width>]`
 * @throws JOURNAL_TILE_NOT_FOUND when the path is not one, or no checkpoint covers the tile yet
 */
export const readTile = async (tx: Tx, path: string): Promise<Buffer> => {
  const missing = (why: string, cause?: unknown) => journalErrors.JOURNAL_TILE_NOT_FOUND(why, { cause })
  let tile
  try {
    tile = parseTilePath(path)
  } catch (error) {
    if (error instanceof JournalFormatError) throw missing(error.message, error)
    throw error
  }
  const size = (await newestCheckpoint(tx))?.size ?? 0
  const { level, index, width } = tile
  if (tileWidthAt(size, tile) < width) throw missing(`no checkpoint covers ${path}`)
  if (width === tileWidth) {
    const { hashes } = await tx.one<{ hashes: Buffer }>({
      name: 'journal-tile',
      text: 'select hashes from journal_tile where organisation_id = $1 and level = $2 and tile_index = $3',
      values: [tx.organisationId, level, index],
    })
    return hashes
  }
  const nodes = Array.from({ length: width }, (_, i) => ({ height: level * 8, index: index * tileWidth + i }))
  return Buffer.concat(await treeReader(tx)(nodes))
}
