import { customerRoutes, kindsBeyond, mentionsIn } from '@candor/api'
import { organisationOf, requireRight, staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { append, read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { authorship } from './authorship.ts'
import { createCustomers } from './create.ts'
import { customerErrors } from './errors.ts'
import { requireCustomer } from './find.ts'
import type { CustomersNeeds, TimelineEntry } from './needs.ts'
import { addNote, addNoteWithMentions } from './notes.ts'
import { onlookerOf } from './list/onlooker.ts'
import { updateCustomer } from './update.ts'
import type { CustomerViews } from './views.ts'

const staffIdsOf = (entries: readonly TimelineEntry[]): string[] => [
  ...new Set(
    entries.filter(({ actor }) => /^(?:staff|key):/.test(actor)).map(({ actor }) => actor.replace('staff:', '')),
  ),
]

/** The routes of packages/api/src/customers.ts. */
export const registerCustomerRoutes = (app: App, needs: CustomersNeeds, views: CustomerViews): void => {
  route(app, customerRoutes.list, async ({ query, request }) => {
    const { custom, ...asked } = query
    const own = custom === undefined ? undefined : { keys: custom.split(','), role: staffOf(request).role }
    return read(request, async (tx) =>
      views.list(tx, { ...asked, onlooker: await onlookerOf(tx, needs, request, query) }, own),
    )
  })
  route(app, customerRoutes.overview, async ({ request }) => read(request, views.overview))
  route(app, customerRoutes.get, async ({ params, request }) =>
    read(request, async (tx) => views.detail(tx, params.id)),
  )

  route(app, customerRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => {
      const customer = { reference: body.reference ?? null, profile: body.profile }
      const [created] = await createCustomers(tx, needs, [customer], authorship(request))
      if (created === undefined) {
        throw customerErrors.CUSTOMER_REFERENCE_TAKEN('there is a customer with this reference already', {
          errors: [{ path: '/body/reference', message: 'is in use' }],
        })
      }
      const values = { id: created.id, values: body.custom ?? {} }
      await needs.fields.fillNew(tx, values, staffOf(request).role, authorship(request))
      return { id: created.id, version: 1, entryId: created.entryId }
    }),
  )

  route(app, customerRoutes.update, async ({ params, body, request }) => {
    // It answers with what is stored, also to whoever comes too late.
    requireRight(staffOf(request), 'customer.read')
    return write(request, async (tx) => updateCustomer(tx, needs, { id: params.id, ...body }, authorship(request)))
  })

  route(app, customerRoutes.addNote, async ({ params, body, request }) => {
    const note = { customerId: params.id, ...body }
    const by = authorship(request)
    // A note by itself only adds rows of its own; telling people reads what they wish to be told.
    return mentionsIn(body.text).length === 0
      ? append(request, async (tx) => addNote(tx, needs, note, by))
      : write(request, async (tx) => addNoteWithMentions(tx, needs, note, by))
  })

  route(app, customerRoutes.timeline, async ({ params, query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => {
      await requireCustomer(tx, params.id)
      return needs.timelineOf(tx, params.id, {
        ...query,
        kinds: query.kinds?.split(','),
        without: kindsBeyond(staffOf(request).rights),
      })
    })
    const names = await needs.staffNames(organisationOf(request), staffIdsOf(items))
    return {
      items: items.map(({ id, kind, actor, purpose, recordedAt, occurredAt, body, state, leafIndex }) => ({
        id,
        kind,
        actor,
        actorName: names.get(actor.replace('staff:', '')) ?? null,
        purpose,
        recordedAt,
        occurredAt,
        body,
        state,
        leafIndex,
      })),
      nextCursor,
    }
  })
}
