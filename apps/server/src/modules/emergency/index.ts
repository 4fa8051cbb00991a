import { emergencyRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import type { EmergencyNeeds } from './needs.ts'
import { closeOpening, listOpenings, openInEmergency, openNow } from './openings.ts'

export { emergencyAuditor } from './audit.ts'
export { eraseOpenings } from './erase.ts'
export type { EmergencyNeeds } from './needs.ts'
export { openNow } from './openings.ts'

const by = (request: FastifyRequest) => ({ staffId: staffOf(request).userId, actor: actorOf(request) })

/** Puts the routes of packages/api/src/emergency.ts on the server. */
export const registerEmergency = (app: App, needs: EmergencyNeeds): void => {
  route(app, emergencyRoutes.open, async ({ body, request }) =>
    write(request, async (tx) => openInEmergency(tx, needs, body, by(request))),
  )
  route(app, emergencyRoutes.own, async ({ request }) =>
    read(request, async (tx) => ({
      items: (await openNow(tx, staffOf(request).userId)).map(({ id, customerId, endsAt }) => ({
        id,
        customerId,
        endsAt: endsAt.toISOString(),
      })),
    })),
  )
  route(app, emergencyRoutes.close, async ({ params, request }) =>
    write(request, async (tx) => closeOpening(tx, needs, params.id, by(request))),
  )
  route(app, emergencyRoutes.list, async ({ query, request }) =>
    read(request, async (tx) => listOpenings(tx, needs, query)),
  )
}
