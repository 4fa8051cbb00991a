import type { CustomerProfile } from '@candor/api'
import { plainArray, type Tx } from '../../../platform/db/index.ts'
import { openRows } from '../find.ts'

/** A customer as a program takes it out: the profile opened. */
export type ReadCustomer = {
  readonly id: string
  readonly reference: string | null
  readonly profile: CustomerProfile
  readonly version: number
  readonly createdAt: Date
}

type Row = Omit<ReadCustomer, 'profile'> & { readonly profile: Buffer }

const columns = 'c.id, c.reference, c.profile, c.version, c.created_at as "createdAt"'

/** Customers by id, their profiles opened; those that are not there are left out. @throws SUBJECT_ERASED */
export const customersById = async (tx: Tx, ids: readonly string[]): Promise<Map<string, ReadCustomer>> => {
  const rows = await tx.rows<Row>({
    text: `select ${columns} from customer c where c.organisation_id = $1 and c.id = any($2::uuid[])`,
    values: [tx.organisationId, plainArray(ids)],
  })
  return new Map((await openRows(tx, rows)).map((row) => [row.id, row]))
}

/**
 * A stretch of all customers in the order of their ids, without those in the bin, merged into others or erased.
 * @param after the id to go on from
 * @param country only those of a country
 */
export const customersToExport = async (
  tx: Tx,
  after: string | null,
  limit: number,
  country: string | null,
): Promise<ReadCustomer[]> => {
  const rows = await tx.rows<Row>({
    text: `select ${columns} from customer c
             join customer_figures f on f.organisation_id = $1 and f.customer_id = c.id and f.binned_at is null
             join subject_key k on k.organisation_id = $1 and k.subject_id = c.id and k.wrapped is not null
            where c.organisation_id = $1 and c.merged_into is null and ($2::uuid is null or c.id > $2)
              and ($4::text is null or f.country = $4)
            order by c.id limit $3`,
    values: [tx.organisationId, after, limit, country],
  })
  return openRows(tx, rows)
}

/** Of customers with the entry that made them: those of whom the journal has said nothing since, but what their own fields began with. */
export const untouchedCustomers = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.rows<{ id: string }>({
    text: `select c.id from customer c
            where c.organisation_id = $1 and c.id = any($2::uuid[]) and c.merged_into is null and c.version = 1
              and not exists (select from journal_entry e
                               where e.organisation_id = $1 and e.subject = c.id and e.id <> c.entry_id
                                 and not exists (select from custom_value v
                                                  where v.organisation_id = $1 and v.subject_id = c.id
                                                    and v.version = 1 and v.entry_id = e.id))`,
    values: [tx.organisationId, ids],
  })
  return new Set(rows.map(({ id }) => id))
}

/** How many customers there are, from the sums that are kept. */
export const countedCustomers = async (tx: Tx): Promise<number> => {
  const { customers } = await tx.one<{ customers: number }>({
    text: 'select coalesce(sum(customers), 0)::int as customers from customer_count where organisation_id = $1',
    values: [tx.organisationId],
  })
  return customers
}
