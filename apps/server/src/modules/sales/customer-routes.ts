import { portalSalesRoutes, quoteLinkRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import type { Database, Tx } from '../../platform/db/index.ts'
import { actorOf, customerOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import { isUuid } from '../../platform/ids.ts'
import type { App } from '../../platform/platform.ts'
import { lockDocument } from './document.ts'
import { dayOf } from './draft.ts'
import { salesErrors } from './errors.ts'
import { findDocument, listDocuments, quoteOfLink, type StoredDoc } from './list.ts'
import { factsOf, summaryOf } from './shown.ts'
import { decide } from './steps.ts'
import { linkHash, organisationOfLink, type SalesParts } from './store.ts'

const notFound = (): Error => salesErrors.SALES_DOCUMENT_NOT_FOUND('there is no such document for you')

const hidden: ReadonlySet<string> = new Set(['draft', 'withdrawn'])

/** One of the customer's own that they may see. Those of others are refused like those that do not exist. */
const requireOwn = async (tx: Tx, { needs }: SalesParts, id: string, request: FastifyRequest): Promise<StoredDoc> => {
  const [document, records] = [
    await findDocument(tx, id),
    await needs.customers.records(tx, customerOf(request).customerId),
  ]
  const isOwn = document?.customer !== null && records.includes(document?.customer ?? '')
  if (document === undefined || !isOwn || hidden.has(document.state)) throw notFound()
  return document
}

const todayOf = async (tx: Tx, { needs }: SalesParts): Promise<string> => dayOf(tx, needs, new Date().toISOString())

/** Runs with the quote of a link, in one transaction of the organisation that the link names. @throws SALES_DOCUMENT_NOT_FOUND */
export const withLink = async <Result>(
  db: Database,
  token: string,
  run: (tx: Tx, quoteId: string) => Promise<Result>,
): Promise<Result> => {
  const organisation = organisationOfLink(token)
  if (!isUuid(organisation)) throw notFound()
  return db.inOrganisation(organisation, async (tx) => {
    const id = await quoteOfLink(tx, linkHash(token))
    if (id === undefined) throw notFound()
    return run(tx, id)
  })
}

const shownByLink = async (tx: Tx, parts: SalesParts, id: string) => {
  const quote = await findDocument(tx, id)
  if (quote === undefined) throw notFound()
  if (hidden.has(quote.state)) throw salesErrors.QUOTE_WITHDRAWN(`the quote is ${quote.state}`)
  return factsOf(quote, await todayOf(tx, parts))
}

/** The routes of packages/api/src/portal-sales.ts. */
export const registerCustomerRoutes = (app: App, parts: SalesParts, db: Database): void => {
  route(app, portalSalesRoutes.list, async ({ query, request }) =>
    read(request, async (tx) => {
      const customers = await parts.needs.customers.records(tx, customerOf(request).customerId)
      const today = await todayOf(tx, parts)
      const filter = { list: 'all', customers, forCustomer: true } as const
      const { items, nextCursor } = await listDocuments(tx, filter, today, query)
      return { items: items.map((document) => summaryOf(document, today)), nextCursor }
    }),
  )
  route(app, portalSalesRoutes.get, async ({ params, request }) =>
    read(request, async (tx) => {
      const document = await requireOwn(tx, parts, params.id, request)
      return { ...factsOf(document, await todayOf(tx, parts)), entryId: document.entryId }
    }),
  )
  route(app, portalSalesRoutes.decide, async ({ params: { id }, body, request }) =>
    write(request, async (tx) => {
      await requireOwn(tx, parts, id, request)
      const quote = await lockDocument(tx, id)
      const { entryId } = await decide(tx, parts, quote, { ...body, way: 'portal' }, { actor: actorOf(request) })
      return { id, entryId }
    }),
  )

  route(app, quoteLinkRoutes.read, async ({ body: { token } }) =>
    withLink(db, token, async (tx, id) => shownByLink(tx, parts, id)),
  )
  route(app, quoteLinkRoutes.decide, async ({ body: { token, ...decision } }) =>
    withLink(db, token, async (tx, id) => {
      const quote = await lockDocument(tx, id)
      await decide(tx, parts, quote, { ...decision, way: 'link' }, { actor: `link:${id}` })
      return shownByLink(tx, parts, id)
    }),
  )
}

export { requireOwn }
