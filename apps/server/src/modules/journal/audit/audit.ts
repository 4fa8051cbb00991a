import { toHex } from '@candor/journal'
import type { Database } from '../../../platform/db/index.ts'
import type { AuditScope, Auditor } from './auditor.ts'
import { type Batch, checkEntries, checkWaiting, compareWithModules, readBatch } from './batch.ts'
import { type Beginning, begin } from './begin.ts'
import { type AnchorChain, checkAnchors } from './check-anchors.ts'
import { checkCheckpoints, checkSuccession } from './check-checkpoints.ts'
import { checkWitnessed } from './check-witnessed.ts'
import type { KeyState } from './check-entries.ts'
import type { Finding } from './finding.ts'
import { checkLeftovers, waitingEntries } from './leftovers.ts'
import { readOnly } from './read.ts'
import { saveAudit } from './saved.ts'
import { keyFinding } from './subject-keys.ts'
import { type Group, type KnownRoot, TreeAudit } from './tree-audit.ts'

/** How to audit. */
export type AuditOptions = {
  /** Go on from the last audit, if that found nothing, instead of looking at everything. */
  readonly incremental?: boolean
  readonly auditors?: readonly Auditor[]
  /** The ledger; without it anchors are compared with the checkpoints only. */
  readonly chain?: AnchorChain | undefined
  /** Whether to note the audit in the database; yes unless said. */
  readonly save?: boolean
  readonly onProgress?: (done: number, of: number) => void
}

/** What an audit looked at. */
export type AuditReport = {
  readonly organisationId: string
  /** Positions looked at: from, and up to but not including. */
  readonly from: number
  readonly size: number
  /** Root of the tree of `size` leaves, hex; null if it cannot be known. */
  readonly root: string | null
  readonly entries: number
  /** Entries whose body was erased: their hashes were checked, their bodies are gone. */
  readonly erased: number
  readonly checkpoints: number
  readonly findings: number
}

const groupsOf = ({ from, to, leaves, tiles }: Batch, roots: readonly KnownRoot[]): Group[] => {
  const placed = new Map(
    leaves.map(({ leafIndex, entryId, placedHash }) => [leafIndex, { leafIndex, entryId, hash: placedHash }]),
  )
  const tileAt = new Map(tiles.map((tile) => [tile.index, tile]))
  const groups: Group[] = []
  for (let start = from; start < to; start += 256) {
    const size = Math.min(256, to - start)
    groups.push({
      start,
      size,
      placed: Array.from({ length: size }, (_, i) => placed.get(start + i)),
      tile: size === 256 ? tileAt.get(start / 256) : undefined,
      roots: roots.filter((known) => known.size > start && known.size <= start + size),
    })
  }
  return groups
}

/** The root that an earlier audit confirmed, where no checkpoint says the same. */
const earlierRoot = ({ earlier }: Beginning, { from, to }: Batch): KnownRoot[] =>
  earlier !== undefined && earlier.size > from && earlier.size <= to ? [earlier] : []

/** Smallest entry id of a moment: ids begin with their time. An hour early, for long transactions. */
const idAt = (time: Date): string => {
  const hex = Math.max(0, time.getTime() - 3_600_000)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** A promise whose failure is noticed where it is awaited, not before. */
const quietly = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined)
  return promise
}

/**
 * Recomputes an organisation's journal from its rows and names every record that is not as it was recorded: entries
 * against hashes and commitments, positions, tiles, signed checkpoints, anchors, and what modules keep against what the
 * journal says. It reads in batches while the system works on, and never repairs.
 * @yields findings as they become certain
 * @returns what was looked at
 */
export async function* auditJournal(
  db: Database,
  organisationId: string,
  options: AuditOptions = {},
): AsyncGenerator<Finding, AuditReport> {
  const { auditors = [], chain, incremental = false, save = true, onProgress } = options
  const start = await readOnly(db, organisationId, async (tx) => begin(tx, incremental))
  const { from, size, sealed, earlier } = start
  let { before } = start
  const scope: AuditScope = earlier === undefined ? { full: true } : { full: false, since: earlier.auditedAt }
  const tree = new TreeAudit(start.tree, start.upper)
  const first: Finding[] = []
  const badKeys = new Set<string>()
  let [findings, entries, erased, checkpoints] = [0, 0, 0, 0]
  const told = (some: readonly Finding[]): readonly Finding[] => {
    findings += some.length
    if (first.length < 100) first.push(...some.slice(0, 100 - first.length))
    return some
  }
  const keyFindings = (keys: ReadonlyMap<string, KeyState>): Finding[] =>
    [...keys].flatMap(([subject, state]) => {
      const found = badKeys.has(subject) ? undefined : keyFinding(subject, state)
      if (found === undefined) return []
      badKeys.add(subject)
      return [found]
    })

  yield* told(start.findings)
  let next = size > from ? quietly(readBatch(db, organisationId, from, size)) : undefined
  while (next !== undefined) {
    const batch: Batch = await next
    // The database reads the next batch while this one is recomputed.
    next = batch.to < size ? quietly(readBatch(db, organisationId, batch.to, size)) : undefined
    const own = checkEntries(organisationId, batch, auditors)
    entries += own.entries
    erased += own.erased
    yield* told([...keyFindings(batch.keys), ...own.findings])
    const signed = checkCheckpoints(batch.checkpoints, start.verifiers)
    checkpoints += batch.checkpoints.length
    yield* told([...signed.findings, ...checkSuccession(batch.checkpoints, before)])
    before = batch.checkpoints.at(-1)?.size ?? before
    const roots = [...earlierRoot(start, batch), ...signed.sound].toSorted((a, b) => a.size - b.size)
    for (const group of groupsOf(batch, roots)) yield* told(tree.add(group))
    yield* told(await compareWithModules(db, organisationId, auditors, own.audited))
    onProgress?.(batch.to - from, size - from)
  }
  yield* told(tree.finish())

  const since = earlier && idAt(earlier.auditedAt)
  yield* told(await readOnly(db, organisationId, async (tx) => checkLeftovers(tx, since)))
  const waiting = await readOnly(db, organisationId, async (tx) => checkWaiting(tx, await waitingEntries(tx)))
  yield* told(waiting.findings)
  const { log } = start
  if (log !== undefined) {
    yield* told(await readOnly(db, organisationId, async (tx) => checkAnchors(tx, { log, from, sealed, chain })))
  }
  yield* told(await readOnly(db, organisationId, async (tx) => checkWitnessed(tx, from)))
  for (const { finish } of auditors) {
    if (finish !== undefined) yield* told(await readOnly(db, organisationId, async (tx) => finish(tx, scope)))
  }

  const root = tree.root()
  if (save) {
    const saved = { from, size, root: Buffer.from(root ?? []), findings, first }
    await db.inOrganisation(organisationId, async (tx) => saveAudit(tx, saved))
  }
  return {
    organisationId,
    from,
    size,
    root: root === undefined ? null : toHex(root),
    entries,
    erased,
    checkpoints,
    findings,
  }
}
