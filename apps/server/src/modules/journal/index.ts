export {
  type Anchored,
  type AnchorRequest,
  finaliseAnchors,
  noteAnchored,
  requestAnchor,
  retractAnchors,
} from './anchors.ts'
export { type AuditOptions, type AuditReport, auditJournal } from './audit/audit.ts'
export type { AuditedEntry, Auditor, AuditScope } from './audit/auditor.ts'
export type { AnchorChain } from './audit/check-anchors.ts'
export type { Finding, JournalFindingCode } from './audit/finding.ts'
export { readEntries, readEntry, subjectOf } from './entries.ts'
export type { NewEntry } from './entry.ts'
export { journalErrors } from './errors.ts'
export { logProgress, type LogProgress, stateOf } from './progress.ts'
export { receiptOf } from './receipts.ts'
export { record, recordMany, type Recorded } from './record.ts'
export { type Journal, type JournalNeeds, registerJournal } from './register.ts'
export { sendReceipt } from './routes.ts'
export { appendOnlyTables } from './schema.ts'
export { Sequencer, type SequencerOptions } from './sequencer.ts'
export type { AnchorContract } from './source.ts'
export { newestHead, noteCosignature, proofBetween, witnessedSize } from './witnessed.ts'
export { type Readable, type TimelineEntry, timelineOf, type TimelineQuery } from './timeline.ts'
