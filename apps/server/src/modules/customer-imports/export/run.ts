import type { DataExport, ExportPurpose } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { platformErrors } from '../../../platform/platform-errors.ts'

/** An export as it is stored. */
export type ExportRun = {
  readonly id: string
  readonly state: DataExport['state']
  readonly purpose: ExportPurpose
  readonly country: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly finishedAt: Date | null
  readonly expiresAt: Date
  readonly after: string | null
  readonly parts: number
  readonly seen: number
  readonly exported: number
  readonly withoutConsent: number
  readonly error: { readonly code: string; readonly message: string } | null
}

export const exportColumns = `id, state, purpose, country, created_by as "createdBy", created_at as "createdAt",
  finished_at as "finishedAt", expires_at as "expiresAt", after, parts, seen, exported,
  without_consent as "withoutConsent", error`

/** One export. @throws NOT_FOUND */
export const findExport = async (tx: Tx, id: string, lock = false): Promise<ExportRun> => {
  const run = await tx.maybe<ExportRun>({
    text: `select ${exportColumns} from data_export where organisation_id = $1 and id = $2 ${lock ? 'for update' : ''}`,
    values: [tx.organisationId, id],
  })
  if (run === undefined) throw platformErrors.NOT_FOUND(`there is no export ${id}`)
  return run
}

/** An export as the API shows it. */
export const exportSummary = (run: ExportRun, createdBy: string): DataExport => ({
  id: run.id,
  state: run.state,
  purpose: run.purpose,
  country: run.country,
  seen: run.seen,
  exported: run.exported,
  withoutConsent: run.withoutConsent,
  error: run.error,
  createdBy,
  createdAt: run.createdAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
  expiresAt: run.expiresAt.toISOString(),
})
