import type { Database, Tx } from '../../../platform/db/index.ts'
import { type StoredEntry, storedColumns } from '../entry.ts'

/** Leaves read at once; whole tiles. */
export const batchLeaves = 4_096

/** An entry with all that can be checked of it alone. */
export type EntryRecord = StoredEntry & { body: Buffer; leaf_hash: Buffer }

/** A position with the entry that stands at it, if that still exists. */
export type LeafRecord = {
  readonly leafIndex: number
  readonly entryId: string
  readonly placedHash: Buffer
  readonly entry: EntryRecord | undefined
}

/** A full tile as stored. */
export type TileRecord = {
  readonly level: number
  readonly index: number
  readonly hashes: Buffer
  readonly root: Buffer
}

/** A checkpoint as stored. */
export type CheckpointRecord = {
  readonly size: number
  readonly root: Buffer
  readonly note: string
  readonly previous: number
}

/** Runs a reading in a transaction that could not write even if it wanted to. */
export const readOnly = async <T>(db: Database, organisationId: string, run: (tx: Tx) => Promise<T>): Promise<T> =>
  db.inOrganisation(organisationId, async (tx) => {
    await tx.rows({ text: 'set transaction read only' })
    return run(tx)
  })

type JoinedRow = EntryRecord & { leaf_index: number; entry_id: string; placed_hash: Buffer }

/** Columns of an {@link EntryRecord}; the table is called `e`. */
export const entryColumns = `${storedColumns}, e.body, e.leaf_hash`

/** Positions `from` up to, not including, `to`, in order. */
export const readLeaves = async (tx: Tx, from: number, to: number): Promise<LeafRecord[]> => {
  const rows = await tx.rows<JoinedRow>({
    name: 'journal-audit-leaves',
    text: `select l.leaf_index, l.entry_id, l.leaf_hash as placed_hash, ${entryColumns}
             from journal_leaf l left join journal_entry e on e.organisation_id = $1 and e.id = l.entry_id
            where l.organisation_id = $1 and l.leaf_index >= $2 and l.leaf_index < $3
            order by l.leaf_index`,
    values: [tx.organisationId, from, to],
  })
  return rows.map((row) => ({
    leafIndex: row.leaf_index,
    entryId: row.entry_id,
    placedHash: row.placed_hash,
    // A left join gives nulls where there is no entry.
    entry: (row.id as string | null) === null ? undefined : row,
  }))
}

/** Full tiles of one level, from number `from` up to, not including, `to`. */
export const readTiles = async (tx: Tx, level: number, from: number, to: number): Promise<TileRecord[]> =>
  tx.rows<TileRecord>({
    name: 'journal-audit-tiles',
    text: `select level, tile_index as index, hashes, root from journal_tile
            where organisation_id = $1 and level = $2 and tile_index >= $3 and tile_index < $4`,
    values: [tx.organisationId, level, from, to],
  })

/** Checkpoints of trees larger than `from` and at most `to`, smallest first. */
export const readCheckpoints = async (tx: Tx, from: number, to: number): Promise<CheckpointRecord[]> =>
  tx.rows<CheckpointRecord>({
    name: 'journal-audit-checkpoints',
    text: `select size, root, note, previous from journal_checkpoint
            where organisation_id = $1 and size > $2 and size <= $3 order by size`,
    values: [tx.organisationId, from, to],
  })
