import {
  eventRoutes,
  type CustomerEvent,
  type EventProof,
  type EventSchema,
  type EventSource,
  type NewEventSource,
} from '@candor/api'
import type { SignedIn, TestServer } from '../testing/index.ts'
import { inPortal } from './consent-testing.ts'

/** A source with the key to send to it. */
export type OpenedSource = { readonly id: string; readonly keyId: string; readonly writeKey: string }

/** What staff do with events, by the routes that the pages use. */
export const atTracking = (server: TestServer, who: SignedIn) => {
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
    const response = await server.app.inject({ method, url, headers: who.headers, ...(payload && { payload }) })
    return { status: response.statusCode, body: response.json<object>(), text: response.body }
  }
  const good = async <Answer>(...call: Parameters<typeof ask>): Promise<Answer> => {
    const { status, body, text } = await ask(...call)
    if (status >= 300) throw new Error(`${call[0]} ${call[1]}: ${text}`)
    return body as Answer
  }
  const plain: NewEventSource = { name: 'Shop', kind: 'web', origins: [], visitors: 'keep', refuses: false }
  return {
    ask,
    open: async (source: Partial<NewEventSource> = {}) =>
      good<OpenedSource>('POST', eventRoutes.createSource.path, { ...plain, ...source }),
    source: async (id: string): Promise<EventSource> => {
      const { items } = await good<{ items: EventSource[] }>('GET', eventRoutes.sources.path)
      return items.find((source) => source.id === id)!
    },
    ofCustomer: async (id: string) =>
      (await good<{ items: CustomerEvent[] }>('GET', `/api/customers/${id}/events`)).items,
    recent: async (sourceId: string) =>
      (
        await good<{ items: { id: string; known: boolean; name: string }[] }>(
          'GET',
          `/api/tracking/events?sourceId=${sourceId}`,
        )
      ).items,
    proof: async (id: string) => good<EventProof>('GET', `/api/tracking/events/${id}/proof`),
    schema: async (name: string): Promise<EventSchema | undefined> =>
      (await good<{ items: EventSchema[] }>('GET', `/api/tracking/schemas?search=${encodeURIComponent(name)}`))
        .items[0],
    declare: async (payload: object) => good<{ version: number }>('PUT', eventRoutes.declare.path, payload),
  }
}

/** A customer to be recognised: by number and address. */
export const newCustomer = async (
  server: TestServer,
  organisationId: string,
  reference: string,
  email?: string,
): Promise<SignedIn> => {
  const profile = { name: `Customer ${reference}`, ...(email !== undefined && { email }) }
  const [made] = await server.db.inOrganisation(organisationId, async (tx) =>
    server.customerSide.customers.createCustomers(tx, [{ reference, profile }], {
      actor: 'system',
      purpose: 'service-contract',
    }),
  )
  return server.signInCustomer(made!.id, organisationId)
}

/** The customer agrees to studies of their habits, or takes it back. */
export const agree = async (server: TestServer, who: SignedIn, state: 'granted' | 'withdrawn' = 'granted') => {
  const portal = inPortal(server, who)
  const response = await portal.send(await portal.choice('insight', state))
  if (response.statusCode >= 300) throw new Error(response.body)
}
