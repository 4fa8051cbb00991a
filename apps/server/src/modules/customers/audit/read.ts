import type { Tx } from '../../../platform/db/index.ts'

/** A customer as stored, the profile still closed. */
export type AuditedCustomer = {
  readonly id: string
  readonly reference: string | null
  readonly profile: Buffer
  readonly version: number
  readonly fictional: boolean
  readonly country: string | null
  /** Not listed is who was merged: another one stands for them in lists. */
  readonly isListed: boolean
  readonly entryId: string
  readonly emailHash: Buffer | null
  readonly phoneHash: Buffer | null
  /** Further blind exact indexes: `email <hex>`, `phone <hex>`. */
  readonly others: readonly string[] | null
}

export type AuditedNote = {
  readonly id: string
  readonly customerId: string
  readonly kind: string
  readonly text: Buffer
}

export const customersById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, AuditedCustomer>> => {
  const rows = await tx.rows<AuditedCustomer>({
    text: `select c.id, c.reference, c.profile, c.version, c.fictional, c.entry_id as "entryId", f.country,
                  f.customer_id is not null as "isListed", c.email_hash as "emailHash", c.phone_hash as "phoneHash", h.others
             from customer c
             left join customer_figures f on f.organisation_id = c.organisation_id and f.customer_id = c.id
             left join (select customer_id, array_agg(field || ' ' || encode(hash, 'hex')) as others
                          from customer_contact_hash where organisation_id = $1 and customer_id = any($2::uuid[])
                         group by customer_id) h on h.customer_id = c.id
            where c.organisation_id = $1 and c.id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

export const notesById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, AuditedNote>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<AuditedNote>({
    text: `select id, customer_id as "customerId", kind, text from customer_note
            where organisation_id = $1 and id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Customers whose entry is not there or speaks of somebody else; a hundred of them at most. */
export const unrecordedCustomers = async (tx: Tx): Promise<{ id: string; entryId: string }[]> =>
  tx.rows({
    text: `select id, entry_id as "entryId" from customer c
            where c.organisation_id = $1
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.id = c.entry_id and e.subject = c.id
                                 and e.kind in ('customer.created', 'customer.updated'))
            limit 100`,
    values: [tx.organisationId],
  })
