import { relationRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import type { RecordNeeds } from '../needs.ts'
import { addRelation, relationsOf, removeRelation } from './relations.ts'

const authorship = (request: FastifyRequest) => ({ actor: actorOf(request), purpose: 'service-contract' })

/** The routes of packages/api/src/customer-relations.ts. */
export const registerRelationRoutes = (app: App, needs: RecordNeeds): void => {
  route(app, relationRoutes.list, async ({ params, request }) =>
    read(request, async (tx) => ({ items: await relationsOf(tx, params.id) })),
  )
  route(app, relationRoutes.add, async ({ params, body, request }) =>
    write(request, async (tx) => addRelation(tx, needs, { id: params.id, ...body }, authorship(request))),
  )
  route(app, relationRoutes.remove, async ({ params, request }) =>
    write(request, async (tx) => removeRelation(tx, needs, params.id, authorship(request))),
  )
}
