import { eventRoutes } from '@candor/api'
import { actorOf, organisationOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { analytics, type EventsNeeds } from './needs.ts'
import { proofOf } from './proof.ts'
import { eventsOfCustomer, recentEvents } from './read.ts'
import { declareSchema, schemasOf } from './schema-registry/manage.ts'
import type { SchemaRegistry } from './schema-registry/registry.ts'
import type { KnownKeys } from './sources/known-keys.ts'
import { addSource, changeSource, makeKey, revokeKey } from './sources/manage.ts'
import { sourcesOf } from './sources/read.ts'

const isStaff = (actor: string): boolean => actor.startsWith('staff:')

/** The routes of packages/api/src/events.ts. */
export const registerEventRoutes = (
  app: App,
  needs: EventsNeeds,
  { keys, schemas }: { readonly keys: KnownKeys; readonly schemas: SchemaRegistry },
): void => {
  route(app, eventRoutes.sources, async ({ request }) => {
    const organisationId = organisationOf(request)
    const namesOf = async (actors: readonly string[]): Promise<Map<string, string>> => {
      const ids = actors.filter(isStaff).map((actor) => actor.slice('staff:'.length))
      const names = await needs.staffNames(organisationId, ids)
      return new Map([...names].map(([id, name]) => [`staff:${id}`, name]))
    }
    return read(request, async (tx) => ({
      items: await sourcesOf(tx, namesOf),
      askable: await needs.isAskable(tx, analytics),
    }))
  })
  route(app, eventRoutes.createSource, async ({ request, body }) =>
    write(request, async (tx) => addSource(tx, needs, body, actorOf(request))),
  )
  route(app, eventRoutes.updateSource, async ({ request, params, body }) => {
    await write(request, async (tx) => changeSource(tx, needs, params.id, body, actorOf(request)))
    keys.forget()
    return { id: params.id }
  })
  route(app, eventRoutes.createKey, async ({ request, params }) =>
    write(request, async (tx) => makeKey(tx, needs, params.id, actorOf(request))),
  )
  route(app, eventRoutes.revokeKey, async ({ request, params }) => {
    await write(request, async (tx) => revokeKey(tx, needs, params.id, actorOf(request)))
    keys.forget()
    return { done: true as const }
  })
  route(app, eventRoutes.recent, async ({ request, query }) => read(request, async (tx) => recentEvents(tx, query)))
  route(app, eventRoutes.schemas, async ({ request, query }) => read(request, async (tx) => schemasOf(tx, query)))
  route(app, eventRoutes.declare, async ({ request, body }) => {
    const changed = await write(request, async (tx) => declareSchema(tx, needs, body, actorOf(request)))
    schemas.forget(organisationOf(request))
    return changed
  })
  route(app, eventRoutes.ofCustomer, async ({ request, params, query }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return eventsOfCustomer(tx, params.id, query)
    }),
  )
  route(app, eventRoutes.proof, async ({ request, params }) => read(request, async (tx) => proofOf(tx, params.id)))
}
