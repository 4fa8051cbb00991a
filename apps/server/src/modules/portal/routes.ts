import { portalPaths, portalRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../platform/db/index.ts'
import { customerOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read } from '../../platform/http/write.ts'
import { isUuid } from '../../platform/ids.ts'
import type { App } from '../../platform/platform.ts'
import { portalErrors } from './errors.ts'
import type { PortalNeeds } from './needs.ts'
import { ownTimeline } from './timeline.ts'

/** Reads as the customer who calls: in their organisation, with their id, which comes from the session alone. */
const readOwn = async <Answer>(
  request: FastifyRequest,
  run: (tx: Tx, customerId: string) => Promise<Answer>,
): Promise<Answer> => {
  const { customerId } = customerOf(request)
  return read(request, async (tx) => run(tx, customerId))
}

const organisationName = async (tx: Tx): Promise<{ id: string; name: string; nameZh: string }> =>
  tx.one({
    name: 'portal-organisation',
    text: 'select id, name, name_zh as "nameZh" from organisation where id = $1',
    values: [tx.organisationId],
  })

const jsonRoutes = (app: App, needs: PortalNeeds): void => {
  route(app, portalRoutes.welcome, async () => ({ demo: await needs.demo(), mailbox: needs.mailbox }))
  route(app, portalRoutes.me, async ({ request }) =>
    readOwn(request, async (tx, customerId) => {
      const [organisation, merchants, customer, takesRequests] = await Promise.all([
        organisationName(tx),
        needs.merchantsOf(tx),
        needs.customerOf(tx, customerId),
        needs.takesRequests(tx),
      ])
      return {
        customerId,
        organisation,
        merchants: merchants.map(({ id, name, nameZh }) => ({ id, name, nameZh })),
        reference: customer.reference,
        profile: customer.profile,
        since: customer.createdAt.toISOString(),
        takesRequests,
      }
    }),
  )
  route(app, portalRoutes.timeline, async ({ request, query }) =>
    readOwn(request, async (tx, customerId) => ownTimeline(tx, needs, customerId, query)),
  )
  route(app, portalRoutes.orders, async ({ request, query }) =>
    readOwn(request, async (tx, customerId) => needs.ordersOf(tx, customerId, query)),
  )
  route(app, portalRoutes.order, async ({ request, params }) =>
    readOwn(request, async (tx, customerId) => {
      const order = await needs.orderOf(tx, params.id, customerId)
      return { ...order, lines: [...order.lines] }
    }),
  )
  route(app, portalRoutes.points, async ({ request }) => {
    const ask = await readOwn(request, async (tx, customerId) => needs.pointsOf(tx, customerId))
    return ask()
  })
  route(app, portalRoutes.movements, async ({ request, query }) =>
    readOwn(request, async (tx, customerId) => needs.movementsOf(tx, customerId, query)),
  )
}

/** An entry of somebody else is answered like one that does not exist, so that nobody learns which ids are in use. */
const ownReceipt = async (tx: Tx, needs: PortalNeeds, entryId: string, customerId: string): Promise<string> => {
  const absent = portalErrors.PORTAL_ENTRY_NOT_FOUND('your record has no such entry')
  if (!isUuid(entryId)) throw absent
  const may = await needs.maySee(tx, entryId, customerId).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'JOURNAL_ENTRY_NOT_FOUND') throw absent
    throw error
  })
  if (!may) throw absent
  return needs.receiptOf(tx, entryId, true)
}

const receiptRoute = (app: App, needs: PortalNeeds): void => {
  app.get<{ Params: { id: string } }>(
    portalPaths.receipt(':id'),
    { config: { access: 'customer' }, schema: { hide: true } },
    async (request, reply) => {
      const { id } = request.params
      const receipt = await readOwn(request, async (tx, customerId) => ownReceipt(tx, needs, id, customerId))
      return reply
        .type('text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="${id}.tlog-proof"`)
        .header('cache-control', 'no-store')
        .send(receipt)
    },
  )
}

/** The routes of packages/api/src/portal.ts. */
export const registerPortalRoutes = (app: App, needs: PortalNeeds): void => {
  jsonRoutes(app, needs)
  receiptRoute(app, needs)
}
