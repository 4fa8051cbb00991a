import type {
  CustomerImportOptions,
  CustomerImportState,
  CustomerRowOutcome,
  CustomerRowReason,
  MigrationReport,
} from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { platformErrors } from '../../platform/platform-errors.ts'
import type { Layout } from '../../platform/uploads/tables.ts'

/** One column of the file, as far as it is counted. */
export type ColumnFigures = { readonly column: string; readonly filled: number; readonly sum: string | null }

/** What was found by reading the whole file. */
export type Source = {
  readonly rows: number
  readonly columns: readonly ColumnFigures[]
  readonly dates: readonly { readonly column: string; readonly order: 'YMD' | 'DMY' | 'MDY' }[]
}

/** What undoing did so far. */
export type UndoTally = { readonly removed: number; readonly restored: number; readonly kept: number }

/** An import as it is stored. */
export type CustomerImportRun = {
  readonly id: string
  readonly fileName: string
  readonly fileSize: number
  readonly fileHash: string
  readonly layout: Layout
  readonly options: CustomerImportOptions | null
  readonly state: CustomerImportState
  readonly phase: 'reading' | 'writing' | 'verifying' | 'done'
  readonly isTrial: boolean
  readonly createdBy: string
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly rowsTotal: number | null
  readonly rowsDone: number
  readonly withWarnings: number
  readonly reasons: Partial<Record<CustomerRowReason, number>>
  readonly source: Source | null
  readonly customersBefore: number | null
  readonly place: number
  readonly tally: unknown
  readonly report: MigrationReport | null
  readonly entryId: string | null
  readonly error: { readonly code: string; readonly message: string } | null
} & Readonly<Record<CustomerRowOutcome, number>>

export const runColumns = `id, file_name as "fileName", file_size as "fileSize", file_hash as "fileHash", layout, options,
  state, phase, is_trial as "isTrial", created_by as "createdBy", created_at as "createdAt", started_at as "startedAt",
  finished_at as "finishedAt", rows_total as "rowsTotal", rows_done as "rowsDone", created, updated, unchanged, skipped,
  failed, with_warnings as "withWarnings", reasons, source, customers_before as "customersBefore", place, tally, report,
  entry_id as "entryId", error`

const find = async (tx: Tx, id: string, locked: boolean): Promise<CustomerImportRun> => {
  const run = await tx.maybe<CustomerImportRun>({
    name: locked ? 'customer-import-lock' : 'customer-import',
    text: `select ${runColumns} from customer_import where organisation_id = $1 and id = $2 ${locked ? 'for update' : ''}`,
    values: [tx.organisationId, id],
  })
  if (run === undefined) throw platformErrors.NOT_FOUND(`there is no import of customers ${id}`)
  return run
}

/** One import. @throws NOT_FOUND */
export const findRun = async (tx: Tx, id: string): Promise<CustomerImportRun> => find(tx, id, false)

/** One import, held until the transaction ends. @throws NOT_FOUND */
export const lockRun = async (tx: Tx, id: string): Promise<CustomerImportRun> => find(tx, id, true)

/** Values of columns to be written; what is not JSON already becomes it. */
type Change = Readonly<Record<string, unknown>>

/** Writes columns of an import. The names of the columns come from this module alone. */
export const changeRun = async (tx: Tx, id: string, change: Change): Promise<CustomerImportRun> => {
  const entries = Object.entries(change)
  const sets = entries.map(([column], at) => `${column} = $${at + 3}`)
  const values = entries.map(([, value]) =>
    typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value,
  )
  return tx.one<CustomerImportRun>({
    text: `update customer_import set ${sets.join(', ')} where organisation_id = $1 and id = $2 returning ${runColumns}`,
    values: [tx.organisationId, id, ...values],
  })
}
