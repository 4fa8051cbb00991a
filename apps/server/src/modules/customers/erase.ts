import { deleteRows, emptyRows } from '../../platform/db/erase-rows.ts'
import type { Tx } from '../../platform/db/index.ts'
import { hideFromLists } from './whole/sums.ts'

/** Keeps everybody else from changing the records of a customer until the transaction ends. */
export const lockRecords = async (tx: Tx, records: readonly string[]): Promise<void> => {
  await tx.rows({
    name: 'customer-erase-lock',
    text: 'select from customer where organisation_id = $1 and id = any($2::uuid[]) order by id for update',
    values: [tx.organisationId, records],
  })
}

const eraseFiles = async (tx: Tx, records: readonly string[]): Promise<number> => {
  await tx.rows({
    text: `delete from customer_file_part p using customer_file f
            where p.organisation_id = $1 and f.organisation_id = $1 and f.id = p.file_id
              and f.customer_id = any($2::uuid[])`,
    values: [tx.organisationId, records],
  })
  return deleteRows(tx, 'customer_file', 'customer_id', records)
}

/**
 * Takes a customer out of every list and empties what is stored of them: profile, search, further addresses, files, notes,
 * owner and tags, pins. The records themselves stay, since orders and entries of others refer to them.
 * @param records all that are the customer, locked by the caller
 */
export const eraseCustomer = async (tx: Tx, records: readonly string[]): Promise<number> => {
  for (const id of records) await hideFromLists(tx, id)
  const counts = [
    await emptyRows(
      tx,
      'customer',
      'id',
      records,
      `profile = '', tokens = '{}', email_hash = null, phone_hash = null, reference = null, version = version + 1,
       updated_at = now()`,
      `profile = ''`,
    ),
    await deleteRows(tx, 'customer_contact_hash', 'customer_id', records),
    await deleteRows(tx, 'customer_verified_email', 'customer_id', records),
    await emptyRows(tx, 'customer_note', 'customer_id', records, `text = ''`, `text = ''`),
    await eraseFiles(tx, records),
    await deleteRows(tx, 'customer_care', 'customer_id', records),
    await deleteRows(tx, 'customer_pin', 'customer_id', records),
    await deleteRows(tx, 'customer_pin', 'record_id', records),
    await deleteRows(tx, 'customer_relation', 'from_id', records),
    await deleteRows(tx, 'customer_relation', 'to_id', records),
    await deleteRows(tx, 'customer_bulk_row', 'customer_id', records),
  ]
  return counts.reduce((sum, count) => sum + count, 0)
}
