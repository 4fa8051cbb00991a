import type { Tx } from '../../../platform/db/index.ts'
import { compareOrder, recordedOrder, type OrderEntry } from './compare.ts'
import { finding, type Finding } from './finding.ts'
import { brokenNumbers, linesByOrder, ordersById, orphanedLines, unrecordedOrders } from './read.ts'

const compare = async (tx: Tx, entries: readonly OrderEntry[]): Promise<Finding[]> => {
  const ids = entries.map((entry) => recordedOrder(entry).orderId)
  const [orders, lines] = await Promise.all([ordersById(tx, ids), linesByOrder(tx, ids)])
  return entries.flatMap((entry) => {
    const { orderId } = recordedOrder(entry)
    return compareOrder(entry, orders.get(orderId), lines.get(orderId) ?? [])
  })
}

const finish = async (tx: Tx): Promise<Finding[]> => {
  const unrecorded = (await unrecordedOrders(tx)).map(({ id, number, entryId }) =>
    finding('ORDER_UNRECORDED', 'order', `order ${number}, ${id}`, 'The journal does not speak of this order.', {
      entry: entryId,
    }),
  )
  const orphaned = (await orphanedLines(tx)).map(({ orderId, line }) =>
    finding('ORDER_LINE_CHANGED', 'order_line', `order ${orderId}, line ${line}`, 'A line belongs to no order.'),
  )
  const broken = (await brokenNumbers(tx)).map(({ id, last, count, highest }) =>
    finding(
      'ORDER_NUMBERS_BROKEN',
      'merchant',
      `merchant ${id}`,
      'The purchases of a merchant are not numbered from 1 to the last number given.',
      { lastNumberGiven: last, purchases: count, highestNumber: highest },
    ),
  )
  return [...unrecorded, ...orphaned, ...broken]
}

/** The auditor of orders: every order and line against its journal entry, value by value; then what no entry speaks of. */
export const ordersAuditor = {
  name: 'orders',
  kinds: ['order.placed', 'order.returned'],
  compare,
  finish,
}
