import { objectRoutes } from '@candor/api'
import { organisationOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import { anybody, type FieldsNeeds } from '../needs.ts'
import { authorship, viewerOf } from '../request.ts'
import { archiveObject, changeObject, createObject, removeObject } from './change.ts'
import { recordsLeadingTo, searchRecords } from './incoming.ts'
import { listRecords } from './list.ts'
import { allObjects, requireObject, shownObject, visibleObjects } from './object.ts'
import { describeObjects } from './openapi.ts'
import { addRecord, binRecord, findRecord, recordDetail } from './records.ts'

const registerDefinitions = (app: App, needs: FieldsNeeds): void => {
  route(app, objectRoutes.list, async ({ request }) =>
    read(request, async (tx) => {
      const viewer = viewerOf(request)
      return { items: (await visibleObjects(tx, viewer)).map((object) => shownObject(object, viewer)) }
    }),
  )
  route(app, objectRoutes.defined, async ({ request }) =>
    read(request, async (tx) => ({ items: (await allObjects(tx)).map((object) => shownObject(object, anybody)) })),
  )
  route(app, objectRoutes.describe, async ({ request }) =>
    read(request, async (tx) => describeObjects(tx, viewerOf(request))),
  )
  route(app, objectRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => shownObject(await createObject(tx, needs, body, authorship(request)), anybody)),
  )
  route(app, objectRoutes.change, async ({ params, body, request }) =>
    write(request, async (tx) =>
      shownObject(await changeObject(tx, needs, params.object, body, authorship(request)), anybody),
    ),
  )
  route(app, objectRoutes.archive, async ({ params, body, request }) =>
    write(request, async (tx) =>
      shownObject(await archiveObject(tx, needs, params.object, body.archived, authorship(request)), anybody),
    ),
  )
  route(app, objectRoutes.remove, async ({ params, request }) =>
    write(request, async (tx) => {
      await removeObject(tx, needs, params.object, authorship(request))
      return { done: true as const }
    }),
  )
}

const prefix = 'staff:'

/** The routes of packages/api/src/own-objects.ts. */
export const registerObjectRoutes = (app: App, needs: FieldsNeeds): void => {
  registerDefinitions(app, needs)
  route(app, objectRoutes.records, async ({ params: { object }, query, request }) =>
    read(request, async (tx) => {
      const viewer = viewerOf(request)
      await requireObject(tx, object, viewer, 'see')
      const { custom = '', binned, ...asked } = query
      const keys = custom.split(',').filter((key) => key !== '')
      return listRecords(tx, needs, object, { ...asked, keys, binned: binned === 'true' }, viewer)
    }),
  )
  route(app, objectRoutes.add, async ({ params, body, request }) =>
    write(request, async (tx) => {
      const viewer = viewerOf(request)
      const object = await requireObject(tx, params.object, viewer, 'edit')
      return addRecord(tx, needs, object, body.values, viewer, authorship(request))
    }),
  )
  route(app, objectRoutes.get, async ({ params: { object, id }, request }) =>
    read(request, async (tx) => {
      const viewer = viewerOf(request)
      await requireObject(tx, object, viewer, 'see')
      return recordDetail(tx, needs, object, id, viewer)
    }),
  )
  route(app, objectRoutes.bin, async ({ params, body, request }) =>
    write(request, async (tx) => {
      const object = await requireObject(tx, params.object, viewerOf(request), 'bin')
      return binRecord(tx, needs, object, { id: params.id, binned: body.binned }, authorship(request))
    }),
  )
  route(app, objectRoutes.timeline, async ({ params: { object, id }, query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => {
      await requireObject(tx, object, viewerOf(request), 'see')
      await findRecord(tx, object, id)
      return needs.timelineOf(tx, id, { ...query, kinds: query.kinds?.split(',') })
    })
    const staff = items.flatMap(({ actor }) => (actor.startsWith(prefix) ? [actor.slice(prefix.length)] : []))
    const names = await needs.staffNames(organisationOf(request), [...new Set(staff)])
    return {
      items: items.map((item) => Object.assign(item, { actorName: names.get(item.actor.replace(prefix, '')) ?? null })),
      nextCursor,
    }
  })
  route(app, objectRoutes.search, async ({ query, request }) =>
    read(request, async (tx) => ({ items: await searchRecords(tx, needs, query, viewerOf(request)) })),
  )
  route(app, objectRoutes.incoming, async ({ params, request }) =>
    read(request, async (tx) => ({ items: await recordsLeadingTo(tx, needs, params.id, viewerOf(request)) })),
  )
}
