import type { Tx } from '../db/index.ts'
import { CandorError } from '../errors.ts'
import { JobStopped, type RunningJob } from '../jobs/jobs.ts'
import type { Platform } from '../platform.ts'
import { deleteFile } from './files.ts'

/** Attempts in a row without any progress after which an import counts as failed. */
const mostFailures = 8

/** What {@link runUploadJob} needs beside the work itself. */
export type UploadJob = {
  readonly platform: Platform
  readonly job: Pick<RunningJob<unknown, undefined>, 'organisationId' | 'signal'>
  readonly importId: string
  /** Where the uploaded file waits. */
  readonly folder: string
  /** Does everything that is left to do; may be ended at any moment and begun again. */
  readonly work: () => Promise<void>
  /** Whether somebody wants it to end. */
  readonly isCancelling: (tx: Tx) => Promise<boolean>
  readonly cancel: (tx: Tx) => Promise<unknown>
  readonly fail: (tx: Tx, error: { readonly code: string; readonly message: string }) => Promise<unknown>
  /** Counts an attempt that failed. @returns how many did since something was last achieved */
  readonly noteFailure: (tx: Tx) => Promise<number>
  /** Tells everybody who listens how it stands. */
  readonly announce: () => Promise<unknown>
}

/**
 * Runs an import in the background. A file that is no use ends it as failed; trouble of ours is tried again; whoever
 * cancels ends it between two batches. The file is deleted with the end.
 */
export const runUploadJob = async (import_: UploadJob): Promise<void> => {
  const { platform, job, importId, folder, work, isCancelling, cancel, fail, noteFailure, announce } = import_
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    platform.db.inOrganisation(job.organisationId, run)
  const end = async (ending: (tx: Tx) => Promise<unknown>): Promise<void> => {
    await inOrganisation(ending)
    await deleteFile(folder, importId)
  }
  try {
    await work()
    // Whoever cancels writes it down first, so a batch may see it before this job is told.
    if (await inOrganisation(isCancelling)) await end(cancel)
  } catch (error) {
    if (error instanceof JobStopped) {
      if (job.signal.reason === 'cancelled') await end(cancel)
      throw error
    }
    if (error instanceof CandorError && error.code.startsWith('IMPORT_')) {
      const { code, detail: message } = error
      await end(async (tx) => fail(tx, { code, message }))
      return
    }
    if ((await inOrganisation(noteFailure)) < mostFailures) throw error
    platform.log.error({ err: error, import: importId }, 'an import failed')
    const message = 'an unforeseen error; the log has it under the id of this import'
    await end(async (tx) => fail(tx, { code: 'INTERNAL', message }))
  } finally {
    await announce().catch(() => undefined)
  }
}
