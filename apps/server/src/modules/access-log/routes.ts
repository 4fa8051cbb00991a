import { accessLogRoutes } from '@candor/api'
import { customerOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import type { AccessLogNeeds } from './needs.ts'
import { looksAt } from './read.ts'

/** The routes of packages/api/src/access-log.ts. */
export const registerAccessLogRoutes = (app: App, needs: AccessLogNeeds): void => {
  route(app, accessLogRoutes.ofCustomer, async ({ request, params, query }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return looksAt(tx, needs, params.id, query)
    }),
  )
  route(app, accessLogRoutes.own, async ({ request, query }) =>
    read(request, async (tx) => looksAt(tx, needs, customerOf(request).customerId, query)),
  )
}
