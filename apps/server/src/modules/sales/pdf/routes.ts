import { idParams, quoteLinkBody, salesPaths } from '@candor/api'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { read } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import { requireOwn, withLink } from '../customer-routes.ts'
import { dayOf } from '../draft.ts'
import { salesErrors } from '../errors.ts'
import { findDocument, type StoredDoc } from '../list.ts'
import { requireDocument } from '../routes.ts'
import { factsOf } from '../shown.ts'
import type { SalesParts } from '../store.ts'
import { renderPdf } from './render.ts'

/** A document with days at the organisation: today, and the one on which the customer decided. */
type Dated = { readonly document: StoredDoc; readonly today: string; readonly decidedOn: string | null }

const sendPdf = async (
  reply: FastifyReply,
  { document, today, decidedOn }: Dated,
  language: 'en' | 'zh' | undefined,
): Promise<FastifyReply> => {
  const name = `${document.number ?? 'draft'}.pdf`
  const { changedAt } = document
  const dates = { made: new Date(changedAt), decidedOn }
  const pdf = await renderPdf(factsOf(document, today), language ?? document.language, dates)
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(pdf)
}

const query = z.strictObject({ language: z.enum(['en', 'zh']).optional() })

/** Downloads of documents: for staff, for the customer whose they are, and for whoever has the link. */
export const registerPdfRoutes = (app: App, parts: SalesParts, db: Database): void => {
  const withDay = async (tx: Tx, document: StoredDoc): Promise<Dated> => ({
    document,
    today: await dayOf(tx, parts.needs, new Date().toISOString()),
    decidedOn: document.decision === null ? null : await dayOf(tx, parts.needs, document.decision.at),
  })

  app.get(
    salesPaths.pdf(':id'),
    {
      config: { access: { right: 'sales.read' }, requestsAMinute: 120 },
      schema: { hide: true, params: idParams, querystring: query },
    },
    async (request, reply) => {
      const { id } = idParams.parse(request.params)
      const found = await read(request, async (tx) => withDay(tx, await requireDocument(tx, id)))
      return sendPdf(reply, found, query.parse(request.query).language)
    },
  )
  app.get(
    salesPaths.ownPdf(':id'),
    {
      config: { access: 'customer', requestsAMinute: 30 },
      schema: { hide: true, params: idParams, querystring: query },
    },
    async (request, reply) => {
      const { id } = idParams.parse(request.params)
      const found = await read(request, async (tx) => withDay(tx, await requireOwn(tx, parts, id, request)))
      return sendPdf(reply, found, query.parse(request.query).language)
    },
  )
  app.post(
    salesPaths.linkPdf,
    {
      config: { access: 'public', requestsAMinute: 30 },
      schema: { hide: true, body: quoteLinkBody },
    },
    async (request, reply) => {
      const { token } = quoteLinkBody.parse(request.body)
      const found = await withLink(db, token, async (tx, id) => {
        const document = await findDocument(tx, id)
        if (document === undefined || document.state === 'draft' || document.state === 'withdrawn') {
          throw salesErrors.QUOTE_WITHDRAWN('the quote is not offered now')
        }
        return withDay(tx, document)
      })
      return sendPdf(reply, found, undefined)
    },
  )
}
