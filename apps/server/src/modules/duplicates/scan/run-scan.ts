import type { Tx } from '../../../platform/db/index.ts'
import { JobStopped, type RunningJob } from '../../../platform/jobs/jobs.ts'
import type { Platform } from '../../../platform/platform.ts'
import { cellsOf } from '../cells.ts'
import { saveModel } from '../model.ts'
import type { DuplicatesNeeds } from '../needs.ts'
import { Comparison } from './comparison.ts'
import { IdList } from './ids.ts'
import { endScan, findScan, forgetOlder, storePairs } from './store.ts'

export type ScanJob = RunningJob<{ readonly scanId: string }, undefined>

/** Customers that are opened at a time. */
const batch = 2000

/** How far a comparison is, for screens. */
export type ScanProgress = { readonly phase: string; readonly done: number; readonly total: number }

type InOrganisation = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>

/** Hands all customers to the comparison, batch by batch; only the ids are kept here. */
const handAll = async (
  { customers }: DuplicatesNeeds,
  inOrganisation: InOrganisation,
  comparison: Comparison,
  job: ScanJob,
): Promise<IdList> => {
  const ids = new IdList()
  const total = await inOrganisation(customers.count)
  let last: string | undefined
  for (;;) {
    job.throwIfStopped()
    const some = await inOrganisation(async (tx) => customers.after(tx, last, batch))
    if (some.length === 0) return ids
    for (const { id } of some) ids.add(id)
    await comparison.add(some.map(({ profile }) => cellsOf(profile)))
    last = some.at(-1)!.id
    await job.progress({ phase: 'reading', done: ids.size, total: Math.max(total, ids.size) } satisfies ScanProgress)
  }
}

const compareAll = async (
  platform: Platform,
  needs: DuplicatesNeeds,
  inOrganisation: InOrganisation,
  comparison: Comparison,
  job: ScanJob,
): Promise<void> => {
  const { scanId } = job.input
  const ids = await handAll(needs, inOrganisation, comparison, job)
  let stored = 0
  const tell = (progress: ScanProgress): void => {
    job.progress(progress).catch((error: unknown) => platform.log.warn({ err: error }, 'progress could not be told'))
  }
  const outcome = await comparison.run({
    onProgress: (phase, done, total) => tell({ phase, done, total }),
    onPairs: async (pairs) => {
      job.throwIfStopped()
      await inOrganisation(async (tx) => storePairs(tx, scanId, pairs, (place) => ids.at(place)))
      stored += pairs.length
      tell({ phase: 'storing', done: stored, total: stored })
    },
  })
  await inOrganisation(async (tx) => {
    if (!(await endScan(tx, scanId, 'completed', { customers: ids.size, outcome }))) return
    await forgetOlder(tx, scanId)
    if (outcome.model !== undefined) await saveModel(tx, outcome.model, scanId)
    await needs.record(tx, {
      subject: tx.organisationId,
      kind: 'duplicates.compared',
      actor: 'system',
      purpose: 'service-contract',
      body: { scanId, customers: ids.size, compared: outcome.compared, pairs: outcome.pairs, leftOut: outcome.leftOut },
    })
  })
}

const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY'

/**
 * The background work of a comparison of all customers. Killed at any moment and run again it begins anew: nothing of it
 * counts before its end, and a pair that was stored already is stored again as the same row.
 */
export const runScan = async (platform: Platform, needs: DuplicatesNeeds, job: ScanJob): Promise<void> => {
  const { scanId } = job.input
  const inOrganisation: InOrganisation = async (run) => platform.db.inOrganisation(job.organisationId, run)
  if ((await inOrganisation(async (tx) => findScan(tx, scanId))).state !== 'running') return
  const comparison = new Comparison()
  const stop = (): void => void comparison.stop()
  job.signal.addEventListener('abort', stop)
  try {
    await compareAll(platform, needs, inOrganisation, comparison, job)
  } catch (error) {
    job.throwIfStopped()
    const code = (error as { code?: unknown }).code
    if (error instanceof JobStopped || (!job.lastAttempt && code !== outOfMemory)) throw error
    const reason = code === outOfMemory ? 'out of memory' : 'an unforeseen error'
    platform.log.error({ err: error, scan: scanId }, 'a comparison of all customers failed')
    await inOrganisation(async (tx) => endScan(tx, scanId, 'failed', { error: reason }))
  } finally {
    job.signal.removeEventListener('abort', stop)
    await comparison.stop()
    platform.events.publish(job.organisationId, { topic: 'duplicates', data: { scanId } })
  }
}
