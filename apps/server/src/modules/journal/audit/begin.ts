import { Frontier, logIdOf, nodesOf, type NoteVerifier } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { logKeys, nativeVerifier } from '../log-key.ts'
import { treeReader } from '../tree-reader.ts'
import { type Finding, finding, leafKey } from './finding.ts'
import { readTiles, type TileRecord } from './read.ts'
import { lastCleanAudit, type SavedAudit } from './saved.ts'

/** Where an audit begins, and what it needs from the start. */
export type Beginning = {
  /** First leaf to look at, a multiple of 256. */
  readonly from: number
  /** Leaves there are now; what comes later is left to the next audit. */
  readonly size: number
  /** Size of the newest checkpoint. */
  readonly sealed: number
  readonly tree: Frontier
  /** The audit that this one goes on from. */
  readonly earlier: SavedAudit | undefined
  readonly upper: readonly TileRecord[]
  readonly verifiers: readonly NoteVerifier[]
  readonly log: `0x${string}` | undefined
  readonly findings: readonly Finding[]
}

type Extent = { leaves: number; sealed: number; full_tiles: number; levels: number }

const readExtent = async (tx: Tx): Promise<Extent> =>
  // One statement, one snapshot: leaves, tiles and the checkpoint over them are written in one transaction.
  tx.one<Extent>({
    text: `select
      (select coalesce(max(leaf_index) + 1, 0) from journal_leaf where organisation_id = $1) as leaves,
      (select coalesce(max(size), 0) from journal_checkpoint where organisation_id = $1) as sealed,
      (select coalesce(max(tile_index) + 1, 0) from journal_tile where organisation_id = $1 and level = 0) as full_tiles,
      (select coalesce(max(level) + 1, 0) from journal_tile where organisation_id = $1)::int as levels`,
    values: [tx.organisationId],
  })

const truncation = ({ leaves, sealed, full_tiles: tiles }: Extent): Finding[] => {
  const once = Math.max(sealed, tiles * 256)
  if (once <= leaves) return []
  const witness = sealed >= tiles * 256 ? `a signed checkpoint covers ${sealed}` : `tiles cover ${tiles * 256}`
  const what = `The end of the log was cut off: ${witness} positions, ${leaves} are left.`
  return [
    finding('JOURNAL_LOG_TRUNCATED', 'journal_leaf', leafKey(leaves, once - 1), what, { left: leaves, covered: once }),
  ]
}

/** The tree of the first `from` leaves, from its tiles; nothing if they do not give one. */
const treeAt = async (tx: Tx, from: number): Promise<Frontier | undefined> => {
  try {
    const nodes = nodesOf({ start: 0, end: from })
    return Frontier.restore(from, nodes.length === 0 ? [] : await treeReader(tx)(nodes))
  } catch (error) {
    if (error instanceof CandorError && error.code === 'JOURNAL_INCONSISTENT') return undefined
    throw error
  }
}

/** Reads where to begin. @param incremental whether to go on from the last clean audit */
export const begin = async (tx: Tx, incremental: boolean): Promise<Beginning> => {
  const extent = await readExtent(tx)
  const clean = incremental ? await lastCleanAudit(tx) : undefined
  const wanted = clean === undefined || clean.size > extent.leaves ? 0 : clean.size - (clean.size % 256)
  const restored = wanted === 0 ? undefined : await treeAt(tx, wanted)
  const upper: TileRecord[] = []
  for (let level = 1; level < extent.levels; level++)
    upper.push(...(await readTiles(tx, level, 0, Number.MAX_SAFE_INTEGER)))
  const keys = await logKeys(tx)
  return {
    from: restored?.size ?? 0,
    size: extent.leaves,
    sealed: extent.sealed,
    tree: restored ?? new Frontier(),
    earlier: restored === undefined ? undefined : clean,
    upper,
    verifiers: keys.map(({ vkey }) => nativeVerifier(vkey)),
    log: keys[0] && logIdOf(keys[0].origin),
    findings: truncation(extent),
  }
}
