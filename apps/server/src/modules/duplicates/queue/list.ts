import type { ColumnEvidence } from '@candor/matching'
import type { ComparedCustomer, DuplicatePair } from '@candor/api'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/page.ts'
import { reasonsOf } from '../cells.ts'
import type { DuplicatesNeeds } from '../needs.ts'

type Row = {
  readonly firstId: string
  readonly secondId: string
  readonly probability: number
  readonly weight: number
  readonly evidence: readonly ColumnEvidence[]
}

const cursorSchema = z.tuple([z.number(), z.uuid(), z.uuid()])

const nextRows = async (tx: Tx, minimum: number, after: z.output<typeof cursorSchema> | undefined, limit: number) =>
  tx.rows<Row>({
    name: after === undefined ? 'duplicate-queue' : 'duplicate-queue-after',
    text: `select first_id as "firstId", second_id as "secondId", probability, weight, evidence from duplicate_pair
            where organisation_id = $1 and state = 'open' and probability >= $2
              ${after === undefined ? '' : 'and (probability, first_id, second_id) < ($4, $5::uuid, $6::uuid)'}
            order by probability desc, first_id desc, second_id desc limit $3`,
    values: [tx.organisationId, minimum, limit, ...(after ?? [])],
  })

/** Who stays unless somebody chooses otherwise: who has more orders, then who is older. */
export const keptFirst = (a: ComparedCustomer, b: ComparedCustomer): [ComparedCustomer, ComparedCustomer] => {
  if (a.orderCount !== b.orderCount) return a.orderCount > b.orderCount ? [a, b] : [b, a]
  return a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? [a, b] : [b, a]
}

/**
 * Pairs that nobody has decided on, the likeliest first, both customers opened. A record that was merged is shown as who
 * stands for it; a pair whose two are one by now is left out.
 * @throws HTTP_CURSOR_INVALID
 */
export const openPairs = async (
  tx: Tx,
  { customers }: Pick<DuplicatesNeeds, 'customers'>,
  query: { readonly minimum: number; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: DuplicatePair[]; nextCursor: string | null }> => {
  const after = decodeCursor(cursorSchema, query.cursor)
  const rows = await nextRows(tx, query.minimum, after, query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const records = shown.flatMap(({ firstId, secondId }) => [firstId, secondId])
  const heads = await customers.headsOf(tx, records)
  const headOf = (id: string): string => heads.get(id) ?? id
  const found = await customers.compared(tx, [...new Set(records.map(headOf))])
  const items = shown.flatMap(({ firstId, secondId, probability, weight, evidence }): DuplicatePair[] => {
    const [one, two] = [found.get(headOf(firstId)), found.get(headOf(secondId))]
    if (one === undefined || two === undefined || one.id === two.id) return []
    const [first, second] = keptFirst(one, two)
    return [{ first, second, probability, weight, reasons: reasonsOf(evidence) }]
  })
  return {
    items,
    nextCursor: last === undefined ? null : encodeCursor([last.probability, last.firstId, last.secondId]),
  }
}

/** Up to so many are counted. */
const mostCounted = 10_000

/** How many pairs wait, and how many the newest comparisons found that were decided. */
export const countPairs = async (tx: Tx): Promise<{ open: number; decided: number }> =>
  tx.one({
    name: 'duplicate-counts',
    text: `select (select count(*)::int from (select from duplicate_pair
                    where organisation_id = $1 and state = 'open' limit $2) as waiting) as open,
                  (select count(*)::int from (select from duplicate_pair
                    where organisation_id = $1 and scan_id = (select id from duplicate_scan where organisation_id = $1
                      and state = 'completed' order by created_at desc limit 1) and state in ('dismissed', 'merged')
                    limit $2) as over) as decided`,
    values: [tx.organisationId, mostCounted],
  })
