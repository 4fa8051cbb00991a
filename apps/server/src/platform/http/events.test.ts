import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type SignedIn, type TestServer } from '../../testing/index.ts'
import { uuidv7 } from '../ids.ts'

let server: TestServer
let port: number
const open: ClientRequest[] = []

beforeAll(async () => {
  server = await testServer()
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  port = (server.app.server.address() as AddressInfo).port
})
afterAll(async () => {
  for (const each of open) each.destroy()
  await server.close()
})

/** What the test server's own work tells at any moment. */
const background = new Set(['ledger', 'journal'])

type Received = { id: string; event: string; data: unknown }

/** Reads a stream like a browser does. */
const listen = async (path: string, { headers }: SignedIn, lastEventId?: string) => {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  const more = { ...headers, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ port, path, headers: more }, resolve)
    sent.on('error', reject)
    sent.end()
    open.push(sent)
  })
  let text = ''
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block
          .split('\n')
          .map((line): [string, string] => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
      )
      const { id = '', event, data = '' } = fields
      if (event !== undefined && !background.has(event)) received.push({ id, event, data: JSON.parse(data) })
    }
    for (const wake of waiting.splice(0)) wake()
  })
  return {
    response,
    received,
    until: async (count: number): Promise<Received[]> => {
      while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
      return received
    },
  }
}

const here = (): string => server.organisations[0] ?? ''
const publish = (topic: string, data: unknown, customerId?: string, organisation = here()): void =>
  server.platform.events.publish(organisation, { topic, data, ...(customerId !== undefined && { customerId }) })

describe('live events', () => {
  it('reach staff at once, with a topic and an id', async () => {
    const stream = await listen('/api/events', await server.signIn('sales'))
    expect(stream.response.headers['content-type']).toBe('text/event-stream')
    publish('import', { done: 5 })
    expect(await stream.until(1)).toMatchObject([
      { event: 'import', data: { done: 5 }, id: expect.stringMatching(/-\d+$/) },
    ])
  })

  it('reach only the organisation they belong to', async () => {
    const stream = await listen('/api/events', await server.signIn('sales'))
    publish('theirs', 1, undefined, server.organisations[1])
    publish('ours', 2)
    expect(await stream.until(1)).toMatchObject([{ event: 'ours' }])
  })

  it('reach a customer only when they are that customer’s', async () => {
    const me = uuidv7()
    const stream = await listen('/api/portal/events', await server.signInCustomer(me))
    publish('points', 'for staff')
    publish('points', 'for another', uuidv7())
    publish('points', 'for me', me)
    expect(await stream.until(1)).toMatchObject([{ data: 'for me' }])
  })

  it('are made up for to a browser that was away for a moment', async () => {
    const agent = await server.signIn('sales')
    const before = await listen('/api/events', agent)
    publish('a', 1)
    const [last] = await before.until(1)
    before.response.destroy()
    publish('b', 2)
    publish('c', 3)
    const after = await listen('/api/events', agent, last?.id)
    expect((await after.until(2)).map(({ event }) => event)).toEqual(['b', 'c'])
  })

  it('tell a browser to load afresh when it was away for too long, or the server began anew', async () => {
    const agent = await server.signIn('sales')
    const before = await listen('/api/events', agent)
    publish('first', 0)
    const [last] = await before.until(1)
    for (let n = 0; n < 300; n += 1) publish('more', n)
    for (const id of [last?.id ?? '', 'abc-7', 'nonsense']) {
      const after = await listen('/api/events', agent, id)
      expect((await after.until(1))[0]).toMatchObject({ event: 'reset' })
    }
  })

  it('need a sign-in', async () => {
    expect((await server.app.inject('/api/events')).statusCode).toBe(401)
    expect((await server.app.inject('/api/portal/events')).statusCode).toBe(401)
  })
})
