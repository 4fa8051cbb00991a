import { fieldRoutes, type FieldObject } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../platform/db/index.ts'
import { actorOf, staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { archiveField, changeField, createField, orderFields, removeField } from './definitions/change.ts'
import { allFields, livingFields, shownField, visibleTo } from './definitions/definition.ts'
import { useOf } from './definitions/use.ts'
import { describeFields } from './describe.ts'
import { fieldErrors } from './errors.ts'
import { anybody, type Authorship, type FieldsNeeds, type Viewer } from './needs.ts'
import { historyOf, revealSecret } from './values/history.ts'
import { customOf } from './values/read.ts'
import { setValues } from './values/set.ts'

/** Staff work with their own fields to fulfil the contract with customers. */
const purpose = 'service-contract'
const authorship = (request: FastifyRequest): Authorship => ({ actor: actorOf(request), purpose })
const viewerOf = (request: FastifyRequest): Viewer => ({ role: staffOf(request).role })

/** Of a customer who was merged, who stands for them. @throws FIELD_RECORD_NOT_FOUND */
const standing = async (tx: Tx, needs: FieldsNeeds, object: FieldObject, id: string): Promise<string> => {
  if (object === 'customer') {
    const row = await tx.maybe<{ id: string }>({
      name: 'custom-head',
      text: 'select coalesce(merged_into, id) as id from customer where organisation_id = $1 and id = $2',
      values: [tx.organisationId, id],
    })
    if (row !== undefined) return row.id
  } else if ((await needs.names(tx, object, [id])).has(id)) return id
  throw fieldErrors.FIELD_RECORD_NOT_FOUND(`there is no ${object} ${id}`)
}

/** Whoever defines fields sees all of them; what they hold is another matter. */
const registerDefinitions = (app: App, needs: FieldsNeeds): void => {
  const defined = async (tx: Tx, object: FieldObject) => ({
    items: (await allFields(tx, object)).map((field) => shownField(field, anybody)),
  })
  route(app, fieldRoutes.list, async ({ params, request }) =>
    read(request, async (tx) => {
      const viewer = viewerOf(request)
      const fields = visibleTo(await livingFields(tx, params.object), viewer)
      return { items: fields.map((field) => shownField(field, viewer)) }
    }),
  )
  route(app, fieldRoutes.defined, async ({ params, request }) =>
    read(request, async (tx) => defined(tx, params.object)),
  )
  route(app, fieldRoutes.schema, async ({ params, request }) =>
    read(request, async (tx) => describeFields(visibleTo(await livingFields(tx, params.object), viewerOf(request)))),
  )
  route(app, fieldRoutes.create, async ({ params, body, request }) =>
    write(request, async (tx) =>
      shownField(await createField(tx, needs, params.object, body, authorship(request)), anybody),
    ),
  )
  route(app, fieldRoutes.change, async ({ params, body, request }) =>
    write(request, async (tx) => shownField(await changeField(tx, needs, params, body, authorship(request)), anybody)),
  )
  route(app, fieldRoutes.archive, async ({ params, body, request }) =>
    write(request, async (tx) =>
      shownField(await archiveField(tx, needs, params, body.archived, authorship(request)), anybody),
    ),
  )
  route(app, fieldRoutes.order, async ({ params, body, request }) =>
    write(request, async (tx) => {
      await orderFields(tx, needs, params.object, body.ids, authorship(request))
      return defined(tx, params.object)
    }),
  )
  route(app, fieldRoutes.remove, async ({ params, request }) =>
    write(request, async (tx) => {
      await removeField(tx, needs, params, authorship(request))
      return { done: true as const }
    }),
  )
  route(app, fieldRoutes.use, async ({ params, request }) =>
    read(request, async (tx) => {
      if (!(await allFields(tx, params.object)).some(({ id }) => id === params.id)) {
        throw fieldErrors.FIELD_NOT_FOUND(`there is no field ${params.id} of ${params.object}`)
      }
      return useOf(tx, params.id)
    }),
  )
}

/** The routes of packages/api/src/custom-fields.ts. */
export const registerFieldRoutes = (app: App, needs: FieldsNeeds): void => {
  registerDefinitions(app, needs)
  route(app, fieldRoutes.values, async ({ params: { object, id }, request }) =>
    read(request, async (tx) => customOf(tx, needs, object, await standing(tx, needs, object, id), viewerOf(request))),
  )
  route(app, fieldRoutes.setValues, async ({ params: { object, id }, body, request }) =>
    write(request, async (tx) => {
      const viewer = viewerOf(request)
      const change = { id, version: body.version, values: body.values }
      const set = (await setValues(tx, needs, object, [change], viewer, authorship(request))).get(id)
      if (set?.outcome !== 'changed' || set.entryId === null) {
        throw fieldErrors.FIELD_NOTHING_CHANGED('every field has the value that was sent')
      }
      return { ...(await customOf(tx, needs, object, id, viewer)), entryId: set.entryId }
    }),
  )
  route(app, fieldRoutes.history, async ({ params: { object, id }, request }) =>
    read(request, async (tx) => {
      const head = await standing(tx, needs, object, id)
      return { items: await historyOf(tx, needs, object, head, viewerOf(request)) }
    }),
  )
  route(app, fieldRoutes.reveal, async ({ params: { object, id }, body, request }) =>
    write(request, async (tx) => {
      const of = { id: await standing(tx, needs, object, id), key: body.key }
      return revealSecret(tx, needs, object, of, viewerOf(request), authorship(request))
    }),
  )
}
