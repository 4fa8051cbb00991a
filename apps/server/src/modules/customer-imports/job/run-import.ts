import { refreshStatistics, type Tx } from '../../../platform/db/index.ts'
import type { RunningJob } from '../../../platform/jobs/jobs.ts'
import type { Platform } from '../../../platform/platform.ts'
import { deleteFile, filePath, uploadFolder } from '../../../platform/uploads/files.ts'
import type { UploadLimits } from '../../../platform/uploads/limits.ts'
import { atIntervals, creatorName } from '../../../platform/uploads/progress.ts'
import { runUploadJob } from '../../../platform/uploads/run-job.ts'
import type { CustomerImportsNeeds } from '../needs.ts'
import { changeRun, findRun, lockRun } from '../run.ts'
import { summaryOf } from '../summary.ts'
import { uploadFolderName } from '../upload.ts'
import { purpose } from './batch.ts'
import type { StepContext } from './context.ts'
import { readSource } from './reading.ts'
import { undoImport } from './undoing.ts'
import { verifyRows } from './verifying.ts'
import { writeRows } from './writing.ts'

export type CustomerImportJob = RunningJob<{ readonly importId: string }, undefined>

/** Tells everybody who listens how an import stands. */
export const announce = async (
  { db, events }: Pick<Platform, 'db' | 'events'>,
  { staffNames }: Pick<CustomerImportsNeeds, 'staffNames'>,
  organisationId: string,
  importId: string,
): Promise<void> => {
  const run = await db.inOrganisation(organisationId, async (tx) => findRun(tx, importId))
  const summary = summaryOf(run, await creatorName(staffNames, organisationId, run.createdBy))
  events.publish(organisationId, { topic: 'customer-import', data: summary })
}

const steps = { reading: readSource, writing: writeRows, verifying: verifyRows } as const

/** Does what is left of an import, step by step; killed at any moment it goes on where the last committed batch ended. */
const work = async (importId: string, context: StepContext): Promise<void> => {
  const { inOrganisation, throwIfStopped } = context
  for (;;) {
    throwIfStopped()
    const run = await inOrganisation(async (tx) => findRun(tx, importId))
    if (run.state === 'undoing') return undoImport(run, context)
    if (run.state !== 'running' || run.phase === 'done') return undefined
    await steps[run.phase](run, context)
  }
}

/** Ends an import at the wish of a person. What was imported stays, and the journal says how far it came. */
export const cancelRun = async (tx: Tx, needs: CustomerImportsNeeds, id: string): Promise<void> => {
  const run = await lockRun(tx, id)
  if (run.state !== 'cancelling') return
  const { created, updated, unchanged, skipped, failed, rowsDone, isTrial } = run
  if (!isTrial && rowsDone > 0) {
    await needs.record(tx, {
      subject: tx.organisationId,
      kind: 'customer-import.cancelled',
      actor: run.createdBy,
      purpose,
      body: { importId: id, fileName: run.fileName, rowsDone, created, updated, unchanged, skipped, failed },
    })
  }
  await changeRun(tx, id, { state: 'cancelled', finished_at: new Date() })
}

const failRun = async (tx: Tx, id: string, error: { readonly code: string; readonly message: string }) =>
  changeRun(tx, id, { state: 'failed', error, finished_at: new Date() })

const noteFailure = async (tx: Tx, id: string): Promise<number> => {
  const { failures } = await tx.one<{ failures: number }>({
    text: 'update customer_import set failures = failures + 1 where organisation_id = $1 and id = $2 returning failures',
    values: [tx.organisationId, id],
  })
  return failures
}

/** The background work of an import of customers. */
export const runCustomerImport = async (
  platform: Platform,
  needs: CustomerImportsNeeds,
  limits: UploadLimits,
  job: CustomerImportJob,
): Promise<void> => {
  const { importId } = job.input
  const folder = uploadFolder(platform.config.data, uploadFolderName)
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    platform.db.inOrganisation(job.organisationId, run)
  const tell = async () => announce(platform, needs, job.organisationId, importId)
  const context: StepContext = {
    needs,
    limits,
    path: filePath(folder, importId),
    inOrganisation,
    throwIfStopped: job.throwIfStopped,
    tellProgress: atIntervals(tell),
  }
  await runUploadJob({
    platform,
    job,
    importId,
    folder,
    work: async () => {
      await work(importId, context)
      const run = await inOrganisation(async (tx) => {
        const current = await lockRun(tx, importId)
        return current.state === 'pausing' ? changeRun(tx, importId, { state: 'paused' }) : current
      })
      if (run.state === 'completed' && !run.isTrial) {
        await deleteFile(folder, importId)
        await refreshStatistics(platform.db.owner)
      }
    },
    isCancelling: async (tx) => (await findRun(tx, importId)).state === 'cancelling',
    cancel: async (tx) => cancelRun(tx, needs, importId),
    fail: async (tx, error) => failRun(tx, importId, error),
    noteFailure: async (tx) => noteFailure(tx, importId),
    announce: tell,
  })
}
