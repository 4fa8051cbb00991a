import { customerViewRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { requireRight, staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import { changeView, createView, removeView, setDefaultView, viewsOf, type Viewer } from './views.ts'

const viewerOf = (request: FastifyRequest): Viewer => {
  const { userId, rights } = staffOf(request)
  return { staffId: userId, mayManage: rights.has('list.manage') }
}

/** What is for everybody needs the right to manage lists. @throws HTTP_FORBIDDEN */
const mayShare = (request: FastifyRequest, { shared }: { readonly shared: boolean }): void => {
  if (shared) requireRight(staffOf(request), 'list.manage')
}

const done = { done: true } as const

/** The routes of saved views in packages/api/src/customer-lists.ts. */
export const registerViewRoutes = (app: App): void => {
  route(app, customerViewRoutes.list, async ({ request }) =>
    read(request, async (tx) => viewsOf(tx, viewerOf(request))),
  )
  route(app, customerViewRoutes.create, async ({ request, body }) => {
    mayShare(request, body)
    return write(request, async (tx) => createView(tx, viewerOf(request), body))
  })
  route(app, customerViewRoutes.change, async ({ request, params, body }) => {
    mayShare(request, body)
    return write(request, async (tx) => changeView(tx, viewerOf(request), params.id, body))
  })
  route(app, customerViewRoutes.remove, async ({ request, params }) => {
    await write(request, async (tx) => removeView(tx, viewerOf(request), params.id))
    return done
  })
  route(app, customerViewRoutes.setDefault, async ({ request, body }) => {
    await write(request, async (tx) => setDefaultView(tx, viewerOf(request), body.viewId))
    return done
  })
}
