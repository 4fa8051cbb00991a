import type { ImportSummary, RowReason } from '@candor/api'
import { keptColumns } from './options.ts'
import type { ImportRun } from './run.ts'

/** Rows a second over the time in which rows were dealt with; nothing before there is a time to speak of. */
const rate = (run: ImportRun): number | null => {
  if (run.startedAt === null) return null
  const until = run.readyAt ?? run.finishedAt ?? new Date()
  const seconds = (until.getTime() - run.startedAt.getTime()) / 1000
  const rows = run.phase === 'reading' ? run.rowsRead : run.rowsAccepted + run.rowsUnchanged + run.rowsRejected
  return seconds < 0.05 || rows === 0 ? null : Math.round(rows / seconds)
}

/**
 * An import as the API shows it.
 * @param createdBy name of who started it
 */
export const summaryOf = (run: ImportRun, createdBy: string): ImportSummary => ({
  id: run.id,
  fileName: run.fileName,
  fileSize: run.fileSize,
  fileHash: run.fileHash,
  state: run.state,
  phase: run.phase,
  columns: keptColumns(run),
  createdAt: run.createdAt.toISOString(),
  startedAt: run.startedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
  createdBy,
  rowsTotal: run.rowsTotal,
  rowsRead: run.rowsRead,
  rowsAccepted: run.rowsAccepted,
  rowsUnchanged: run.rowsUnchanged,
  rowsRejected: run.rowsRejected,
  reasons: (Object.entries(run.reasons) as [RowReason, number][])
    .map(([reason, rows]) => ({ reason, rows }))
    .toSorted((a, b) => b.rows - a.rows),
  ordersCreated: run.ordersCreated,
  customersCreated: run.customersCreated,
  acceptedTotal: run.acceptedTotal,
  currency: run.options?.currency ?? null,
  pointsDone: run.pointsDone,
  pointsTotal: run.phase === 'reading' || run.phase === 'orders' ? run.purchasesCreated : run.pointsTotal,
  rowsPerSecond: rate(run),
  error: run.error,
})
