import type { ImportOptions, RowReason } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { platformErrors } from '../../platform/platform-errors.ts'
import type { Layout } from '../../platform/uploads/tables.ts'

export type ImportState = 'uploaded' | 'running' | 'cancelling' | 'cancelled' | 'completed' | 'failed'
export type ImportPhase = 'reading' | 'orders' | 'points' | 'done'

/** Options with nothing left to guess. */
export type SettledOptions = { readonly [Name in keyof ImportOptions]-?: Exclude<ImportOptions[Name], undefined> }

/** An import as it is stored. */
export type ImportRun = {
  readonly id: string
  readonly fileName: string
  readonly fileSize: number
  readonly fileHash: string
  readonly layout: Layout
  readonly options: SettledOptions | null
  readonly state: ImportState
  readonly phase: ImportPhase
  readonly createdBy: string
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly readyAt: Date | null
  readonly finishedAt: Date | null
  readonly rowsRead: number
  readonly rowsTotal: number | null
  readonly rowsAccepted: number
  readonly rowsUnchanged: number
  readonly rowsRejected: number
  readonly reasons: Partial<Record<RowReason, number>>
  readonly documents: number | null
  readonly documentsDone: number
  readonly ordersCreated: number
  readonly customersCreated: number
  /** Minor units. */
  readonly acceptedTotal: string
  readonly purchasesCreated: number
  readonly pointsTotal: number
  readonly pointsDone: number
  readonly failures: number
  readonly error: { readonly code: string; readonly message: string } | null
}

export const runColumns = `id, file_name as "fileName", file_size as "fileSize", file_hash as "fileHash", layout, options,
  state, phase, created_by as "createdBy", created_at as "createdAt", started_at as "startedAt", ready_at as "readyAt",
  finished_at as "finishedAt", rows_read as "rowsRead", rows_total as "rowsTotal", rows_accepted as "rowsAccepted",
  rows_unchanged as "rowsUnchanged", rows_rejected as "rowsRejected", reasons, documents,
  documents_done as "documentsDone", orders_created as "ordersCreated", customers_created as "customersCreated",
  accepted_total::text as "acceptedTotal", purchases_created as "purchasesCreated",
  points_total as "pointsTotal", points_done as "pointsDone",
  failures, error`

const find = async (tx: Tx, id: string, locked: boolean): Promise<ImportRun> => {
  const run = await tx.maybe<ImportRun>({
    name: locked ? 'import-run-lock' : 'import-run',
    text: `select ${runColumns} from import_run where organisation_id = $1 and id = $2 ${locked ? 'for update' : ''}`,
    values: [tx.organisationId, id],
  })
  if (run === undefined) throw platformErrors.NOT_FOUND(`there is no import ${id}`)
  return run
}

/** One import. @throws NOT_FOUND */
export const findRun = async (tx: Tx, id: string): Promise<ImportRun> => find(tx, id, false)

/** One import, held until the transaction ends. @throws NOT_FOUND */
export const lockRun = async (tx: Tx, id: string): Promise<ImportRun> => find(tx, id, true)

/** Counts by reason, the later added to the earlier. */
export const addReasons = (
  before: ImportRun['reasons'],
  more: ReadonlyMap<RowReason, number>,
): Partial<Record<RowReason, number>> => {
  const sums = { ...before }
  for (const [reason, rows] of more) sums[reason] = (sums[reason] ?? 0) + rows
  return sums
}
