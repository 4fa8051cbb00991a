import { customerMarkRoutes } from '@candor/api'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import { authorship } from '../authorship.ts'
import { customerErrors } from '../errors.ts'
import type { CustomersNeeds } from '../needs.ts'
import { changeCare, outsideBin } from './change.ts'
import { markCounts } from './counts.ts'
import { careShown, markNames } from './names.ts'
import { requireOwner } from './owners.ts'
import { allTags, changeTag, createTag, holdTags, removeTag } from './tags.ts'

/** The routes of packages/api/src/customer-marks.ts. */
export const registerCareRoutes = (app: App, needs: CustomersNeeds): void => {
  route(app, customerMarkRoutes.tags, async ({ request }) =>
    read(request, async (tx) => {
      const [tags, counts] = await Promise.all([allTags(tx), markCounts(tx)])
      return { items: tags.map(({ id, name, colour }) => ({ id, name, colour, customers: counts.get(id) ?? 0 })) }
    }),
  )
  route(app, customerMarkRoutes.createTag, async ({ request, body }) =>
    write(request, async (tx) => createTag(tx, needs, body, authorship(request))),
  )
  route(app, customerMarkRoutes.changeTag, async ({ request, params, body }) =>
    write(request, async (tx) => changeTag(tx, needs, params.id, body, authorship(request))),
  )
  route(app, customerMarkRoutes.removeTag, async ({ request, params }) =>
    write(request, async (tx) => {
      await removeTag(tx, needs, params.id, authorship(request))
      return { done: true as const }
    }),
  )
  route(app, customerMarkRoutes.owners, async ({ request }) =>
    read(request, async (tx) => {
      const [colleagues, counts] = await Promise.all([needs.colleagues(tx), markCounts(tx)])
      const active = colleagues.filter(({ active: works }) => works)
      return { items: active.map(({ id, name }) => ({ id, name, customers: counts.get(id) ?? 0 })) }
    }),
  )

  route(app, customerMarkRoutes.change, async ({ request, params: { id }, body: { ownerId, ...tags } }) =>
    write(request, async (tx) => {
      await requireOwner(tx, needs, ownerId)
      await holdTags(tx, tags.addTags ?? [])
      const names = await markNames(tx, needs)
      const by = authorship(request)
      // The owner and the tags are two things that happened, so they are two entries.
      if (ownerId !== undefined) await changeCare(tx, needs, [id], outsideBin({ ownerId }), names, by)
      const outcome = (await changeCare(tx, needs, [id], outsideBin(tags), names, by)).get(id)
      if (outcome === undefined || outcome.outcome === 'missing') {
        throw customerErrors.CUSTOMER_NOT_FOUND(`there is no customer ${id}`)
      }
      if (outcome.outcome === 'skipped') throw customerErrors.CUSTOMER_IN_BIN(`the customer ${id} is in the bin`)
      const now = outcome.outcome === 'changed' ? outcome.after : outcome.before
      const [shown] = await careShown(tx, needs, [now])
      return shown!
    }),
  )
}
