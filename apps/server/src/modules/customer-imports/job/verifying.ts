import { createHash } from 'node:crypto'
import type { JsonObject } from '@candor/journal'
import type { MigrationReport } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { CustomerImportsNeeds } from '../needs.ts'
import { ColumnCounter, type FiguresState } from '../row/figures.ts'
import { openRows, type OpenedRow } from '../row/store.ts'
import { changeRun, lockRun, type CustomerImportRun } from '../run.ts'
import { purpose } from './batch.ts'
import type { StepContext } from './context.ts'
import { fingerprintOf } from './decide.ts'

/** Rows per transaction. */
const stretch = 1000

/** How far the comparison is. Checksums are chained, so that it can be gone on with after an interruption. */
type Tally = {
  readonly rows: number
  readonly columns: FiguresState
  readonly expected: string
  readonly found: string
  readonly compared: number
  readonly changedSince: number
}

const begun: Omit<Tally, 'columns'> = { rows: 0, expected: '', found: '', compared: 0, changedSince: 0 }

const chained = (before: string, fingerprint: string): string =>
  createHash('sha256').update(before).update(fingerprint).digest('hex')

/** Adds rows to the comparison: cells as they are kept, and customers as they are read back from their own table. */
const compare = async (
  tx: Tx,
  needs: CustomerImportsNeeds,
  run: CustomerImportRun,
  rows: readonly OpenedRow[],
): Promise<Tally> => {
  const tally = (run.tally as Tally | null) ?? { ...begun, columns: new ColumnCounter(run.layout.columns).state() }
  const figures = new ColumnCounter(run.layout.columns, tally.columns)
  const ids = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))]
  const customers = await needs.customersById(tx, ids)
  let { expected, found, compared, changedSince } = tally
  for (const { cells, customerId, version, fingerprint } of rows) {
    figures.add(cells)
    if (customerId === null || fingerprint === null) continue
    const stored = customers.get(customerId)
    // A later row of the same file may have changed it, or a person in the meantime.
    if (stored !== undefined && stored.version !== version) {
      changedSince += 1
      continue
    }
    compared += 1
    expected = chained(expected, fingerprint)
    found = chained(found, stored === undefined ? 'missing' : fingerprintOf(stored.profile))
  }
  return { rows: tally.rows + rows.length, columns: figures.state(), expected, found, compared, changedSince }
}

const reportOf = (run: CustomerImportRun, tally: Tally, customersAfter: number): MigrationReport => {
  const stored = new ColumnCounter(run.layout.columns, tally.columns).figures()
  const source = run.source!
  const { fileName, fileSize, fileHash, created, updated, unchanged, skipped, failed } = run
  const { expected, found, compared, changedSince } = tally
  const sameColumns = source.columns.every(({ filled, sum }, at) => {
    const other = stored[at]
    return other?.filled === filled && other.sum === sum
  })
  return {
    importId: run.id,
    file: { name: fileName, size: fileSize, sha256: fileHash, rows: source.rows, columns: [...source.columns] },
    stored: { rows: tally.rows, columns: stored },
    customers: { before: run.customersBefore ?? 0, after: customersAfter },
    outcomes: { created, updated, unchanged, skipped, failed },
    checksum: { expected, found, compared, changedSince },
    matches: sameColumns && source.rows === tally.rows && expected === found,
  }
}

const complete = async (tx: Tx, needs: CustomerImportsNeeds, run: CustomerImportRun): Promise<void> => {
  const tally = (run.tally as Tally | null) ?? { ...begun, columns: new ColumnCounter(run.layout.columns).state() }
  const report = reportOf(run, tally, await needs.countCustomers(tx))
  const { id } = await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'customer-import.completed',
    actor: run.createdBy,
    purpose,
    body: JSON.parse(JSON.stringify(report)) as JsonObject,
  })
  await changeRun(tx, run.id, {
    state: 'completed',
    phase: 'done',
    report,
    entry_id: id,
    tally: null,
    finished_at: new Date(),
    failures: 0,
  })
}

/**
 * Third step: reads back what was stored, row by row, counts and sums it anew and compares it with the file. What comes
 * of it is the migration report; the journal keeps it, and its next signed checkpoint seals it.
 */
export const verifyRows = async (run: CustomerImportRun, context: StepContext): Promise<void> => {
  const { needs, inOrganisation, throwIfStopped, tellProgress } = context
  for (let hasMore = true; hasMore;) {
    throwIfStopped()
    hasMore = await inOrganisation(async (tx) => {
      const current = await lockRun(tx, run.id)
      if (current.state !== 'running' || current.phase !== 'verifying') return false
      const rows = await openRows(tx, run.id, stretch, 'r.row > $4', [current.place])
      if (rows.length === 0) {
        await complete(tx, needs, current)
        return false
      }
      const tally = await compare(tx, needs, current, rows)
      await changeRun(tx, run.id, { place: rows.at(-1)!.row, tally, failures: 0 })
      return true
    })
    await tellProgress()
  }
}
