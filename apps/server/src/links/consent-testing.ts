import {
  consentRoutes,
  portalConsentRoutes,
  type ConsentAnswer,
  type ConsentNotice,
  type ConsentStanding,
  type portalRoutes,
  type RouteOutput,
} from '@candor/api'
import { expect } from 'vitest'
import type { Choice } from '../modules/consent/index.ts'
import { findMember } from '../modules/ledger/index.ts'
import { eventually, type SignedIn, type TestServer } from '../testing/index.ts'
import { newCustomers } from './points-testing.ts'

type Listed = RouteOutput<typeof portalConsentRoutes.list>
export type Timeline = RouteOutput<typeof portalRoutes.timeline>

/** An organisation with a catalogue and a number on the ledger, and one of its customers. */
export type ConsentPerson = SignedIn & { readonly member: number; readonly memberAccount: `0x${string}` }

/** Makes the catalogue and a customer, and waits until the organisation is on the ledger. */
export const consentPerson = async (
  server: TestServer,
  organisationId: string,
  prefix: string,
): Promise<ConsentPerson> => {
  await server.db.inOrganisation(organisationId, async (tx) => {
    await server.consent.ensureCatalogue(tx, 'system')
  })
  const [customerId] = (await newCustomers(server, organisationId, 1, prefix)) as [string]
  const member = await eventually('the organisation is on the ledger', async () => {
    const found = await server.db.inOrganisation(organisationId, async (tx) => findMember(tx, organisationId))
    return typeof found?.number === 'number' && { member: found.number, memberAccount: found.account }
  })
  return { ...(await server.signInCustomer(customerId, organisationId)), ...member }
}

/** What a customer does in the portal, by the routes that the portal uses. */
export const inPortal = (server: TestServer, who: SignedIn) => {
  const list = async (): Promise<Listed> => {
    const response = await server.app.inject({ url: portalConsentRoutes.list.path, headers: who.headers })
    expect(response.statusCode, response.body).toBe(200)
    return response.json<Listed>()
  }
  const offer = async (slug: string, recipient = 'self') => {
    const item = (await list()).items.find(({ purpose }) => purpose.slug === slug)
    if (item === undefined) throw new Error(`nobody asks for ${slug}`)
    const recipientId = item.notice.recipients.find((term) => term.slug === recipient)?.id ?? ''
    const standing = item.choices.find((choice) => choice.recipient.id === recipientId)?.standing ?? null
    return { ...item, recipientId, standing }
  }
  const termIds = (terms: ConsentNotice['categories'], wanted: readonly string[] | undefined): string[] =>
    terms.filter(({ slug }) => wanted === undefined || wanted.includes(slug)).map(({ id }) => id)
  /** The choice as the page sends it: everything that is asked for, unless narrowed down. */
  const choice = async (
    slug: string,
    state: Choice['state'],
    { recipient = 'self', categories }: { recipient?: string; categories?: readonly string[] } = {},
  ): Promise<Choice> => {
    const { purpose, notice, recipientId, standing } = await offer(slug, recipient)
    const isGrant = state === 'granted'
    return {
      purposeId: purpose.id,
      recipientId,
      state,
      noticeVersion: notice.version,
      language: 'en',
      seen: standing?.number ?? 0,
      categories: isGrant ? termIds(notice.categories, categories) : [],
      channels: isGrant ? termIds(notice.channels, undefined) : [],
    }
  }
  const send = async (payload: Choice, headers: Record<string, string> = {}) =>
    server.app.inject({
      method: 'POST',
      url: portalConsentRoutes.decide.path,
      headers: { ...who.headers, ...headers },
      payload,
    })
  const decide = async (...what: Parameters<typeof choice>): Promise<ConsentStanding> => {
    const response = await send(await choice(...what))
    expect(response.statusCode, response.body).toBe(201)
    return response.json<{ standing: ConsentStanding }>().standing
  }
  return { list, offer, choice, send, decide }
}

/** The decision of an entry once the ledger has it. */
export const onceOnLedger = async (server: TestServer, who: SignedIn, entryId: string): Promise<ConsentStanding> =>
  eventually('the ledger has the decision', async () => {
    const { items } = await inPortal(server, who).list()
    const standing = items.flatMap(({ choices }) => choices).find((one) => one.standing?.entryId === entryId)?.standing
    return standing?.ledger.state === 'confirmed' && standing
  })

/** Asks as a member of staff. */
export const askMayUse = async (
  server: TestServer,
  staff: SignedIn,
  customerId: string,
  query: Record<string, string>,
): Promise<ConsentAnswer> => {
  const url = `${consentRoutes.mayUse.path.replace(':id', customerId)}?${new URLSearchParams(query).toString()}`
  const response = await server.app.inject({ url, headers: staff.headers })
  expect(response.statusCode, response.body).toBe(200)
  return response.json<ConsentAnswer>()
}
