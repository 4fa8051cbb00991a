import { refreshStatistics, type Tx } from '../../../platform/db/index.ts'
import type { RunningJob } from '../../../platform/jobs/jobs.ts'
import type { Platform } from '../../../platform/platform.ts'
import { deleteFile, filePath, uploadFolder } from '../../../platform/uploads/files.ts'
import type { UploadLimits } from '../../../platform/uploads/limits.ts'
import { atIntervals } from '../../../platform/uploads/progress.ts'
import { runUploadJob } from '../../../platform/uploads/run-job.ts'
import { merchantReader } from '../merchants.ts'
import type { ImportsNeeds } from '../needs.ts'
import { keptColumns, readerOf } from '../options.ts'
import { uploadFolderName } from '../upload.ts'
import { findRun, type ImportRun, type SettledOptions } from '../run.ts'
import { batchLength, importBatch, prepareBatch, type BatchContext, type PreparedBatch } from './batch.ts'
import { cancelRun, completeOrders, failRun, noteFailure } from './endings.ts'
import { announce } from './progress.ts'
import { readRows, type ReadingContext } from './reading.ts'

export type ImportJob = RunningJob<{ readonly importId: string }, undefined>

type Steps = Pick<ReadingContext, 'inOrganisation' | 'throwIfStopped' | 'tellProgress'>

/** Second phase: batch by batch. While the database stores one, the next one is read and understood. */
const importOrders = async (
  importId: string,
  context: BatchContext,
  { inOrganisation, throwIfStopped, tellProgress }: Steps,
): Promise<void> => {
  const prepare = async (after: number): Promise<PreparedBatch> =>
    inOrganisation(async (tx) => prepareBatch(tx, importId, after, context))
  const { documentsDone } = await inOrganisation(async (tx) => findRun(tx, importId))
  let next = prepare(documentsDone)
  for (let hasMore = true; hasMore;) {
    const prepared = await next
    throwIfStopped()
    next = prepare(prepared.after + batchLength)
    // What fails is told where it is awaited; after the last batch nobody needs it.
    next.catch(() => undefined)
    hasMore = await inOrganisation(async (tx) => importBatch(tx, importId, prepared, context))
    await tellProgress()
  }
  await Promise.allSettled([next])
}

const runPhases = async (
  platform: Platform,
  needs: ImportsNeeds,
  limits: UploadLimits,
  job: ImportJob,
  tellProgress: () => Promise<void>,
): Promise<void> => {
  const { importId } = job.input
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    platform.db.inOrganisation(job.organisationId, run)
  job.throwIfStopped()
  const run = await inOrganisation(async (tx): Promise<ImportRun> => findRun(tx, importId))
  if (run.state !== 'running') return
  const options = run.options as SettledOptions
  const merchantOf = await inOrganisation(async (tx) => merchantReader(tx, needs, options.merchant))
  const folder = uploadFolder(platform.config.data, uploadFolderName)
  if (run.phase === 'reading') {
    await readRows(run, options, {
      path: filePath(folder, importId),
      maximumSize: limits.contentSize,
      merchantOf,
      inOrganisation,
      throwIfStopped: job.throwIfStopped,
      tellProgress,
    })
  }
  await deleteFile(folder, importId)
  const context = { needs, options, merchantOf, read: readerOf(keptColumns(run), options) }
  await importOrders(importId, context, { inOrganisation, throwIfStopped: job.throwIfStopped, tellProgress })
  await inOrganisation(async (tx) => completeOrders(tx, needs, importId))
}

/** The background work of an import. Killed at any moment and run again it goes on where the last committed chunk or batch ended. */
export const runImport = async (
  platform: Platform,
  needs: ImportsNeeds,
  limits: UploadLimits,
  job: ImportJob,
): Promise<void> => {
  const { importId } = job.input
  const tell = async () => announce(platform, needs, job.organisationId, importId)
  await runUploadJob({
    platform,
    job,
    importId,
    folder: uploadFolder(platform.config.data, uploadFolderName),
    work: async () => {
      await runPhases(platform, needs, limits, job, atIntervals(tell))
      await refreshStatistics(platform.db.owner)
    },
    isCancelling: async (tx) => (await findRun(tx, importId)).state === 'cancelling',
    cancel: async (tx) => cancelRun(tx, needs, importId),
    fail: async (tx, error) => failRun(tx, importId, error),
    noteFailure: async (tx) => noteFailure(tx, importId),
    announce: tell,
  })
}
