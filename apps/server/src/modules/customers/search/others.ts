import type { Tx } from '../../../platform/db/index.ts'
import type { ContactHash } from './blind.ts'

/** Blind exact indexes of one customer beside the primary ones. */
export type OtherHashes = { readonly customerId: string; readonly others: readonly ContactHash[] }

/** Keeps the blind exact indexes of further addresses and numbers. */
export const keepOtherHashes = async (tx: Tx, customers: readonly OtherHashes[]): Promise<void> => {
  const rows = customers.flatMap(({ customerId, others }) => others.map((other) => ({ customerId, ...other })))
  if (rows.length === 0) return
  await tx.rows({
    name: 'customer-contact-hash-insert',
    text: `insert into customer_contact_hash (organisation_id, customer_id, field, hash)
           select $1::uuid, * from unnest($2::uuid[], $3::text[], $4::bytea[]) on conflict do nothing`,
    values: [
      tx.organisationId,
      rows.map(({ customerId }) => customerId),
      rows.map(({ field }) => field),
      rows.map(({ hash }) => hash),
    ],
  })
}

/** Puts other blind exact indexes in the place of those that a customer has. */
export const replaceOtherHashes = async (tx: Tx, customer: OtherHashes): Promise<void> => {
  await tx.rows({
    name: 'customer-contact-hash-delete',
    text: 'delete from customer_contact_hash where organisation_id = $1 and customer_id = $2',
    values: [tx.organisationId, customer.customerId],
  })
  await keepOtherHashes(tx, [customer])
}

/**
 * Customers who have an address or number, as primary or beside it, by its blind exact index.
 * @returns oldest first
 */
export const customersWithHash = async (tx: Tx, { field, hash }: ContactHash): Promise<string[]> => {
  const column = field === 'email' ? 'email_hash' : 'phone_hash'
  const rows = await tx.rows<{ id: string }>({
    name: `customers-with-${field}`,
    text: `select id from customer where organisation_id = $1 and ${column} = $2
           union
           select customer_id from customer_contact_hash where organisation_id = $1 and field = '${field}' and hash = $2
           order by id`,
    values: [tx.organisationId, hash],
  })
  return rows.map(({ id }) => id)
}
