import { plainArray, type Tx } from '../../platform/db/index.ts'

/**
 * Notes that something changed of customers, in the caller's transaction, where the organisation has rules. Whoever is
 * being looked at this moment is looked at once more: the row is taken again even if it is there.
 */
export const markPending = async (tx: Tx, customerIds: readonly string[]): Promise<void> => {
  if (customerIds.length === 0) return
  await tx.rows({
    name: 'lifecycle-mark',
    text: `insert into lifecycle_pending (organisation_id, customer_id)
           select $1::uuid, id from unnest($2::uuid[]) as id
            where exists (select from lifecycle_rules where organisation_id = $1)
           on conflict (organisation_id, customer_id) do update set since = now()`,
    values: [tx.organisationId, plainArray([...new Set(customerIds)].toSorted())],
  })
}

/** Takes some of those who wait, the longest waiting first; who is being marked anew is left for later. */
export const takePending = async (tx: Tx, most: number): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'lifecycle-take',
    text: `delete from lifecycle_pending where organisation_id = $1 and customer_id in (
             select customer_id from lifecycle_pending where organisation_id = $1
              order by since limit $2 for update skip locked)
           returning customer_id as id`,
    values: [tx.organisationId, most],
  })
  return rows.map(({ id }) => id)
}

/** Those whose stage may have changed because time went by. */
export const dueCustomers = async (tx: Tx, now: Date, most: number): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'lifecycle-due',
    text: `select customer_id as id from customer_lifecycle where organisation_id = $1 and due_at <= $2
            order by due_at limit $3`,
    values: [tx.organisationId, now, most],
  })
  return rows.map(({ id }) => id)
}

/** Notes when customers were last seen, and that they are to be looked at. */
export const noteVisits = async (
  tx: Tx,
  seen: readonly { readonly customerId: string; readonly at: Date }[],
): Promise<void> => {
  const sorted = seen.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))
  await tx.rows({
    name: 'lifecycle-visits',
    text: `insert into customer_visit as v (organisation_id, customer_id, visited_at)
           select $1::uuid, n.* from unnest($2::uuid[], $3::timestamptz[]) as n
           on conflict (organisation_id, customer_id) do update set visited_at = excluded.visited_at
            where v.visited_at < excluded.visited_at`,
    values: [tx.organisationId, sorted.map(({ customerId }) => customerId), sorted.map(({ at }) => at)],
  })
  await markPending(
    tx,
    sorted.map(({ customerId }) => customerId),
  )
}
