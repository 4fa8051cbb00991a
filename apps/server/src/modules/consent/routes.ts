import { consentPaths, consentRoutes, portalConsentRoutes } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { actorOf, customerOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { accountOf } from './account.ts'
import { ensureCatalogue } from './catalogue/defaults.ts'
import { addPurpose, noticesOf, publishNotice, purposesOf, retirePurpose } from './catalogue/notices.ts'
import { addTerm, termsOf } from './catalogue/terms.ts'
import { decide } from './decide.ts'
import { consentErrors } from './errors.ts'
import { mayUse } from './may-use.ts'
import type { ConsentNeeds } from './needs.ts'
import { recordOf } from './record.ts'
import { standingsOf } from './standing.ts'

const catalogueOf = async (tx: Tx) => {
  const [terms, purposes, notices] = await Promise.all([termsOf(tx), purposesOf(tx), noticesOf(tx)])
  return {
    terms,
    purposes: purposes.map(({ id, slug, dpv, retired }) => ({
      id,
      slug,
      dpv,
      retired,
      notices: notices.get(id) ?? [],
    })),
  }
}

const catalogueRoutes = (app: App, needs: ConsentNeeds): void => {
  route(app, consentRoutes.catalogue, async ({ request }) => read(request, catalogueOf))
  route(app, consentRoutes.setUp, async ({ request }) =>
    write(request, async (tx) => {
      const purposes = await ensureCatalogue(tx, needs, actorOf(request))
      if (purposes > 0) return { purposes }
      throw consentErrors.CONSENT_CATALOGUE_EXISTS('the organisation has purposes already')
    }),
  )
  route(app, consentRoutes.addTerm, async ({ request, body }) =>
    write(request, async (tx) => addTerm(tx, needs, body, actorOf(request))),
  )
  route(app, consentRoutes.addPurpose, async ({ request, body }) =>
    write(request, async (tx) => addPurpose(tx, needs, body, actorOf(request))),
  )
  route(app, consentRoutes.publishNotice, async ({ request, params, body }) =>
    write(request, async (tx) => publishNotice(tx, needs, params.id, body, actorOf(request))),
  )
  route(app, consentRoutes.retire, async ({ request, params, body }) =>
    write(request, async (tx) => retirePurpose(tx, needs, params.id, body.retired, actorOf(request))),
  )
}

const staffRoutes = (app: App, needs: ConsentNeeds): void => {
  route(app, consentRoutes.ofCustomer, async ({ request, params }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return { items: await standingsOf(tx, params.id) }
    }),
  )
  route(app, consentRoutes.mayUse, async ({ request, params, query: { at, ...use } }) =>
    read(request, async (tx) => {
      await needs.requireCustomer(tx, params.id)
      return mayUse(tx, { customerId: params.id, ...use, at: at === undefined ? undefined : new Date(at) })
    }),
  )
}

/** What a customer is asked for, with what they decided; of a retired purpose only what still stands granted. */
const choicesOf = async (tx: Tx, customerId: string) => {
  const [{ purposes, terms }, standings, account] = await Promise.all([
    catalogueOf(tx),
    standingsOf(tx, customerId),
    accountOf(tx, customerId),
  ])
  const items = purposes.flatMap(({ notices: [notice], ...purpose }) => {
    if (notice === undefined) return []
    const own = standings.filter(({ purposeId }) => purposeId === purpose.id)
    // A recipient that a newer notice no longer names can still be withdrawn from.
    const known = own.map(({ recipientId }) => recipientId)
    const offered = purpose.retired ? [] : notice.recipients.map(({ id }) => id)
    const left = known.filter((id) => own.some((one) => one.recipientId === id && one.state === 'granted'))
    const recipients = [...new Set([...offered, ...left])]
    const standingOf = (id: string) => own.find(({ recipientId }) => recipientId === id) ?? null
    const choices = recipients.flatMap((id) => {
      const recipient = notice.recipients.find((term) => term.id === id) ?? terms.find((term) => term.id === id)
      return recipient ? { recipient, standing: standingOf(id) } : []
    })
    return choices.length === 0 ? [] : [{ purpose, notice, choices }]
  })
  return { items, account: account ?? null }
}

const portalRoutes = (app: App, needs: ConsentNeeds): void => {
  route(app, portalConsentRoutes.list, async ({ request }) => {
    const { customerId } = customerOf(request)
    return read(request, async (tx) => choicesOf(tx, customerId))
  })
  route(app, portalConsentRoutes.decide, async ({ request, body }) => {
    const { customerId } = customerOf(request)
    return write(request, async (tx) => {
      const { entryId } = await decide(tx, needs, customerId, body, Date.now())
      const standing = (await standingsOf(tx, customerId)).find((one) => one.entryId === entryId)
      if (standing === undefined) throw new Error('a decision that was just made is not the newest')
      return { standing }
    })
  })
  app.get<{ Params: { id: string } }>(
    consentPaths.record(':id'),
    { config: { access: 'customer' }, schema: { hide: true } },
    async (request, reply) => {
      const { customerId } = customerOf(request)
      const { id } = request.params
      const record = await read(request, async (tx) => recordOf(tx, needs, customerId, id))
      return reply
        .type('application/ld+json; charset=utf-8')
        .header('content-disposition', `attachment; filename="consent-${id}.jsonld"`)
        .header('cache-control', 'no-store')
        .send(`${JSON.stringify(record, null, 2)}\n`)
    },
  )
}

/** The routes of packages/api/src/consent.ts. */
export const registerConsentRoutes = (app: App, needs: ConsentNeeds): void => {
  catalogueRoutes(app, needs)
  staffRoutes(app, needs)
  portalRoutes(app, needs)
}
