import { productRoutes, salesRoutes, salesSettingsRoutes, type TimelineItem } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { actorOf, organisationOf, staffOf } from '../../platform/http/access.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { keeperOf, lockDocument } from './document.ts'
import { changeDraft, createDraft, dayOf, documentToChange } from './draft.ts'
import { salesErrors } from './errors.ts'
import { entriesOfDocument, findDocument, listDocuments, movesOf, type StoredDoc } from './list.ts'
import { creditInvoice, recordPayment } from './payments.ts'
import { changeProduct, createProduct, listProducts, requireProduct } from './products.ts'
import { salesSettings, settingsOf } from './settings.ts'
import { summaryOf, withParties, withPeople } from './shown.ts'
import { approveDraft, decide, invoiceQuote, issueInvoice, reopenQuote, sendQuote, withdraw } from './steps.ts'
import { linkOf, linkUrl, type By, type Changed, type SalesParts } from './store.ts'

const staffId = /^staff:(.+)$/

const seesParties = (request: FastifyRequest): boolean => staffOf(request).rights.has('customer.read')

/** @throws SALES_PARTY_FORBIDDEN */
const requireParties = (request: FastifyRequest): void => {
  if (!seesParties(request)) throw salesErrors.SALES_PARTY_FORBIDDEN('this needs the right customer.read')
}

/** @throws SALES_DOCUMENT_NOT_FOUND */
export const requireDocument = async (tx: Tx, id: string): Promise<StoredDoc> => {
  const document = await findDocument(tx, id)
  if (document === undefined) throw salesErrors.SALES_DOCUMENT_NOT_FOUND(`there is no document ${id}`)
  return document
}

const todayOf = async (tx: Tx, { needs }: SalesParts): Promise<string> => dayOf(tx, needs, new Date().toISOString())

const registerReading = (app: App, parts: SalesParts): void => {
  const { needs } = parts

  route(app, salesRoutes.list, async ({ query, request }) => {
    const { kind, list, customer, company, deal, number, ...page } = query
    if (customer !== undefined || company !== undefined) requireParties(request)
    return read(request, async (tx) => {
      const customers = customer === undefined ? undefined : await needs.customers.records(tx, customer)
      const today = await todayOf(tx, parts)
      const { items, nextCursor } = await listDocuments(
        tx,
        { kind, list, customers, company, deal, number },
        today,
        page,
      )
      return { items: items.map((document) => summaryOf(document, today)), nextCursor }
    })
  })

  route(app, salesRoutes.get, async ({ params, request }) => {
    const document = await read(request, async (tx) => {
      const { settings } = await settingsOf(tx)
      const sight = { settings, today: await todayOf(tx, parts), seesParties: seesParties(request) }
      return withParties(tx, needs, await requireDocument(tx, params.id), sight)
    })
    return withPeople(needs, organisationOf(request), document)
  })

  route(app, salesRoutes.moves, async ({ params, request }) =>
    read(request, async (tx) => {
      const document = await requireDocument(tx, params.id)
      return { items: await movesOf(tx, document, keeperOf(document)) }
    }),
  )

  route(app, salesRoutes.history, async ({ params, query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => {
      await requireDocument(tx, params.id)
      const before = decodeCursor(z.tuple([z.number().int()]), query.cursor)?.[0]
      const rows = await entriesOfDocument(tx, params.id, { before, limit: query.limit + 1 })
      const page = pageOf(
        rows,
        query.limit,
        ({ version }) => [version],
        ({ entryId }) => entryId,
      )
      const entries: TimelineItem[] = []
      for (const id of page.items) {
        const { entry, occurredAt, body, state, leafIndex } = await needs.readEntry(tx, id)
        const { kind, actor, purpose, recordedAt } = entry
        entries.push({ id, kind, actor, actorName: null, purpose, recordedAt, occurredAt, body, state, leafIndex })
      }
      return { items: entries, nextCursor: page.nextCursor }
    })
    const ids = items.flatMap(({ actor }) => staffId.exec(actor)?.[1] ?? [])
    const names = await needs.staffNames(organisationOf(request), [...new Set(ids)])
    const actorName = ({ actor }: TimelineItem): string | null => names.get(staffId.exec(actor)?.[1] ?? '') ?? null
    return { items: items.map((item) => Object.assign(item, { actorName: actorName(item) })), nextCursor }
  })

  route(app, salesSettingsRoutes.get, async ({ request }) =>
    read(request, async (tx) => ({ ...(await settingsOf(tx)), currency: await homeCurrency(tx) })),
  )
}

