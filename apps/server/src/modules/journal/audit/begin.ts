import { Frontier, JournalFormatError, logIdOf, nodesOf, type NoteVerifier } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { logKeys, nativeVerifier } from '../log-key.ts'
import { treeReader } from '../tree-reader.ts'
import { checkCheckpoints } from './check-checkpoints.ts'
import { checkLogKeys } from './check-log-keys.ts'
import { type Finding, finding, leafKey } from './finding.ts'
import { readTiles, type TileRecord } from './read.ts'
import { lastCleanAudit, type SavedAudit } from './saved.ts'

/** Where an audit begins, and what it needs from the start. */
export type Beginning = {
  /** First leaf to look at, a multiple of 256. */
  readonly from: number
  /** Leaves there are now; what comes later is left to the next audit. */
  readonly size: number
  /** Size of the last checkpoint that is not looked at, 0 if none. */
  readonly before: number
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

type Extent = {
  leaves: number
  full_tiles: number
  levels: number
  newest: number
  beyond: { size: number; root: string; note: string; previous: number }[]
}

/**
 * Reads how far leaves, tiles and checkpoints reach, in one statement and so in one snapshot: they are written in one
 * transaction, so nothing may reach beyond the leaves.
 */
const readExtent = async (tx: Tx): Promise<Extent> =>
  tx.one<Extent>({
    text: `with leaves as (
        select coalesce(max(leaf_index) + 1, 0) as leaves from journal_leaf where organisation_id = $1
      ), beyond as (
        select size, encode(root, 'hex') as root, note, previous from journal_checkpoint, leaves
         where organisation_id = $1 and size > leaves order by size limit 1000
      )
      select leaves,
        (select coalesce(max(tile_index) + 1, 0) from journal_tile where organisation_id = $1 and level = 0) as full_tiles,
        (select coalesce(max(level) + 1, 0) from journal_tile where organisation_id = $1)::int as levels,
        (select coalesce(max(size), 0) from journal_checkpoint where organisation_id = $1 and size <= leaves) as newest,
        (select coalesce(json_agg(beyond), '[]') from beyond) as beyond
      from leaves`,
    values: [tx.organisationId],
  })

/** Whether positions at the end are gone, by what signed checkpoints and tiles say. */
const checkEnd = (
  { leaves, full_tiles: tiles, newest, beyond }: Extent,
  verifiers: readonly NoteVerifier[],
): { sealed: number; findings: Finding[] } => {
  const rows = beyond.map((row) => ({ ...row, root: Buffer.from(row.root, 'hex') }))
  const { sound, findings } = checkCheckpoints(rows, verifiers)
  const sealed = sound.at(-1)?.size ?? newest
  const covered = Math.max(sealed, tiles * 256)
  if (covered <= leaves) return { sealed, findings }
  const witness = sealed >= tiles * 256 ? `a signed checkpoint covers ${sealed}` : `tiles cover ${tiles * 256}`
  const what = `The end of the log was cut off, or a tile moved: ${witness} positions, ${leaves} are there.`
  const table = sealed >= tiles * 256 ? 'journal_leaf' : 'journal_tile'
  const key = leafKey(leaves, covered - 1)
  return {
    sealed,
    findings: [...findings, finding('JOURNAL_LOG_TRUNCATED', table, key, what, { left: leaves, covered })],
  }
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

const readableVerifier = (vkey: string): NoteVerifier[] => {
  try {
    return [nativeVerifier(vkey)]
  } catch (error) {
    if (error instanceof JournalFormatError) return []
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
  const { before } = await tx.one<{ before: number }>({
    text: 'select coalesce(max(size), 0) as before from journal_checkpoint where organisation_id = $1 and size <= $2',
    values: [tx.organisationId, restored?.size ?? 0],
  })
  const verifiers = keys.flatMap(({ vkey }) => readableVerifier(vkey))
  const end = checkEnd(extent, verifiers)
  return {
    from: restored?.size ?? 0,
    size: extent.leaves,
    before,
    sealed: end.sealed,
    tree: restored ?? new Frontier(),
    earlier: restored === undefined ? undefined : clean,
    upper,
    verifiers,
    log: keys[0] && logIdOf(keys[0].origin),
    findings: [...end.findings, ...(await checkLogKeys(tx, keys))],
  }
}
