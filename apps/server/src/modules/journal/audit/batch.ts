import type { Database, Tx } from '../../../platform/db/index.ts'
import { type AuditedEntry, type Auditor, concerns } from './auditor.ts'
import { checkEntry, type KeyState } from './check-entries.ts'
import { entryKey, type Finding, finding, leafKey } from './finding.ts'
import {
  batchLeaves,
  type CheckpointRecord,
  type EntryRecord,
  type LeafRecord,
  readCheckpoints,
  readLeaves,
  readOnly,
  readTiles,
  type TileRecord,
} from './read.ts'
import { auditKeys } from './subject-keys.ts'

/** All that is stored of a stretch of the log. */
export type Batch = {
  readonly from: number
  readonly to: number
  readonly leaves: readonly LeafRecord[]
  readonly tiles: readonly TileRecord[]
  readonly checkpoints: readonly CheckpointRecord[]
  readonly keys: ReadonlyMap<string, KeyState>
}

/** Reads the stretch that begins at `from`. */
export const readBatch = async (db: Database, organisationId: string, from: number, size: number): Promise<Batch> =>
  readOnly(db, organisationId, async (tx) => {
    const to = Math.min(from + batchLeaves, size)
    const [leaves, tiles, checkpoints] = await Promise.all([
      readLeaves(tx, from, to),
      readTiles(tx, 0, from / 256, Math.floor(to / 256)),
      readCheckpoints(tx, from, to),
    ])
    const subjects = new Set(leaves.flatMap(({ entry }) => (entry === undefined ? [] : [entry.subject])))
    return { from, to, leaves, tiles, checkpoints, keys: await auditKeys(tx, subjects) }
  })

/** What was found of the entries of a batch, each by itself. */
export type EntriesCheck = {
  readonly findings: Finding[]
  readonly audited: AuditedEntry[]
  readonly erased: number
  readonly entries: number
}

/** Checks each entry, and that each position carries the hash of the entry it points to. */
export const checkEntries = (
  organisation: string,
  { leaves, keys }: Pick<Batch, 'leaves' | 'keys'>,
  auditors: readonly Auditor[],
): EntriesCheck => {
  const wantedKinds = new Map<string, boolean>()
  const isWanted = (kind: string): boolean => {
    const known = wantedKinds.get(kind)
    if (known !== undefined) return known
    const wanted = auditors.some((auditor) => concerns(auditor, kind))
    wantedKinds.set(kind, wanted)
    return wanted
  }
  const findings: Finding[] = []
  const audited: AuditedEntry[] = []
  let erased = 0
  let entries = 0
  for (const { leafIndex, entryId, placedHash, entry } of leaves) {
    if (entry === undefined) {
      const what = `The entry at position ${leafIndex} is gone.`
      const detail = { leaf: leafIndex, sealed: placedHash.toString('hex') }
      findings.push(finding('JOURNAL_ENTRY_MISSING', 'journal_entry', entryKey(entryId), what, detail))
      continue
    }
    entries += 1
    const key = keys.get(entry.subject) ?? 'missing'
    if (key === 'erased') erased += 1
    const check = checkEntry(organisation, entry, key, isWanted(entry.kind))
    findings.push(...check.findings)
    if (check.audited !== undefined) audited.push(check.audited)
    // Where the entry's own columns were changed, that is said above, and the position still has the right hash.
    if (!placedHash.equals(check.hash) && !placedHash.equals(entry.leaf_hash)) {
      const what = `Position ${leafIndex} has not the hash of the ${entryKey(entryId)} to which it points.`
      const detail = { entry: entryId, stored: placedHash.toString('hex'), computed: check.hash.toString('hex') }
      findings.push(finding('JOURNAL_LEAF_CHANGED', 'journal_leaf', leafKey(leafIndex), what, detail))
    }
  }
  return { findings, audited, erased, entries }
}

/** Entries that wait for their position, checked in the same way. */
export const checkWaiting = async (tx: Tx, rows: readonly EntryRecord[]): Promise<EntriesCheck> => {
  const keys = await auditKeys(tx, new Set(rows.map(({ subject }) => subject)))
  const leaves = rows.map((entry) => ({ leafIndex: -1, entryId: entry.id, placedHash: entry.leaf_hash, entry }))
  return checkEntries(tx.organisationId, { leaves, keys }, [])
}

/** Shows entries to the auditors that they concern. */
export const compareWithModules = async (
  db: Database,
  organisationId: string,
  auditors: readonly Auditor[],
  entries: readonly AuditedEntry[],
): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const auditor of auditors) {
    const own = entries.filter(({ kind }) => concerns(auditor, kind))
    if (own.length > 0) findings.push(...(await readOnly(db, organisationId, async (tx) => auditor.compare(tx, own))))
  }
  return findings
}
