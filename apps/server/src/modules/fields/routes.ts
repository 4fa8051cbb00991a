import { fieldRoutes, isBuiltInObject, objectFieldRoutes, type FieldObject, type FieldRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../platform/db/index.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { archiveField, changeField, createField, orderFields, removeField } from './definitions/change.ts'
import { allFields, livingFields, shownField, visibleTo } from './definitions/definition.ts'
import { useOf } from './definitions/use.ts'
import { describeFields } from './describe.ts'
import { fieldErrors } from './errors.ts'
import { findObject, requireObject, type Doing } from './objects/object.ts'
import { namesOf } from './objects/titles.ts'
import { anybody, type FieldsNeeds, type Viewer } from './needs.ts'
import { authorship, viewerOf } from './request.ts'
import { historyOf, revealSecret } from './values/history.ts'
import { customOf } from './values/read.ts'
import { setValues } from './values/set.ts'

/** Own objects say who may do what with their records; with customers and companies whoever may call the route. */
const requireDoing = async (tx: Tx, object: FieldObject, viewer: Viewer, doing: Doing): Promise<void> => {
  if (!isBuiltInObject(object)) await requireObject(tx, object, viewer, doing)
}

/** @throws OBJECT_NOT_FOUND */
const requireThere = async (tx: Tx, object: FieldObject): Promise<void> => {
  if (isBuiltInObject(object) || (await findObject(tx, object)) !== undefined) return
  throw fieldErrors.OBJECT_NOT_FOUND(`there is no object ${object}`)
}

/** Who reads what a record holds: whoever has a customer open in an emergency reads all of it. */
const readerOf = async (request: FastifyRequest, object: FieldObject): Promise<Viewer> => {
  if (object !== 'customer') return viewerOf(request)
  request.emergency ??= (await request.server.emergencies.find(request)) ?? null
  return request.emergency === null ? viewerOf(request) : anybody
}

/** Of a customer who was merged, who stands for them. @throws FIELD_RECORD_NOT_FOUND */
const standing = async (tx: Tx, needs: FieldsNeeds, object: FieldObject, id: string): Promise<string> => {
  if (object === 'customer') {
    const row = await tx.maybe<{ id: string }>({
      name: 'custom-head',
      text: 'select coalesce(merged_into, id) as id from customer where organisation_id = $1 and id = $2',
      values: [tx.organisationId, id],
    })
    if (row !== undefined) return row.id
  } else if ((await namesOf(tx, needs, object, [id])).has(id)) return id
  throw fieldErrors.FIELD_RECORD_NOT_FOUND(`there is no ${object} ${id}`)
}

/** Whoever defines fields sees all of them; what they hold is another matter. */
const registerDefinitions = (app: App, routes: FieldRoutes, needs: FieldsNeeds): void => {
  const defined = async (tx: Tx, object: FieldObject) => ({
    items: (await allFields(tx, object)).map((field) => shownField(field, anybody)),
  })
  route(app, routes.list, async ({ params, request }) => {
    const [reader, viewer] = [await readerOf(request, params.object), viewerOf(request)]
    return read(request, async (tx) => {
      await requireDoing(tx, params.object, viewer, 'see')
      const fields = visibleTo(await livingFields(tx, params.object), reader)
      return { items: fields.map((field) => shownField(field, viewer)) }
    })
  })
  route(app, routes.defined, async ({ params, request }) =>
    read(request, async (tx) => {
      await requireThere(tx, params.object)
      return defined(tx, params.object)
    }),
  )
  route(app, routes.schema, async ({ params, request }) =>
    read(request, async (tx) => {
      const viewer = viewerOf(request)
      await requireDoing(tx, params.object, viewer, 'see')
      return describeFields(visibleTo(await livingFields(tx, params.object), viewer))
    }),
  )
  route(app, routes.create, async ({ params, body, request }) =>
    write(request, async (tx) => {
      await requireThere(tx, params.object)
      return shownField(await createField(tx, needs, params.object, body, authorship(request)), anybody)
    }),
  )
  route(app, routes.change, async ({ params, body, request }) =>
    write(request, async (tx) => shownField(await changeField(tx, needs, params, body, authorship(request)), anybody)),
  )
  route(app, routes.archive, async ({ params, body, request }) =>
    write(request, async (tx) =>
      shownField(await archiveField(tx, needs, params, body.archived, authorship(request)), anybody),
    ),
  )
  route(app, routes.order, async ({ params, body, request }) =>
    write(request, async (tx) => {
      await orderFields(tx, needs, params.object, body.ids, authorship(request))
      return defined(tx, params.object)
    }),
  )
  route(app, routes.remove, async ({ params, request }) =>
    write(request, async (tx) => {
      await removeField(tx, needs, params, authorship(request))
      return { done: true as const }
    }),
  )
  route(app, routes.use, async ({ params, request }) =>
    read(request, async (tx) => {
      if (!(await allFields(tx, params.object)).some(({ id }) => id === params.id)) {
        throw fieldErrors.FIELD_NOT_FOUND(`there is no field ${params.id} of ${params.object}`)
      }
      return useOf(tx, params.id)
    }),
  )
}

const registerValues = (app: App, routes: FieldRoutes, needs: FieldsNeeds): void => {
  route(app, routes.values, async ({ params: { object, id }, request }) => {
    const reader = await readerOf(request, object)
    return read(request, async (tx) => {
      await requireDoing(tx, object, viewerOf(request), 'see')
      return customOf(tx, needs, object, await standing(tx, needs, object, id), reader)
    })
  })
  route(app, routes.setValues, async ({ params: { object, id }, body, request }) =>
    write(request, async (tx) => {
      const viewer = viewerOf(request)
      await requireDoing(tx, object, viewer, 'edit')
      const change = { id, version: body.version, values: body.values }
      const set = (await setValues(tx, needs, object, [change], viewer, authorship(request))).get(id)
      if (set?.outcome !== 'changed' || set.entryId === null) {
        throw fieldErrors.FIELD_NOTHING_CHANGED('every field has the value that was sent')
      }
      return { ...(await customOf(tx, needs, object, id, viewer)), entryId: set.entryId }
    }),
  )
  route(app, routes.history, async ({ params: { object, id }, request }) => {
    const reader = await readerOf(request, object)
    return read(request, async (tx) => {
      await requireDoing(tx, object, viewerOf(request), 'see')
      const head = await standing(tx, needs, object, id)
      return { items: await historyOf(tx, needs, object, head, reader) }
    })
  })
  route(app, routes.reveal, async ({ params: { object, id }, body, request }) =>
    write(request, async (tx) => {
      await requireDoing(tx, object, viewerOf(request), 'see')
      const of = { id: await standing(tx, needs, object, id), key: body.key }
      return revealSecret(tx, needs, object, of, viewerOf(request), authorship(request))
    }),
  )
}

/** The routes of packages/api/src/custom-fields.ts. */
export const registerFieldRoutes = (app: App, needs: FieldsNeeds): void => {
  for (const routes of [fieldRoutes, objectFieldRoutes]) {
    registerDefinitions(app, routes, needs)
    registerValues(app, routes, needs)
  }
}
