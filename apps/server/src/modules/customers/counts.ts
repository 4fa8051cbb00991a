import type { Tx } from '../../platform/db/index.ts'

/** Rows over which each country's count is spread. */
const shards = 64

type Change = { readonly country: string | null; readonly customers: number }

const addCounts = `
  insert into customer_count (organisation_id, country, shard, customers)
  select $1::uuid, country, $2, customers from unnest($3::text[], $4::int[]) as change (country, customers)
  on conflict (organisation_id, country, shard)
  do update set customers = customer_count.customers + excluded.customers`

/** Counts customers in (or out of) their countries. Transactions choose different rows, so they rarely wait. */
export const addToCounts = async (tx: Tx, changes: readonly Change[]): Promise<void> => {
  const sums = new Map<string, number>()
  for (const { country, customers } of changes) sums.set(country ?? '', (sums.get(country ?? '') ?? 0) + customers)
  const sorted = [...sums].filter(([, customers]) => customers !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (sorted.length === 0) return
  await tx.rows({
    name: 'customer-count-add',
    text: addCounts,
    values: [
      tx.organisationId,
      Math.floor(Math.random() * shards),
      sorted.map(([country]) => country),
      sorted.map(([, customers]) => customers),
    ],
  })
}

/** Customers by country, most first; the country is empty where it is not known. */
export const countriesOf = async (tx: Tx): Promise<{ country: string; customers: number }[]> =>
  tx.rows({
    name: 'customer-count-all',
    text: `select country, sum(customers)::int as customers from customer_count
            where organisation_id = $1 group by country having sum(customers) > 0 order by 2 desc, 1`,
    values: [tx.organisationId],
  })
