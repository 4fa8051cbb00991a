import { webhookRoutes } from '@candor/api'
import { actorOf, organisationOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import { checkAddress, checkName } from '../../platform/outgoing/guard.ts'
import type { App } from '../../platform/platform.ts'
import type { Couriers } from './couriers.ts'
import { endpointsById, lockEndpoint } from './endpoint.ts'
import { webhookErrors } from './errors.ts'
import { changeEndpoint, createEndpoint, rotateKeys, stepEndpoint } from './manage.ts'
import type { WebhooksNeeds } from './needs.ts'
import { replay, sendTest } from './outbox.ts'
import { shownDeliveries, shownEndpoints } from './shown.ts'

/** What the routes need besides. */
export type RouteParts = {
  readonly needs: WebhooksNeeds
  readonly couriers: Couriers
  readonly allowPrivate: boolean
}

/** Puts the routes of packages/api/src/webhooks.ts on the server. */
export const registerWebhookRoutes = (app: App, { needs, couriers, allowPrivate }: RouteParts): void => {
  const checkUrl = async (url: string | undefined): Promise<void> => {
    if (url !== undefined) await checkName(checkAddress(url, { allowPrivate }), { allowPrivate })
  }

  route(app, webhookRoutes.list, async ({ request }) => ({ items: await read(request, shownEndpoints) }))

  route(app, webhookRoutes.create, async ({ body, request }) => {
    await checkUrl(body.url)
    return write(request, async (tx) => createEndpoint(tx, needs, body, actorOf(request)))
  })

  route(app, webhookRoutes.update, async ({ params: { id }, body: { version, changes }, request }) => {
    await checkUrl(changes.url)
    return write(request, async (tx) => {
      tx.afterCommit(() => couriers.changed(organisationOf(request), id))
      return changeEndpoint(tx, needs, { id, version }, changes, actorOf(request))
    })
  })

  const steps = { pause: 'pause', remove: 'remove', restore: 'restore' } as const
  for (const name of ['pause', 'remove', 'restore'] as const) {
    route(app, webhookRoutes[name], async ({ params: { id }, body: { version }, request }) =>
      write(request, async (tx) => {
        tx.afterCommit(() => couriers.changed(organisationOf(request), id))
        return stepEndpoint(tx, needs, { id, version, step: steps[name] }, actorOf(request))
      }),
    )
  }

  route(app, webhookRoutes.resume, async ({ params: { id }, body: { version, from }, request }) =>
    write(request, async (tx) => {
      tx.afterCommit(() => couriers.changed(organisationOf(request), id))
      const step = from === 'now' ? 'skip' : 'resume'
      return stepEndpoint(tx, needs, { id, version, step }, actorOf(request))
    }),
  )

  route(app, webhookRoutes.rotate, async ({ params: { id }, body, request }) =>
    write(request, async (tx) => {
      tx.afterCommit(() => couriers.changed(organisationOf(request), id))
      return rotateKeys(tx, needs, { id, ...body }, actorOf(request))
    }),
  )

  route(app, webhookRoutes.test, async ({ params: { id }, request }) =>
    write(request, async (tx) => {
      await lockEndpoint(tx, id)
      tx.afterCommit(() => couriers.changed(organisationOf(request), id))
      return { entryId: await sendTest(tx, id) }
    }),
  )

  route(app, webhookRoutes.deliveries, async ({ params: { id }, query, request }) =>
    read(request, async (tx) => {
      // Of a removed endpoint too: whoever looks at its messages while it is removed goes on seeing them.
      if (!(await endpointsById(tx, [id])).has(id)) throw webhookErrors.WEBHOOK_NOT_FOUND(`there is no endpoint ${id}`)
      return shownDeliveries(tx, id, query)
    }),
  )

  route(app, webhookRoutes.replay, async ({ params: { id }, body: { what, since }, request }) =>
    write(request, async (tx) => {
      await lockEndpoint(tx, id)
      tx.afterCommit(() => couriers.changed(organisationOf(request), id))
      return { count: await replay(tx, { endpointId: id, what, since }) }
    }),
  )

  route(app, webhookRoutes.replayOne, async ({ params: { id, entryId }, request }) =>
    write(request, async (tx) => {
      await lockEndpoint(tx, id)
      tx.afterCommit(() => couriers.changed(organisationOf(request), id))
      const count = await replay(tx, { endpointId: id, what: 'all', entryId })
      if (count === 0) throw webhookErrors.WEBHOOK_DELIVERY_NOT_FOUND(`no message of the entry ${entryId} has ended`)
      return { done: true as const }
    }),
  )
}
