import type { Database } from '../../platform/db/index.ts'
import type { RunningJob } from '../../platform/jobs/types.ts'
import { markPending } from './pending.ts'

/** Customers marked in one transaction. */
const atOnce = 5_000

type Checkpoint = { readonly after: string }

/**
 * The job that has every customer looked at: it goes through them by id and marks some at a time, so that a million of them
 * neither waits in one transaction nor in memory.
 */
export const lookAtAllJob =
  (db: Database, wake: () => void) =>
  async (job: RunningJob<object, Checkpoint>): Promise<{ customers: number }> => {
    let after = job.checkpoint?.after ?? '00000000-0000-0000-0000-000000000000'
    let customers = 0
    for (;;) {
      job.throwIfStopped()
      const ids = await db.inOrganisation(job.organisationId, async (tx) => {
        const rows = await tx.rows<{ id: string }>({
          name: 'lifecycle-all',
          text: `select customer_id as id from customer_figures where organisation_id = $1 and customer_id > $2
                  order by customer_id limit $3`,
          values: [tx.organisationId, after, atOnce],
        })
        const found = rows.map(({ id }) => id)
        await markPending(tx, found)
        const last = found.at(-1)
        if (last !== undefined) await job.save(tx, { after: last })
        return found
      })
      wake()
      customers += ids.length
      await job.progress({ customers })
      const last = ids.at(-1)
      if (last === undefined || ids.length < atOnce) return { customers }
      after = last
    }
  }
