import type { Tx } from '../../../platform/db/index.ts'

/**
 * All records that are one customer: the one that stands for them first, then those that were merged into it. What was
 * recorded of a customer stays with the record that it was recorded of, so whoever reads a customer reads all of these.
 * See `customer_records` in functions.sql.
 * @param id of any of them
 * @returns just the id where there is no such customer
 */
export const recordsOf = async (tx: Tx, id: string): Promise<string[]> => {
  const rows = await tx.rows<{ id: string }>({
    name: 'customer-records',
    text: 'select id from customer_records($1) as id',
    values: [id],
  })
  return rows.map((row) => row.id)
}

/** The records that stand for others, by the id of each that was merged; all others stand for themselves. */
export const headsOf = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ id: string; head: string }>({
    name: 'customer-heads',
    text: `select id, merged_into as head from customer
            where organisation_id = $1 and id = any($2::uuid[]) and merged_into is not null`,
    values: [tx.organisationId, ids],
  })
  return new Map(rows.map(({ id, head }) => [id, head]))
}

/** The record that stands for a customer: itself, unless it was merged. */
export const headOf = async (tx: Tx, id: string): Promise<string> => (await headsOf(tx, [id])).get(id) ?? id

/** Records of several customers: by the id of every record the customer that it belongs to, these themselves included. */
export const customersOfRecords = async (tx: Tx, heads: readonly string[]): Promise<Map<string, string>> => {
  const rows = await tx.rows<{ id: string; head: string }>({
    name: 'customer-merged-records',
    text: `select id, merged_into as head from customer where organisation_id = $1 and merged_into = any($2::uuid[])`,
    values: [tx.organisationId, heads],
  })
  return new Map([...heads.map((id) => [id, id] as const), ...rows.map(({ id, head }) => [id, head] as const)])
}
