import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { openRows } from '../find.ts'
import type { ListedCustomer } from '../list/list.ts'
import { listColumns, listJoins, type ListRow } from '../list/query.ts'

type Row = Omit<ListRow, 'sortValue'> & { readonly binnedAt: Date }

/** A customer in the bin, opened. */
export type BinnedCustomer = Omit<ListedCustomer, 'sortValue'> & { readonly binnedAt: Date }

/** Customers in the bin, those that came in last first. @throws HTTP_CURSOR_INVALID */
export const binPage = async (
  tx: Tx,
  cursor: string | undefined,
  limit: number,
): Promise<{ items: BinnedCustomer[]; nextCursor: string | null }> => {
  const after = decodeCursor(z.tuple([z.number().int().min(0), z.uuid()]), cursor)
  const rows = await tx.rows<Row>({
    text: `select ${listColumns}, f.binned_at as "binnedAt"
             from customer_figures f ${listJoins}
            where f.organisation_id = $1 and f.binned_at is not null
              and ($2::timestamptz is null or (f.binned_at, f.customer_id) < ($2, $3::uuid))
            order by f.binned_at desc, f.customer_id desc limit $4`,
    values: [tx.organisationId, after ? new Date(after[0]).toISOString() : null, after?.[1] ?? null, limit + 1],
  })
  return pageOf(
    await openRows(tx, rows),
    limit,
    ({ binnedAt, id }) => [binnedAt.getTime(), id],
    (customer) => customer,
  )
}
