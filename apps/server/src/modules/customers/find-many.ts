import { blindKeys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { emailHash } from './search/blind.ts'

/** Of the ids given, those of customers. */
export const existingCustomers = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await tx.rows<{ id: string }>({
    text: 'select id from customer where organisation_id = $1 and id = any($2::uuid[])',
    values: [tx.organisationId, ids],
  })
  return new Set(rows.map(({ id }) => id))
}

/**
 * Customers by any of their whole e-mail addresses, all who have it. An address is found by its hash of 128 bits alone; no profile is
 * opened.
 * @returns by the address as it was given; addresses that nobody has are left out
 */
export const customerIdsByEmail = async (
  tx: Tx,
  emails: readonly string[],
): Promise<Map<string, { id: string; reference: string | null }[]>> => {
  if (emails.length === 0) return new Map()
  const keys = await blindKeys(tx)
  const hashes = new Map(emails.map((email) => [email, emailHash(keys, email).toString('hex')]))
  const rows = await tx.rows<{ id: string; reference: string | null; hash: string }>({
    text: `select id, reference, encode(email_hash, 'hex') as hash from customer
            where organisation_id = $1 and email_hash = any($2::bytea[])
           union
           select c.id, c.reference, encode(h.hash, 'hex') from customer_contact_hash h
             join customer c on c.organisation_id = $1 and c.id = h.customer_id
            where h.organisation_id = $1 and h.field = 'email' and h.hash = any($2::bytea[])
            order by id`,
    values: [tx.organisationId, [...new Set(hashes.values())].map((hash) => Buffer.from(hash, 'hex'))],
  })
  const found = Map.groupBy(rows, ({ hash }) => hash)
  return new Map(
    [...hashes].flatMap(([email, hash]) => {
      const owners = found.get(hash)
      return owners === undefined ? [] : [[email, owners.map(({ id, reference }) => ({ id, reference }))] as const]
    }),
  )
}
