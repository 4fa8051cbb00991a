import { z } from 'zod'
import { idParams, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'
import { salesFacts, salesSummary } from './sales-parts.ts'

const decision = {
  accepted: z.boolean(),
  /** Who decides, as they sign. */
  name: z.string().trim().min(1).max(200),
  /** Why it is declined. */
  reason: z.string().trim().max(1000).nullable().default(null),
  /** Of what was read; refused when the quote says something else by now. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
}
const own = { access: 'customer', tag: 'Portal' } as const
const open = { access: 'public', tag: 'Quotes and invoices' } as const
/** What a link holds after its `#`. It is sent in the body, so that no log and no other site gets to know it. */
const token = z.string().regex(/^[\w-]{60,80}$/)

/** Quotes and invoices of a signed-in customer. Drafts are not shown. */
export const portalSalesRoutes = {
  list: defineRoute({
    id: 'portalSalesDocuments',
    method: 'GET',
    path: '/api/portal/sales-documents',
    ...own,
    summary: 'My quotes, invoices and credit notes, the newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(salesSummary),
  }),
  get: defineRoute({
    id: 'portalSalesDocument',
    method: 'GET',
    path: '/api/portal/sales-documents/:id',
    ...own,
    summary: 'One of them',
    params: idParams,
    response: salesFacts.extend({ entryId: uuid }),
  }),
  decide: defineRoute({
    id: 'portalDecideQuote',
    method: 'POST',
    path: '/api/portal/sales-documents/:id/decision',
    ...own,
    summary: 'Accept or decline a quote, once',
    params: idParams,
    body: z.strictObject(decision),
    response: z.object({ id: uuid, entryId: uuid }),
    idempotent: true,
  }),
} as const

/** A quote by its link, without signing in. */
export const quoteLinkRoutes = {
  read: defineRoute({
    id: 'readQuoteByLink',
    method: 'POST',
    path: '/api/quote-link/read',
    ...open,
    summary: 'Read the quote of a link',
    body: z.strictObject({ token }),
    response: salesFacts,
  }),
  decide: defineRoute({
    id: 'decideQuoteByLink',
    method: 'POST',
    path: '/api/quote-link/decision',
    ...open,
    summary: 'Accept or decline the quote of a link, once',
    body: z.strictObject({ token, ...decision }),
    response: salesFacts,
  }),
} as const
export const quoteLinkBody = z.strictObject({ token })
