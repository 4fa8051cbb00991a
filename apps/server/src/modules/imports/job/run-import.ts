import { refreshStatistics, type Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { JobStopped, type RunningJob } from '../../../platform/jobs/jobs.ts'
import type { Platform } from '../../../platform/platform.ts'
import { deleteFile, filePath } from '../files.ts'
import type { ImportLimits } from '../limits.ts'
import { merchantReader } from '../merchants.ts'
import type { ImportsNeeds } from '../needs.ts'
import { keptColumns, readerOf } from '../options.ts'
import { findRun, type ImportRun, type SettledOptions } from '../run.ts'
import { importBatch } from './batch.ts'
import { cancelRun, completeOrders, failRun, noteFailure } from './endings.ts'
import { announce, announcer } from './progress.ts'
import { readRows } from './reading.ts'

/** Attempts in a row without any progress after which an import counts as failed. */
const mostFailures = 8

export type ImportJob = RunningJob<{ readonly importId: string }, undefined>

const runPhases = async (
  platform: Platform,
  needs: ImportsNeeds,
  limits: ImportLimits,
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
  const { data } = platform.config
  if (run.phase === 'reading') {
    await readRows(run, options, {
      path: filePath(data, importId),
      maximumSize: limits.contentSize,
      merchantOf,
      inOrganisation,
      throwIfStopped: job.throwIfStopped,
      tellProgress,
    })
  }
  await deleteFile(data, importId)
  const context = { needs, options, merchantOf, read: readerOf(keptColumns(run), options) }
  for (let hasMore = true; hasMore;) {
    job.throwIfStopped()
    hasMore = await inOrganisation(async (tx) => importBatch(tx, importId, context))
    await tellProgress()
  }
  await inOrganisation(async (tx) => completeOrders(tx, needs, importId))
}

/**
 * The background work of an import. Killed at any moment and run again it goes on where the last committed chunk or
 * batch ended. A file that is no use ends the import as failed; trouble of ours is tried again.
 */
export const runImport = async (
  platform: Platform,
  needs: ImportsNeeds,
  limits: ImportLimits,
  job: ImportJob,
): Promise<void> => {
  const { importId } = job.input
  const { db, config } = platform
  const tellProgress = announcer(platform, needs, job.organisationId, importId)
  const end = async (ending: (tx: Tx) => Promise<unknown>): Promise<void> => {
    await db.inOrganisation(job.organisationId, ending)
    await deleteFile(config.data, importId)
  }
  try {
    await runPhases(platform, needs, limits, job, tellProgress)
    // Whoever cancels writes it down first, so a batch may see it before this job is told.
    const { state } = await db.inOrganisation(job.organisationId, async (tx) => findRun(tx, importId))
    if (state === 'cancelling') await end(async (tx) => cancelRun(tx, needs, importId))
    await refreshStatistics(db.owner)
  } catch (error) {
    if (error instanceof JobStopped) {
      if (job.signal.reason === 'cancelled') await end(async (tx) => cancelRun(tx, needs, importId))
      throw error
    }
    if (error instanceof CandorError && error.code.startsWith('IMPORT_')) {
      await end(async (tx) => failRun(tx, importId, { code: error.code, message: error.detail }))
      return
    }
    const failures = await db.inOrganisation(job.organisationId, async (tx) => noteFailure(tx, importId))
    if (failures < mostFailures) throw error
    platform.log.error({ err: error, import: importId }, 'an import failed')
    const message = 'an unforeseen error; the log has it under the id of this import'
    await end(async (tx) => failRun(tx, importId, { code: 'INTERNAL', message }))
  } finally {
    await announce(platform, needs, job.organisationId, importId).catch(() => undefined)
  }
}
