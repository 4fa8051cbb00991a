import type { Tx } from '../../platform/db/index.ts'

/** Takes a customer from the people of companies. */
export const eraseContacts = async (tx: Tx, records: readonly string[]): Promise<number> => {
  const { count } = await tx.one<{ count: number }>({
    text: `with gone as (delete from company_contact where organisation_id = $1 and customer_id = any($2::uuid[])
                          returning company_id, until),
                present as (select company_id, count(*)::int as people from gone where until is null group by company_id),
                counted as (update company c set contact_count = c.contact_count - present.people from present
                             where c.organisation_id = $1 and c.id = present.company_id)
           select count(*)::int as count from gone`,
    values: [tx.organisationId, records],
  })
  return count
}
