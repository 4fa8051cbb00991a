import { customerPageRoutes, type JournalEntry, type TimelineItem } from '@candor/api'
import { organisationOf, staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import { authorship } from '../authorship.ts'
import { requireCustomer } from '../find.ts'
import type { CustomersNeeds } from '../needs.ts'
import { pinEntry, pinnedEntries, unpinEntry } from './pins.ts'
import { Viewers } from '../../../platform/viewers.ts'

const staffPrefix = 'staff:'

const itemOf = (found: JournalEntry, names: ReadonlyMap<string, string>): TimelineItem => {
  const { id, kind, actor, purpose, recordedAt } = found.entry
  return {
    id,
    kind,
    actor,
    actorName: names.get(actor.replace(staffPrefix, '')) ?? null,
    purpose,
    recordedAt,
    occurredAt: found.occurredAt,
    body: found.body,
    state: found.state,
    leafIndex: found.leafIndex,
  }
}

const registerPins = (app: App, needs: CustomersNeeds): void => {
  route(app, customerPageRoutes.pins, async ({ params, request }) => {
    const entries = await read(request, async (tx) => pinnedEntries(tx, needs, params.id))
    const ids = entries.flatMap(({ entry: { actor } }) =>
      actor.startsWith(staffPrefix) ? [actor.slice(staffPrefix.length)] : [],
    )
    const names = await needs.staffNames(organisationOf(request), [...new Set(ids)])
    return { items: entries.map((entry) => itemOf(entry, names)) }
  })
  route(app, customerPageRoutes.pin, async ({ params: { id, entryId }, request }) =>
    write(request, async (tx) => pinEntry(tx, needs, { customerId: id, entryId }, authorship(request))),
  )
  route(app, customerPageRoutes.unpin, async ({ params: { id, entryId }, request }) =>
    write(request, async (tx) => unpinEntry(tx, needs, { customerId: id, entryId }, authorship(request))),
  )
}

/** Tells everybody who listens that somebody came to a customer's page or left it; who, they ask for. */
const registerViewers = (app: App, { events }: Pick<Platform, 'events'>, needs: CustomersNeeds): void => {
  const viewers = new Viewers()
  const tell = (organisationId: string, customerId: string): void =>
    events.publish(organisationId, { topic: 'viewing', data: { id: customerId } })
  route(app, customerPageRoutes.view, async ({ params: { id }, body, request }) => {
    await read(request, async (tx) => requireCustomer(tx, id))
    const { userId, organisationId } = staffOf(request)
    if (viewers.look(organisationId, id, userId, body.page)) tell(organisationId, id)
    const others = [...viewers.of(organisationId, id)].filter((staffId) => staffId !== userId)
    const names = others.length === 0 ? new Map<string, string>() : await needs.staffNames(organisationId, others)
    return { others: others.map((staffId) => ({ id: staffId, name: names.get(staffId) ?? '' })) }
  })
  route(app, customerPageRoutes.leave, async ({ params: { id, page }, request }) => {
    const { userId, organisationId } = staffOf(request)
    if (viewers.leave(organisationId, id, userId, page)) tell(organisationId, id)
    return { done: true as const }
  })
}

/** The routes of packages/api/src/customer-page.ts. */
export const registerPageRoutes = (app: App, platform: Platform, needs: CustomersNeeds): void => {
  registerPins(app, needs)
  registerViewers(app, platform, needs)
}
