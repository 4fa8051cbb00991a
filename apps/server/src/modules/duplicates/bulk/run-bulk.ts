import type { Tx } from '../../../platform/db/index.ts'
import { CandorError } from '../../../platform/errors.ts'
import { JobStopped, type RunningJob } from '../../../platform/jobs/jobs.ts'
import type { Platform } from '../../../platform/platform.ts'
import { mergeCustomers, type Authorship } from '../merge/merge.ts'
import type { DuplicatesNeeds } from '../needs.ts'
import { keptFirst } from '../queue/list.ts'
import { decidePairs } from '../queue/pairs.ts'
import { endBulk, insertRow, lockBulk, nextPair, type Bulk, type NextPair } from './store.ts'

export type BulkJob = RunningJob<{ readonly bulkId: string; readonly actor: string }, undefined>

/** Merges one pair, or says why there is nothing to merge; with its row in one transaction. */
const mergePair = async (tx: Tx, needs: DuplicatesNeeds, bulk: Bulk, pair: NextPair, by: Authorship): Promise<void> => {
  const { customers } = needs
  const heads = await customers.headsOf(tx, [pair.firstId, pair.secondId])
  const [one, two] = [heads.get(pair.firstId) ?? pair.firstId, heads.get(pair.secondId) ?? pair.secondId]
  if (one === two) {
    await decidePairs(tx, [pair.firstId], [pair.secondId], ['open'], { state: 'merged', by: by.actor, entryId: null })
    await insertRow(tx, bulk, { ...pair, outcome: 'same-already', mergeId: null, reason: null })
    return
  }
  const found = await customers.compared(tx, [one, two])
  const [first, second] = [found.get(one), found.get(two)]
  if (first === undefined || second === undefined) {
    await insertRow(tx, bulk, { ...pair, outcome: 'refused', mergeId: null, reason: 'CUSTOMER_NOT_FOUND' })
    return
  }
  const [kept, other] = keptFirst(first, second)
  const request = { keptId: kept.id, otherId: other.id, fields: {}, bulkId: bulk.id }
  const { mergeId } = await mergeCustomers(tx, needs, request, by)
  await insertRow(tx, bulk, { ...pair, outcome: 'merged', mergeId, reason: null })
}

/** The next pair in one transaction. @returns false when there is none left, or the merging was ended */
const step = async (platform: Platform, needs: DuplicatesNeeds, job: BulkJob, by: Authorship): Promise<boolean> => {
  let looked: NextPair | undefined
  const inOrganisation = async <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
    platform.db.inOrganisation(job.organisationId, run)
  const { bulkId } = job.input
  try {
    return await inOrganisation(async (tx) => {
      const bulk = await lockBulk(tx, bulkId)
      looked = bulk && (await nextPair(tx, bulk))
      if (bulk === undefined || looked === undefined) return false
      await mergePair(tx, needs, bulk, looked, by)
      return true
    })
  } catch (error) {
    // What keeps two apart is written down, and the next pair has its turn.
    if (!(error instanceof CandorError) || looked === undefined) throw error
    const { code } = error
    const pair = looked
    await inOrganisation(async (tx) => {
      const bulk = await lockBulk(tx, bulkId)
      if (bulk) await insertRow(tx, bulk, { ...pair, outcome: 'refused', mergeId: null, reason: code })
    })
    return true
  }
}

/**
 * The background work of merging many pairs: the likeliest first, each in a transaction of its own with its row of the
 * report. Killed at any moment it goes on with the next pair.
 */
export const runBulk = async (platform: Platform, needs: DuplicatesNeeds, job: BulkJob): Promise<void> => {
  const { bulkId, actor } = job.input
  const by = { actor, purpose: 'service-contract' }
  const end = async (state: 'completed' | 'cancelled' | 'failed'): Promise<void> =>
    platform.db.inOrganisation(job.organisationId, async (tx) => endBulk(tx, bulkId, state))
  let done = 0
  try {
    for (;;) {
      job.throwIfStopped()
      if (!(await step(platform, needs, job, by))) break
      done += 1
      await job.progress({ done })
      if (done % 20 === 0) platform.events.publish(job.organisationId, { topic: 'duplicates', data: { bulkId } })
    }
    await end('completed')
  } catch (error) {
    if (error instanceof JobStopped && job.signal.reason === 'cancelled') await end('cancelled')
    else if (!(error instanceof JobStopped) && job.lastAttempt) await end('failed')
    throw error
  } finally {
    platform.events.publish(job.organisationId, { topic: 'duplicates', data: { bulkId } })
  }
}
