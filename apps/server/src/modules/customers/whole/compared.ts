import type { ComparedCustomer } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { openRows } from '../find.ts'

type Row = {
  readonly id: string
  readonly reference: string | null
  readonly profile: Buffer
  readonly version: number
  readonly createdAt: Date
  readonly orderCount: number
  readonly lastOrderAt: Date | number
}

/** Customers as they are laid beside others. Those that were merged into another one, or are in the bin, are left out. */
export const comparedCustomers = async (tx: Tx, ids: readonly string[]): Promise<Map<string, ComparedCustomer>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<Row>({
    name: 'customers-compared',
    text: `select c.id, c.reference, c.profile, c.version, c.created_at as "createdAt", f.order_count as "orderCount",
                  f.last_order_at as "lastOrderAt"
             from customer c
             join customer_figures f on f.organisation_id = c.organisation_id and f.customer_id = c.id
            where c.organisation_id = $1 and c.id = any($2::uuid[]) and c.merged_into is null and f.binned_at is null`,
    values: [tx.organisationId, ids],
  })
  const opened = await openRows(tx, rows)
  return new Map(
    opened.map((row) => [
      row.id,
      {
        ...row,
        createdAt: row.createdAt.toISOString(),
        lastOrderAt: row.lastOrderAt instanceof Date ? row.lastOrderAt.toISOString() : null,
      },
    ]),
  )
}
