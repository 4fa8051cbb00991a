import { orderRoutes } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { route } from '../../platform/http/route.ts'
import { read } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import type { OrderPoints, OrdersNeeds } from './needs.ts'
import { merchantsOf, orderById, ordersOf, type StoredOrder } from './read.ts'

const withPoints = <Order extends StoredOrder>(order: Order, points: ReadonlyMap<string, OrderPoints>) => {
  const earned = points.get(order.id)
  return { ...order, points: earned?.points ?? null, ruleVersion: earned?.ruleVersion ?? null }
}

/** Orders as the API shows them, with the points they earned. */
export const createOrderViews = ({ pointsOfOrders }: Pick<OrdersNeeds, 'pointsOfOrders'>) => ({
  ordersOf: async (tx: Tx, customerId: string, page: Parameters<typeof ordersOf>[2]) => {
    const { items, nextCursor } = await ordersOf(tx, customerId, page)
    const points = await pointsOfOrders(
      tx,
      items.map(({ id }) => id),
    )
    return { items: items.map((order) => withPoints(order, points)), nextCursor }
  },
  orderById: async (tx: Tx, id: string, customerId?: string) => {
    const order = await orderById(tx, id, customerId)
    return withPoints(order, await pointsOfOrders(tx, [id]))
  },
})
export type OrderViews = ReturnType<typeof createOrderViews>

/** The routes of packages/api/src/orders.ts. */
export const registerOrderRoutes = (app: App, needs: OrdersNeeds, views: OrderViews): void => {
  route(app, orderRoutes.ofCustomer, async ({ params, query, request }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return views.ordersOf(tx, params.id, query)
    }),
  )
  route(app, orderRoutes.get, async ({ params, request }) =>
    read(request, async (tx) => {
      const { lines, ...order } = await views.orderById(tx, params.id)
      return { ...order, lines: [...lines] }
    }),
  )
  route(app, orderRoutes.merchants, async ({ request }) =>
    read(request, async (tx) => {
      const [merchants, members] = [await merchantsOf(tx), await needs.ledgerMembers(tx)]
      return {
        items: merchants.map(({ id, name, nameZh }) => ({ id, name, nameZh, ledgerMember: members.get(id) ?? null })),
      }
    }),
  )
}
