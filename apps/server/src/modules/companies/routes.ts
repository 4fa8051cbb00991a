import { companyRoutes, kindsBeyond } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, organisationOf, staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { moveCompany } from './bin.ts'
import { createCompanies, requireCompany, updateCompany } from './companies.ts'
import { companiesOf, contactsOf } from './contacts-list.ts'
import { addContact, changeContact, removeContact } from './contacts.ts'
import { companyDetail } from './detail.ts'
import { listCompanies } from './list.ts'
import type { CompaniesNeeds, TimelineEntry } from './needs.ts'
import { addCompanyNote } from './notes.ts'

/** Staff work with companies to fulfil the contracts with them. */
const purpose = 'service-contract'
const authorship = (request: FastifyRequest) => ({ actor: actorOf(request), purpose })

const prefix = 'staff:'
const staffIdsOf = (entries: readonly TimelineEntry[]): string[] => [
  ...new Set(entries.flatMap(({ actor }) => (actor.startsWith(prefix) ? [actor.slice(prefix.length)] : []))),
]

/** The routes of packages/api/src/companies.ts. */
export const registerCompanyRoutes = (app: App, needs: CompaniesNeeds): void => {
  route(app, companyRoutes.list, async ({ query, request }) =>
    read(request, async (tx) => listCompanies(tx, needs, { ...query, binned: query.binned === 'yes' })),
  )
  route(app, companyRoutes.get, async ({ params, request }) =>
    read(request, async (tx) => companyDetail(tx, needs, params.id)),
  )
  route(app, companyRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => {
      const [made] = await createCompanies(tx, needs, [body.profile], authorship(request))
      return made!
    }),
  )
  route(app, companyRoutes.update, async ({ params, body, request }) =>
    write(request, async (tx) => updateCompany(tx, needs, { id: params.id, ...body }, authorship(request))),
  )
  route(app, companyRoutes.bin, async ({ params, request }) =>
    write(request, async (tx) => moveCompany(tx, needs, { id: params.id, binned: true }, authorship(request))),
  )
  route(app, companyRoutes.restore, async ({ params, request }) =>
    write(request, async (tx) => moveCompany(tx, needs, { id: params.id, binned: false }, authorship(request))),
  )
  route(app, companyRoutes.addNote, async ({ params, body, request }) =>
    write(request, async (tx) => addCompanyNote(tx, needs, { companyId: params.id, ...body }, authorship(request))),
  )
  route(app, companyRoutes.contacts, async ({ params, query, request }) =>
    read(request, async (tx) => contactsOf(tx, needs, params.id, query)),
  )
  route(app, companyRoutes.addContact, async ({ params, body, request }) =>
    write(request, async (tx) => addContact(tx, needs, { companyId: params.id, ...body }, authorship(request))),
  )
  route(app, companyRoutes.changeContact, async ({ params, body, request }) =>
    write(request, async (tx) => changeContact(tx, needs, { id: params.id, ...body }, authorship(request))),
  )
  route(app, companyRoutes.removeContact, async ({ params, request }) =>
    write(request, async (tx) => removeContact(tx, needs, params.id, authorship(request))),
  )
  route(app, companyRoutes.ofCustomer, async ({ params, request }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return { items: await companiesOf(tx, needs, params.id) }
    }),
  )
  route(app, companyRoutes.timeline, async ({ params, query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => {
      await requireCompany(tx, params.id)
      return needs.timelineOf(tx, params.id, {
        ...query,
        kinds: query.kinds?.split(','),
        without: kindsBeyond(staffOf(request).rights),
      })
    })
    const names = await needs.staffNames(organisationOf(request), staffIdsOf(items))
    return {
      items: items.map((item) => ({
        id: item.id,
        kind: item.kind,
        actor: item.actor,
        actorName: names.get(item.actor.replace(prefix, '')) ?? null,
        purpose: item.purpose,
        recordedAt: item.recordedAt,
        occurredAt: item.occurredAt,
        body: item.body,
        state: item.state,
        leafIndex: item.leafIndex,
      })),
      nextCursor,
    }
  })
}
