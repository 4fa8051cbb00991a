import { pointsEarned, type PointsMovement } from '@candor/api'
import { z } from 'zod'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import type { Merchant } from './needs.ts'
import { lapsesAt, type Programme } from './programme.ts'
import { shownRule, type RuleVersion } from './rules.ts'

type Row = {
  id: string
  merchantId: string
  orderId: string
  orderNumber: string
  orderEntryId: string
  purchaseNumber: number
  amount: string
  occurredAt: Date
  points: string
  ruleVersion: number
  epoch: number
  entryId: string
  transactionHash: Buffer
  blockNumber: number
  postedAt: Date
}

const columns = `id, merchant_id as "merchantId", order_id as "orderId", order_number as "orderNumber",
  order_entry_id as "orderEntryId", purchase_number as "purchaseNumber", amount::text as amount,
  occurred_at as "occurredAt", points, rule_version as "ruleVersion", epoch, entry_id as "entryId",
  transaction_hash as "transactionHash", block_number as "blockNumber", posted_at as "postedAt"`

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()])

/** What the list needs besides the movements themselves. */
export type MovementContext = {
  readonly programme: Programme
  readonly merchants: ReadonlyMap<string, Merchant>
  readonly members: ReadonlyMap<string, number>
  readonly rules: readonly RuleVersion[]
}

const shownMovement = (row: Row, { programme, merchants, members, rules }: MovementContext): PointsMovement => {
  const merchant = merchants.get(row.merchantId) ?? { name: '', nameZh: '' }
  const rule = rules.find(({ merchantId, version }) => merchantId === row.merchantId && version === row.ruleVersion)
  return {
    id: row.id,
    kind: 'earned',
    points: row.points,
    occurredAt: row.occurredAt.toISOString(),
    postedAt: row.postedAt.toISOString(),
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    merchantId: row.merchantId,
    merchantName: merchant.name,
    ledgerMember: members.get(row.merchantId) ?? 0,
    purchaseNumber: row.purchaseNumber,
    amount: row.amount,
    currency: programme.currency,
    rule: rule ? shownRule(rule, programme, merchant) : null,
    reason: pointsEarned(rule, BigInt(row.amount)).reason,
    lapsesAt: lapsesAt(programme, row.epoch).toISOString(),
    orderEntryId: row.orderEntryId,
    entryId: row.entryId,
    transactionHash: `0x${row.transactionHash.toString('hex')}`,
    blockNumber: row.blockNumber,
  }
}

const page = (after: boolean): string => `
  select ${columns} from customer_records($2) as record cross join lateral (
  select * from points_movement
   where organisation_id = $1 and customer_id = record
     ${after ? 'and (occurred_at, id) < ($3::timestamptz, $4::uuid)' : 'and $3::timestamptz is null and $4::uuid is null'}
   order by occurred_at desc, id desc limit $5) as movement
   order by occurred_at desc, id desc limit $5`

const firstPage = { name: 'loyalty-movements', text: page(false) }
const nextPage = { name: 'loyalty-movements-after', text: page(true) }

/**
 * Points of a customer line by line, newest purchase first, as the contract computed them.
 * @throws HTTP_CURSOR_INVALID
 */
export const movementsOf = async (
  tx: Tx,
  customerId: string,
  query: { readonly cursor?: string | undefined; readonly limit: number },
  context: MovementContext,
): Promise<{ items: PointsMovement[]; nextCursor: string | null }> => {
  const after = decodeCursor(cursorSchema, query.cursor)
  const [time, id] = after ?? [null, null]
  const rows = await tx.rows<Row>({
    ...(after ? nextPage : firstPage),
    values: [tx.organisationId, customerId, time, id, query.limit + 1],
  })
  return pageOf(
    rows,
    query.limit,
    (row) => [row.occurredAt.toISOString(), row.id],
    (row) => shownMovement(row, context),
  )
}
