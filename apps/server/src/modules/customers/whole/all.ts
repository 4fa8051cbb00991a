import type { CustomerProfile } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { countriesOf } from '../counts.ts'
import { openRows } from '../find.ts'

/** How many customers there are, from the counts that are kept. */
export const countCustomers = async (tx: Tx): Promise<number> =>
  (await countriesOf(tx)).reduce((sum, { customers }) => sum + customers, 0)

/**
 * The next customers by id, opened, for going through all of them batch by batch. Those that were merged into another one, or
 * are in the bin, are left out.
 * @param id of the last one of the batch before; nothing for the first batch
 */
export const customersAfter = async (
  tx: Tx,
  id: string | undefined,
  limit: number,
): Promise<{ readonly id: string; readonly profile: CustomerProfile }[]> => {
  const rows = await tx.rows<{ id: string; profile: Buffer }>({
    name: 'customers-after',
    text: `select c.id, c.profile from customer c
             join customer_figures f on f.organisation_id = $1 and f.customer_id = c.id and f.binned_at is null
            where c.organisation_id = $1 and c.id > $2 and c.merged_into is null order by c.id limit $3`,
    values: [tx.organisationId, id ?? '00000000-0000-0000-0000-000000000000', limit],
  })
  return openRows(tx, rows)
}