const registerProducts = (app: App, { needs }: SalesParts): void => {
  route(app, productRoutes.list, async ({ query, request }) => read(request, async (tx) => listProducts(tx, query)))
  route(app, productRoutes.get, async ({ params, request }) =>
    read(request, async (tx) => requireProduct(tx, params.id)),
  )
  route(app, productRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => createProduct(tx, needs, body, { actor: actorOf(request) })),
  )
  route(app, productRoutes.update, async ({ params: { id }, body: { version, changes }, request }) =>
    write(request, async (tx) => changeProduct(tx, needs, id, version, changes, { actor: actorOf(request) })),
  )
}

type Step = (tx: Tx, parts: SalesParts, id: string, version: number, by: By) => Promise<Changed>

/** The routes of packages/api/src/sales-documents.ts and products.ts. */
export const registerSalesRoutes = (app: App, parts: SalesParts): void => {
  registerReading(app, parts)
  registerProducts(app, parts)

  route(app, salesSettingsRoutes.set, async ({ body, request }) =>
    write(request, async (tx) => salesSettings.write(tx, parts.needs.record, body, actorOf(request))),
  )

  route(app, salesRoutes.create, async ({ body, request }) => {
    requireParties(request)
    return write(request, async (tx) => createDraft(tx, parts, body, { actor: actorOf(request) }))
  })
  route(app, salesRoutes.update, async ({ params: { id }, body: { version, changes }, request }) =>
    write(request, async (tx) => changeDraft(tx, parts, id, version, changes, { actor: actorOf(request) })),
  )

  const steps = [
    [salesRoutes.send, sendQuote],
    [salesRoutes.reopen, reopenQuote],
    [salesRoutes.withdraw, withdraw],
    [salesRoutes.issue, issueInvoice],
    [salesRoutes.invoice, invoiceQuote],
    [salesRoutes.approve, approveDraft],
  ] as const satisfies readonly (readonly [unknown, Step])[]
  for (const [contract, step] of steps) {
    route(app, contract, async ({ params: { id }, body: { version }, request }) =>
      write(request, async (tx) => step(tx, parts, id, version, { actor: actorOf(request) })),
    )
  }

  route(app, salesRoutes.decide, async ({ params: { id }, body: { version, ...decision }, request }) =>
    write(request, async (tx) => {
      const quote = await documentToChange(tx, id, version)
      return decide(tx, parts, quote, { ...decision, way: 'staff' }, { actor: actorOf(request) })
    }),
  )
  route(app, salesRoutes.link, async ({ params: { id }, request }) =>
    read(request, async (tx) => {
      const quote = await lockDocument(tx, id)
      if (quote.kind !== 'quote' || quote.number === null) {
        throw salesErrors.SALES_NOT_POSSIBLE('only a quote that was sent has a link')
      }
      return { url: linkUrl(parts, await linkOf(tx, quote)) }
    }),
  )
  route(app, salesRoutes.pay, async ({ params: { id }, body, request }) =>
    write(request, async (tx) => recordPayment(tx, parts, id, body, { actor: actorOf(request) })),
  )
  route(app, salesRoutes.credit, async ({ params: { id }, body, request }) =>
    write(request, async (tx) => creditInvoice(tx, parts, id, body, { actor: actorOf(request) })),
  )
}
