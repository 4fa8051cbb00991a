import type { Tx } from '../../../platform/db/index.ts'
import type { CareState } from './state.ts'

/** What is stored of a customer’s care. Version 0: nothing yet. */
export type StoredCare = CareState & { readonly id: string; readonly version: number; readonly country: string | null }

/**
 * Keeps everybody else from changing care or figures of these customers until the transaction ends, and reads their care.
 * @returns those that exist, by id
 */
export const lockCare = async (tx: Tx, ids: readonly string[]): Promise<StoredCare[]> => {
  const values = [tx.organisationId, ids]
  // Two statements: one that waited for a lock would still see the care from before it waited.
  await tx.rows({
    text: `select from customer_figures where organisation_id = $1 and customer_id = any($2::uuid[])
            order by customer_id for no key update`,
    values,
  })
  return tx.rows<StoredCare>({
    text: `select f.customer_id as id, f.country, a.owner_id as "ownerId", coalesce(a.tags, '{}') as tags,
                  coalesce(a.binned, false) as binned, coalesce(a.version, 0) as version
             from customer_figures f
             left join customer_care a on a.organisation_id = $1 and a.customer_id = f.customer_id
            where f.organisation_id = $1 and f.customer_id = any($2::uuid[]) order by f.customer_id`,
    values,
  })
}
