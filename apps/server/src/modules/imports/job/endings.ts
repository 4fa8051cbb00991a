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
export const completeOrders = async (tx: Tx, needs: Pick<ImportsNeeds, 'record'>, id: string): Promise<void> => {
  const run = await lockRun(tx, id)
  if (run.state !== 'running' || run.phase !== 'orders') return
  await recordEnd(tx, needs, run, 'completed')
  await tx.rows({
    text: `update import_run
              set phase = case when purchases_created = 0 then 'done' else 'points' end,
                  state = case when purchases_created = 0 then 'completed' else state end,
                  finished_at = case when purchases_created = 0 then now() end,
                  ready_at = now(), failures = 0, error = null
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id],
  })
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
