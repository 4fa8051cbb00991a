import { destroySubjectKey } from '../../../platform/crypto/index.ts'
import { deleteRows } from '../../../platform/db/erase-rows.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { eraseFields } from '../erase.ts'

/** Records that name customers, of objects whose records tell of whom they name. @returns ids with the keys of their objects */
export const namingCustomers = async (
  tx: Tx,
  customers: readonly string[],
): Promise<{ readonly id: string; readonly object: string }[]> =>
  tx.rows({
    text: `select distinct r.id, r.object
             from custom_object o
             join custom_field f on f.organisation_id = $1 and f.object = o.key
              and f.definition #>> '{settings,type}' = 'customer'
             join custom_index i on i.organisation_id = $1 and i.field_id = f.id and i.word = any($2::text[])
             join object_record r on r.organisation_id = $1 and r.id = i.subject_id
            where o.organisation_id = $1 and (o.definition ->> 'personal')::boolean`,
    values: [tx.organisationId, customers],
  })

/**
 * Erases records that name a customer, of objects whose records tell of whom they name: rows and search tokens are
 * deleted and their keys destroyed, with which every journal entry of theirs becomes unreadable. Of other objects the
 * relation alone stays, which leads to nobody from now on.
 */
export const eraseRecordsAbout = async (tx: Tx, customers: readonly string[]): Promise<number> => {
  const rows = await namingCustomers(tx, customers)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  const count = (await eraseFields(tx, ids)) + (await deleteRows(tx, 'object_record', 'id', ids))
  for (const id of ids) await destroySubjectKey(tx, id)
  return count
}
