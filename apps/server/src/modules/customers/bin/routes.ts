import { customerBinRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import { authorship } from '../authorship.ts'
import { changeCare } from '../care/change.ts'
import { markNames } from '../care/names.ts'
import { customerErrors } from '../errors.ts'
import type { CustomersNeeds } from '../needs.ts'
import type { CustomerViews } from '../views.ts'
import { binPage } from './list.ts'

const done = { done: true } as const

/** The routes of the bin in packages/api/src/customer-lists.ts. */
export const registerBinRoutes = (app: App, needs: CustomersNeeds, views: CustomerViews): void => {
  const set = async (request: FastifyRequest, id: string, binned: boolean) =>
    write(request, async (tx) => {
      const names = await markNames(tx, needs)
      const outcome = (await changeCare(tx, needs, [id], () => ({ binned }), names, authorship(request))).get(id)
      if (outcome?.outcome === 'missing') throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${id}`)
      return done
    })
  route(app, customerBinRoutes.move, async ({ request, params }) => set(request, params.id, true))
  route(app, customerBinRoutes.restore, async ({ request, params }) => set(request, params.id, false))
  route(app, customerBinRoutes.list, async ({ request, query }) =>
    read(request, async (tx) => {
      const { items, nextCursor } = await binPage(tx, query.cursor, query.limit)
      const shown = await views.summaries(tx, items)
      return {
        items: shown.map((summary, at) => Object.assign(summary, { binnedAt: items[at]!.binnedAt.toISOString() })),
        nextCursor,
      }
    }),
  )
}
