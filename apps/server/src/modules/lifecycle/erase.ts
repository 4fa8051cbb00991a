import { deleteRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Takes a customer out of the counts of stages and classes. What moved them stays, as counts and times without a name. */
export const eraseLifecycle = async (tx: Tx, records: readonly string[]): Promise<number> => {
  const stood = await tx.rows({
    text: `with gone as (delete from customer_lifecycle where organisation_id = $1 and customer_id = any($2::uuid[])
                          returning stage, class),
                counted as (select stage, class, count(*)::int8 as customers from gone group by stage, class)
           update lifecycle_count c set customers = c.customers - counted.customers from counted
            where c.organisation_id = $1 and c.stage = counted.stage and c.class = counted.class
           returning c.stage`,
    values: [tx.organisationId, records],
  })
  return (
    stood.length +
    (await deleteRows(tx, 'customer_visit', 'customer_id', records)) +
    (await deleteRows(tx, 'lifecycle_pending', 'customer_id', records))
  )
}
