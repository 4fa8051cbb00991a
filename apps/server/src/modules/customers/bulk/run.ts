import type { Platform } from '../../../platform/platform.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { JobKind, RunningJob } from '../../../platform/jobs/jobs.ts'
import { servicePurpose } from '../authorship.ts'
import { changeCare, type CareDecision, type CareOutcome } from '../care/change.ts'
import { markNames } from '../care/names.ts'
import type { CustomersNeeds } from '../needs.ts'
import { decisionOf, undoOf } from './decide.ts'
import { addRows, changedRows, findBulk, setState, type Bulk, type BulkRow } from './store.ts'
import { nextOf, type Mark } from './target.ts'

/** Customers per transaction: enough to be quick, few enough that nobody waits for their locks. */
const batchSize = 500

export type BulkInput = { readonly bulkId: string }

type Batch = { readonly ids: readonly string[]; readonly decide: CareDecision; readonly next: Mark | undefined }

/** The next customers of a bulk change and what to do with each. */
const nextBatch = async (tx: Tx, bulk: Bulk, mark: Mark, tags: ReadonlyMap<string, string>): Promise<Batch> => {
  if (bulk.undoes === null) {
    const { ids, next } = await nextOf(tx, bulk.target, mark, batchSize)
    return { ids, next, decide: decisionOf(bulk.action) }
  }
  const rows = await changedRows(tx, bulk.undoes, mark.done, batchSize)
  const undo = new Map(rows.map(({ customerId, before, after }) => [customerId, undoOf(before, after, tags)]))
  const last = rows.length === batchSize ? rows.at(-1) : undefined
  return {
    ids: rows.map(({ customerId }) => customerId),
    decide: (stored) => undo.get(stored.id)!(stored),
    next: last && { done: last.row },
  }
}

const rowOf = (customerId: string, became: CareOutcome): BulkRow[] => {
  switch (became.outcome) {
    case 'changed': {
      const [before, after] = [became.before, became.after].map(({ ownerId, tags, binned }) => ({
        ownerId,
        tags,
        binned,
      }))
      return [{ customerId, outcome: 'changed', reason: null, before: before!, after: after! }]
    }
    case 'unchanged':
      return [{ customerId, outcome: 'unchanged', reason: null, before: null, after: null }]
    case 'skipped':
      return [{ customerId, outcome: 'skipped', reason: became.reason, before: null, after: null }]
    case 'missing':
    default:
      return [{ customerId, outcome: 'skipped', reason: 'gone', before: null, after: null }]
  }
}

/** Deals with a stretch of customers in one transaction; the place to go on from is kept in the same. */
const step = async (
  tx: Tx,
  needs: CustomersNeeds,
  job: RunningJob<BulkInput, Mark>,
  mark: Mark,
): Promise<{ readonly next: Mark | undefined; readonly bulk: Bulk }> => {
  const bulk = await findBulk(tx, job.input.bulkId, true)
  if (bulk.state !== 'running') return { next: undefined, bulk }
  const names = await markNames(tx, needs)
  const { ids, decide, next } = await nextBatch(tx, bulk, mark, names.tags)
  const by = { actor: await needs.actorCalled(tx, bulk.createdBy), purpose: servicePurpose }
  const outcomes = await changeCare(tx, needs, ids, decide, names, by)
  await addRows(
    tx,
    bulk,
    ids.flatMap((id) => rowOf(id, outcomes.get(id)!)),
  )
  if (next === undefined) await setState(tx, bulk.id, 'completed')
  else await job.save(tx, next)
  return { next, bulk }
}

/** Makes the job known that does what was asked for. */
export const defineBulkJob = ({ jobs, db }: Platform, needs: CustomersNeeds): JobKind<BulkInput> =>
  jobs.define<BulkInput, Mark>('customers.bulk', { attempts: 5, concurrency: 2 }, async (job) => {
    let mark: Mark | undefined = job.checkpoint ?? { done: 0 }
    try {
      while (mark !== undefined) {
        job.throwIfStopped()
        const from: Mark = mark
        const { next } = await db.inOrganisation(job.organisationId, async (tx) => step(tx, needs, job, from))
        mark = next
        await job.progress({ bulkId: job.input.bulkId })
      }
      await db.inOrganisation(job.organisationId, async (tx) => {
        const { state } = await findBulk(tx, job.input.bulkId, true)
        if (state === 'cancelling') await setState(tx, job.input.bulkId, 'cancelled')
      })
    } catch (error) {
      if (job.lastAttempt && !job.signal.aborted) {
        await db.inOrganisation(job.organisationId, async (tx) => setState(tx, job.input.bulkId, 'failed'))
      }
      throw error
    }
  })
