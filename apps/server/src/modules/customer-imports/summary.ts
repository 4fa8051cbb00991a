import type { CustomerImportSummary, CustomerRowReason } from '@candor/api'
import type { CustomerImportRun, UndoTally } from './run.ts'

/** Rows a second over the time in which rows were dealt with; nothing before there is a time to speak of. */
const rate = ({ startedAt, finishedAt, rowsDone }: CustomerImportRun): number | null => {
  if (startedAt === null || rowsDone === 0) return null
  const seconds = ((finishedAt ?? new Date()).getTime() - startedAt.getTime()) / 1000
  return seconds < 0.05 ? null : Math.round(rowsDone / seconds)
}

/**
 * An import as the API shows it.
 * @param createdBy name of who started it
 */
export const summaryOf = (run: CustomerImportRun, createdBy: string): CustomerImportSummary => ({
  id: run.id,
  fileName: run.fileName,
  fileSize: run.fileSize,
  fileHash: run.fileHash,
  format: run.layout.format,
  state: run.state,
  phase: run.phase,
  isTrial: run.isTrial,
  columns: [...run.layout.columns],
  options: run.options,
  createdAt: run.createdAt.toISOString(),
  startedAt: run.startedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
  createdBy,
  rowsTotal: run.rowsTotal,
  rowsDone: run.rowsDone,
  created: run.created,
  updated: run.updated,
  unchanged: run.unchanged,
  skipped: run.skipped,
  failed: run.failed,
  withWarnings: run.withWarnings,
  reasons: (Object.entries(run.reasons) as [CustomerRowReason, number][])
    .filter(([, rows]) => rows > 0)
    .map(([reason, rows]) => ({ reason, rows }))
    .toSorted((a, b) => b.rows - a.rows),
  undone: run.state === 'undoing' || run.state === 'undone' ? ((run.tally as UndoTally | null) ?? null) : null,
  rowsPerSecond: rate(run),
  entryId: run.entryId,
  error: run.error,
})
