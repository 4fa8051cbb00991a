import type { FastifyRequest } from 'fastify'
import { customerIdsByEmail, customerIdsByReference, existingCustomers, headOf } from '../modules/customers/index.ts'
import { openNow, registerEmergency, type EmergencyNeeds } from '../modules/emergency/index.ts'
import { record } from '../modules/journal/index.ts'
import { staffOf } from '../platform/http/access.ts'
import type { Tx } from '../platform/db/index.ts'
import { isUuid } from '../platform/ids.ts'
import type { App, Platform } from '../platform/platform.ts'
import { disclosures } from './disclosures.ts'
import { customerNames, workers } from './work-side.ts'

const customersCalled = async (tx: Tx, text: string): Promise<string[]> => {
  const ids = isUuid(text) ? [...(await existingCustomers(tx, [text]))] : []
  const byNumber = [...(await customerIdsByReference(tx, [text])).values()]
  const byEmail = ((await customerIdsByEmail(tx, [text])).get(text) ?? []).map(({ id }) => id)
  const heads: string[] = []
  for (const id of new Set([...ids, ...byNumber, ...byEmail])) heads.push(await headOf(tx, id))
  return [...new Set(heads)]
}

/** What a customer’s page asks for beside the customer: it names nobody. */
const besides = new Set([
  '/api/merchants',
  '/api/customer-tags',
  '/api/customer-owners',
  '/api/fields/:object',
  '/api/consent/catalogue',
  '/api/loyalty/programme',
  '/api/lifecycle/rules',
  '/api/page-layouts',
  '/api/objects',
])

/**
 * Whether a request is one that an opening can let in: it reads what a customer’s own page shows, or what names nobody, such as which
 * fields there are.
 * @returns the customer whose page it is, or that it is nobody’s
 */
const askedFor = ({ method, routeOptions, params }: FastifyRequest): { readonly customer?: string } | undefined => {
  const url = routeOptions.url ?? ''
  if (url.startsWith('/api/customers/:id/viewers')) return { customer: (params as { id: string }).id }
  const disclosure = disclosures[`${method} ${url}`]
  if (method !== 'GET' || disclosure === undefined) return undefined
  if (disclosure === 'nothing') return besides.has(url) ? {} : undefined
  const { whose } = disclosure
  const addressed = whose === 'address' || (typeof whose === 'object' && 'address' in whose)
  return addressed ? { customer: (params as { id: string }).id } : undefined
}

/** Rights that an opening stands in for: to read, never to change. */
const covered = new Set(['customer.read', 'order.read', 'points.read', 'consent.read'])

/** Puts openings in emergencies on the server, and lets those in who have one. */
export const registerEmergencySide = (
  app: App,
  { db }: Platform,
  { staffNames, notify }: Pick<EmergencyNeeds, 'staffNames' | 'notify'>,
): void => {
  registerEmergency(app, { record, staffNames, notify, workers, customerNames, customersCalled })
  app.emergencies.find = async (request) => {
    const { rights, withheld, organisationId, userId } = staffOf(request)
    const { access } = request.routeOptions.config
    const asked = askedFor(request)
    if (asked === undefined || !rights.has('emergency.open')) return undefined
    if (typeof access !== 'object' || !covered.has(access.right) || withheld.has(access.right)) return undefined
    const open = await db.inOrganisation(organisationId, async (tx) => openNow(tx, userId))
    return open.find(({ customerId }) => asked.customer === undefined || asked.customer === customerId)?.id
  }
}
