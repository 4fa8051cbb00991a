import type { MergePart } from '../modules/duplicates/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { CustomerSide } from './customer-side.ts'

/** Whoever came in as one of the two is asked again who they are. */
const portalSessions: MergePart = {
  name: 'portal-sessions',
  onMerge: async () => null,
  onUnmerge: async (tx: Tx, { kept, other }) => {
    await tx.rows({
      text: `delete from portal_session where organisation_id = $1
                and customer_id in (select customer_records(id) from unnest($2::uuid[]) as id)`,
      values: [tx.organisationId, [kept, other]],
    })
  },
}

/**
 * What each module does of its own when customers are merged and parted again. A module joins by one line here. None is
 * needed for facts that stay with the record that they were recorded of, as long as they are read by
 * `customer_records` (modules/customers/functions.sql).
 */
export const mergeParts = ({ customers, fields }: CustomerSide): readonly MergePart[] => [
  customers.careMergePart,
  fields.mergePart,
  portalSessions,
]
