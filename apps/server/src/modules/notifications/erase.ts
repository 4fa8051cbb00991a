import { deleteRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'

/** Deletes what colleagues were told of a customer. */
export const eraseNotifications = async (tx: Tx, records: readonly string[]): Promise<number> => {
  await tx.rows({
    text: `delete from notification_delivery d using notification n
            where d.organisation_id = $1 and n.organisation_id = $1 and n.id = d.notification_id
              and n.subject_id = any($2::uuid[])`,
    values: [tx.organisationId, records],
  })
  return deleteRows(tx, 'notification', 'subject_id', records)
}
