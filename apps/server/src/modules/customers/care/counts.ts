import type { Tx } from '../../../platform/db/index.ts'

/** Rows over which each mark's count is spread. */
const shards = 16

type Change = { readonly markId: string; readonly customers: number }

/** Counts customers in (or out of) marks. Transactions choose different rows, so they rarely wait. */
export const addToMarkCounts = async (tx: Tx, changes: readonly Change[]): Promise<void> => {
  const sums = new Map<string, number>()
  for (const { markId, customers } of changes) sums.set(markId, (sums.get(markId) ?? 0) + customers)
  const sorted = [...sums].filter(([, customers]) => customers !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (sorted.length === 0) return
  await tx.rows({
    name: 'customer-mark-count-add',
    text: `insert into customer_mark_count (organisation_id, mark_id, shard, customers)
           select $1::uuid, mark_id, $2, customers from unnest($3::uuid[], $4::int[]) as change (mark_id, customers)
           on conflict (organisation_id, mark_id, shard)
           do update set customers = customer_mark_count.customers + excluded.customers`,
    values: [
      tx.organisationId,
      Math.floor(Math.random() * shards),
      sorted.map(([markId]) => markId),
      sorted.map(([, customers]) => customers),
    ],
  })
}

/** Customers by mark; marks that nobody has are left out. */
export const markCounts = async (tx: Tx): Promise<Map<string, number>> => {
  const rows = await tx.rows<{ markId: string; customers: number }>({
    name: 'customer-mark-count-all',
    text: `select mark_id as "markId", sum(customers)::int as customers from customer_mark_count
            where organisation_id = $1 group by mark_id having sum(customers) > 0`,
    values: [tx.organisationId],
  })
  return new Map(rows.map(({ markId, customers }) => [markId, customers]))
}
