import type { JsonObject } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import type { ImportsNeeds } from '../needs.ts'
import { lockRun, type ImportRun } from '../run.ts'

const purpose = 'service-contract'

/** What the journal keeps of an import: enough to prove later which file brought what. */
const bodyOf = (run: ImportRun): JsonObject => ({
  importId: run.id,
  fileName: run.fileName,
  fileSize: run.fileSize,
  fileHash: run.fileHash,
  rows: run.rowsRead,
  rowsAccepted: run.rowsAccepted,
  rowsUnchanged: run.rowsUnchanged,
  rowsRejected: run.rowsRejected,
  reasons: run.reasons,
  ordersCreated: run.ordersCreated,
  customersCreated: run.customersCreated,
  acceptedTotal: run.acceptedTotal,
  ...(run.options !== null && { currency: run.options.currency }),
})

const recordEnd = async (
  tx: Tx,
  needs: Pick<ImportsNeeds, 'record'>,
  run: ImportRun,
  kind: 'completed' | 'cancelled',
) =>
  needs.record(tx, {
    subject: tx.organisationId,
    kind: `import.${kind}`,
    actor: run.createdBy,
    purpose,
    body: bodyOf(run),
  })

/** Ends the phase of the orders: everything of the file is stored and its entry written; only points are left. */
export const completeOrders = async (
  tx: Tx,
  needs: Pick<ImportsNeeds, 'record' | 'pointsOfImport'>,
  id: string,
): Promise<void> => {
  const run = await lockRun(tx, id)
  if (run.state !== 'running' || run.phase !== 'orders') return
  await recordEnd(tx, needs, run, 'completed')
  await tx.rows({
    text: `update import_run set phase = 'points', ready_at = now(), failures = 0, error = null
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
  await updatePoints(tx, needs, id)
}

/** Ends an import at the wish of a person. What was imported stays, and the journal says how far it came. */
export const cancelRun = async (tx: Tx, needs: Pick<ImportsNeeds, 'record'>, id: string): Promise<void> => {
  const run = await lockRun(tx, id)
  if (run.state !== 'running' && run.state !== 'cancelling') return
  await recordEnd(tx, needs, run, 'cancelled')
  await tx.rows({
    text: `update import_run set state = 'cancelled', ready_at = now(), finished_at = now()
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
}

/** Ends an import that cannot go on. */
export const failRun = async (
  tx: Tx,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<void> => {
  await tx.rows({
    text: `update import_run set state = 'failed', error = $3, ready_at = now(), finished_at = now()
            where organisation_id = $1 and id = $2 and state in ('running', 'cancelling')`,
    values: [tx.organisationId, id, JSON.stringify(error)],
  })
}

/** Counts an attempt that failed. @returns how many did since something was last achieved */
export const noteFailure = async (tx: Tx, id: string): Promise<number> => {
  const { failures } = await tx.one<{ failures: number }>({
    text: 'update import_run set failures = failures + 1 where organisation_id = $1 and id = $2 returning failures',
    values: [tx.organisationId, id],
  })
  return failures
}

/** Writes how many purchases of an import have their points; with the last one the import is done. @returns whether that changed anything */
export const updatePoints = async (
  tx: Tx,
  needs: Pick<ImportsNeeds, 'pointsOfImport'>,
  id: string,
): Promise<boolean> => {
  const { total, reached } = await needs.pointsOfImport(tx, id)
  const changed = await tx.rows({
    name: 'import-points',
    text: `update import_run
              set points_done = $3, points_total = $4,
                  phase = case when $5 then 'done' else phase end,
                  state = case when $5 then 'completed' else state end,
                  finished_at = case when $5 then now() else finished_at end
            where organisation_id = $1 and id = $2 and phase = 'points'
              and ((points_done, points_total) is distinct from ($3::int4, $4::int4) or $5)
            returning id`,
    values: [tx.organisationId, id, reached, total, reached >= total],
  })
  return changed.length > 0
}
