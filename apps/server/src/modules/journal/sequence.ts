import { emptyRoot, equalBytes, readRoot, TileBuilder } from '@candor/journal'
import { bytesArray, plainArray, type Tx } from '../../platform/db/index.ts'
import { newestCheckpoint, openStored } from './checkpoint.ts'
import { journalErrors } from './errors.ts'
import { treeReader } from './tree-reader.ts'

/** Most leaves written by one transaction. */
export const largestBatch = 5_000

/**
 * Takes the lock that lets one sequencer at a time work on a log; it ends with the transaction.
 * @returns false if another one holds it
 */
export const lockLog = async (tx: Tx): Promise<boolean> => {
  const { held } = await tx.one<{ held: boolean }>({
    name: 'journal-lock',
    text: `select pg_try_advisory_xact_lock(hashtextextended('candor.journal/' || $1, 0)) as held`,
    values: [tx.organisationId],
  })
  return held
}

/** Leaves that the log has. */
export const logSize = async (tx: Tx): Promise<number> => {
  const { size } = await tx.one<{ size: number }>({
    name: 'journal-size',
    text: 'select coalesce(max(leaf_index) + 1, 0) as size from journal_leaf where organisation_id = $1',
    values: [tx.organisationId],
  })
  return size
}

/**
 * Reads the right edge of the stored tree and makes sure that it is the tree of the newest checkpoint, or one that
 * has grown since.
 * @throws JOURNAL_INCONSISTENT when leaves or tiles were changed or cut off
 */
export const restoreTree = async (tx: Tx): Promise<TileBuilder> => {
  const [size, sealed] = await Promise.all([logSize(tx), newestCheckpoint(tx)])
  const { size: sealedSize, root } = sealed === undefined ? { size: 0, root: emptyRoot() } : openStored(sealed)
  if (sealedSize > size) {
    throw journalErrors.JOURNAL_INCONSISTENT(`checkpoint ${sealedSize} was signed, but there are ${size} leaves only`)
  }
  if (!equalBytes(await readRoot(sealedSize, treeReader(tx)), root)) {
    throw journalErrors.JOURNAL_INCONSISTENT(`leaves or tiles below checkpoint ${sealedSize} were changed`)
  }
  return TileBuilder.restore(size, treeReader(tx))
}

type Waiting = { entry_id: string; leaf_hash: Buffer }

/**
 * Ids sort by time (see EntryClock), so the oldest come first and one index serves both. Each entry is looked up by
 * itself: left to choose, the planner would sometimes join the batch with the organisation's whole journal.
 */
export const waiting = `
  with batch as materialized (
    select entry_id from journal_pending where organisation_id = $1 order by entry_id limit $2
  )
  select batch.entry_id, entry.leaf_hash from batch
   cross join lateral (
     select e.leaf_hash from journal_entry e where e.organisation_id = $1 and e.id = batch.entry_id limit 1
   ) as entry
   order by batch.entry_id`

/**
 * Gives the oldest waiting entries their positions. Call it with the log locked.
 * @param tree the tree as the database has it; afterwards it has the new leaves, so drop it if the transaction fails
 * @returns how many entries got a position
 */
export const sequenceBatch = async (tx: Tx, tree: TileBuilder): Promise<number> => {
  const batch = await tx.rows<Waiting>({
    name: 'journal-waiting',
    text: waiting,
    values: [tx.organisationId, largestBatch],
  })
  if (batch.length === 0) return 0
  const start = tree.size
  const full = tree.append(batch.map(({ leaf_hash: hash }) => hash))
  const ids = plainArray(batch.map(({ entry_id: id }) => id))
  await Promise.all([
    tx.rows({
      name: 'journal-leaves-add',
      text: `insert into journal_leaf (organisation_id, leaf_index, entry_id, leaf_hash)
             select $1, $2 + made.position - 1, made.id, made.hash
               from unnest($3::uuid[], $4::bytea[]) with ordinality as made (id, hash, position)`,
      values: [tx.organisationId, start, ids, bytesArray(batch.map(({ leaf_hash: hash }) => hash))],
    }),
    full.length === 0
      ? undefined
      : tx.rows({
          name: 'journal-tiles-add',
          text: `insert into journal_tile (organisation_id, level, tile_index, hashes, root)
                 select $1, made.* from unnest($2::smallint[], $3::bigint[], $4::bytea[], $5::bytea[]) as made`,
          values: [
            tx.organisationId,
            full.map(({ level }) => level),
            full.map(({ index }) => index),
            full.map(({ hashes }) => Buffer.from(hashes)),
            full.map(({ root }) => Buffer.from(root)),
          ],
        }),
    tx.rows({
      name: 'journal-pending-done',
      text: `delete from journal_pending p using unnest($2::uuid[]) as done (id)
              where p.organisation_id = $1 and p.entry_id = done.id`,
      values: [tx.organisationId, ids],
    }),
  ])
  return batch.length
}
